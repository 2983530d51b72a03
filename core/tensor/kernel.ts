// How a fast kernel takes the place of TensorFlow.js’ plain one of the same name.
import type { LabBackend } from './backend.ts';
import { getKernel, type NamedAttrMap, registerKernel, type TensorInfo, unregisterKernel } from './tf.ts';

type Inputs = Readonly<Record<string, TensorInfo>>;

export const real = (...tensors: readonly TensorInfo[]) => tensors.every(({ dtype }) => dtype === 'float32');

/** Registers a kernel of ours; where it answers undefined, the plain one of the same name does the work. */
export function register(
  kernelName: string,
  compute: (inputs: Inputs, lab: LabBackend, attributes: NamedAttrMap) => TensorInfo | TensorInfo[] | undefined,
): void {
  const plain = getKernel(kernelName, 'cpu');
  if (plain) unregisterKernel(kernelName, 'lab');
  registerKernel({
    kernelName,
    backendName: 'lab',
    kernelFunc: ({ inputs, backend, attrs }: { inputs: object; backend: object; attrs?: NamedAttrMap | undefined }) => {
      const result = compute(inputs as Inputs, backend as LabBackend, attrs ?? {});
      if (result) return result;
      if (!plain) throw new Error(`${kernelName} takes float32 tensors alone`);
      return plain.kernelFunc({ inputs: inputs as never, backend, ...(attrs && { attrs }) });
    },
  });
}
