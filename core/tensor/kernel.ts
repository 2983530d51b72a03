// How a fast kernel takes the place of TensorFlow.js’ plain one of the same name.
import type { LabBackend } from './backend.ts';
import { getKernel, getKernelsForBackend, type KernelConfig, type NamedAttrMap, registerKernel, type TensorInfo } from './tf.ts';

type Inputs = Readonly<Record<string, TensorInfo>>;

export const real = (...tensors: readonly TensorInfo[]) => tensors.every(({ dtype }) => dtype === 'float32');

type Arguments = { inputs: object; backend: object; attrs?: NamedAttrMap | undefined };

/** A plain kernel that a recorder is told of as a whole, and not at all where it only hands on what came in. */
function plainly(kernel: KernelConfig, { inputs, backend, attrs }: Arguments): TensorInfo | TensorInfo[] {
  const { kernels } = backend as LabBackend;
  const compute = () => kernel.kernelFunc({ inputs: inputs as never, backend, ...(attrs && { attrs }) });
  const { recorder } = kernels;
  kernels.recorder = undefined;
  try {
    const result = compute();
    const given = [result].flat();
    const taken = (Object.values(inputs).flat() as (TensorInfo | undefined)[]).filter((each) => each !== undefined);
    const handedOn = given.some(({ dataId }) => taken.some((each) => each.dataId === dataId));
    if (!handedOn) recorder?.plain(taken, given, () => [compute()].flat());
    return result;
  } finally {
    kernels.recorder = recorder;
  }
}

/** Registers a kernel of ours; where it answers undefined, the plain one of the same name does the work. */
export function register(
  kernelName: string,
  compute: (inputs: Inputs, lab: LabBackend, attributes: NamedAttrMap) => TensorInfo | TensorInfo[] | undefined,
): void {
  const plain = getKernel(kernelName, 'cpu');
  registerKernel({
    kernelName,
    backendName: 'lab',
    kernelFunc: (given: Arguments) => {
      const result = compute(given.inputs as Inputs, given.backend as LabBackend, given.attrs ?? {});
      if (result) return result;
      if (!plain) throw new Error(`${kernelName} takes float32 tensors alone`);
      return plainly(plain, given);
    },
  });
}

/** Registers the plain kernels that none of ours stands in for. */
export function registerPlain(): void {
  for (const kernel of getKernelsForBackend('cpu')) {
    if (getKernel(kernel.kernelName, 'lab')) continue;
    registerKernel({ ...kernel, backendName: 'lab', kernelFunc: (given: Arguments) => plainly(kernel, given) });
  }
}
