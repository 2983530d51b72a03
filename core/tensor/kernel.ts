// How a fast kernel takes the place of TensorFlow.js’ plain one of the same name.
import type { LabBackend } from './backend.ts';
import { getKernel, getKernelsForBackend, type KernelConfig, type NamedAttrMap, registerKernel, type TensorInfo } from './tf.ts';

type Inputs = Readonly<Record<string, TensorInfo>>;

export const real = (...tensors: readonly TensorInfo[]) => tensors.every(({ dtype }) => dtype === 'float32');

type Arguments = { inputs: object; backend: object; attrs?: NamedAttrMap | undefined };

/** A plain kernel that a recorder is told of, unless it only hands on what came in. */
function plainly(kernel: KernelConfig, { inputs, backend, attrs }: Arguments): TensorInfo | TensorInfo[] {
  const lab = backend as LabBackend;
  const compute = () => kernel.kernelFunc({ inputs: inputs as never, backend, ...(attrs && { attrs }) });
  const result = compute();
  const [taken, given] = [
    Object.values(inputs as Inputs)
      .flat()
      .filter(Boolean),
    [result].flat(),
  ];
  if (!given.some(({ dataId }) => taken.some((each) => each.dataId === dataId))) {
    lab.kernels.recorder?.plain(taken, given, () => [compute()].flat());
  }
  return result;
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
