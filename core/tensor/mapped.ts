// What no kernel does: numbers worked out in plain JavaScript on the way through a step, and done again when its recording is played.
import { customGrad, engine, type KernelConfig, type Tensor, type TensorInfo, zerosLike } from './tf.ts';

type Compute = (...numbers: Float32Array[]) => Float32Array;

interface Plain {
  readonly data: { get(dataId: object): { readonly values: Float32Array } };
  makeTensorInfo(shape: number[], dtype: 'float32', values: Float32Array): TensorInfo;
}

/** Given to TensorFlow.js as a plain kernel, so that recordings take it for one. */
export const mappedKernel: KernelConfig = {
  kernelName: 'LabMapped',
  backendName: 'cpu',
  kernelFunc: ({ inputs, backend, attrs }) => {
    const plain = backend as Plain;
    const { compute, shape } = attrs as unknown as { compute: Compute; shape: number[] };
    const numbers = Object.values(inputs as Record<string, TensorInfo>).map(({ dataId }) => plain.data.get(dataId).values);
    return plain.makeTensorInfo(shape, 'float32', compute(...numbers));
  },
};

const run = <T extends Tensor>(inputs: readonly Tensor[], shape: readonly number[], compute: Compute): T =>
  engine().runKernel('LabMapped', Object.fromEntries(inputs.map((input, i) => [`${i}`, input])), {
    compute: compute as never,
    shape: [...shape],
  }) as T;

/**
 * Float32 numbers of this shape from those of tensors, which `compute` must leave as they are. No slope passes. It is taken to be the same function
 * whenever a recording is played again.
 */
export function mapped<T extends Tensor>(inputs: readonly T[], shape: readonly number[], compute: Compute): T {
  const held = customGrad((...given) => ({
    value: run<T>(given.slice(0, inputs.length) as Tensor[], shape, compute),
    gradFunc: () => inputs.map((input) => zerosLike(input)),
  }));
  return held(...inputs) as T;
}

/** The straight-through estimator: `compute` of x on the way forward, and the slope of x itself on the way back (Bengio et al. 2013). */
export function straightThrough<T extends Tensor>(x: T, compute: (numbers: Float32Array) => Float32Array): T {
  const through = customGrad((given) => ({
    value: run<T>([given as Tensor], x.shape, compute),
    gradFunc: (dy) => dy.clone(),
  }));
  return through(x) as T;
}
