// Random tensors of random shapes, made by the seeded generator, for tests of backend `lab` against plain TensorFlow.js.

import { createRandom } from '../../core/prob/random.ts';
import { tf } from '../../core/tensor/index.ts';

const random = createRandom(11);

/** Standard normal numbers, `scale` times. */
export const normals = (length: number, scale = 1): Float32Array => {
  const out = new Float64Array(length);
  random.normals(out);
  return Float32Array.from(out, (x) => scale * x);
};

/** Ones with probability `share`, else zeros. */
export const bits = (length: number, share: number): Float32Array => Float32Array.from({ length }, () => Number(random.uniform() < share));

/** What a function of tensors gives on the plain backend: its arguments and results are arrays with shapes. */
export interface Values {
  readonly shape: number[];
  readonly values: Float32Array;
}

export const matrix = (rows: number, columns: number, values = normals(rows * columns)): Values => ({ shape: [rows, columns], values });
export const vector = (length: number, values = normals(length)): Values => ({ shape: [length], values });

/** Evaluates on one backend and returns to `lab`. */
export async function on(
  backend: 'cpu' | 'lab',
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Promise<Values[]> {
  await tf.setBackend(backend);
  try {
    return tf.tidy(() => {
      const results = compute(...inputs.map(({ values, shape }) => tf.tensor(values, shape)));
      return [results].flat().map((each) => ({ shape: each.shape, values: each.dataSync() as Float32Array })) as never;
    }) as unknown as Values[];
  } finally {
    await tf.setBackend('lab');
  }
}

/** Largest difference, in units of the largest number (at least 1). */
export function difference(a: readonly Values[], b: readonly Values[]): number {
  if (JSON.stringify(a.map(({ shape }) => shape)) !== JSON.stringify(b.map(({ shape }) => shape))) return Number.POSITIVE_INFINITY;
  return Math.max(
    0,
    ...a.map(({ values }, i) => {
      const other = (b[i] as Values).values;
      if (values.length !== other.length) return Number.POSITIVE_INFINITY;
      let [worst, size] = [0, 1];
      for (let j = 0; j < values.length; j += 1) {
        const [x, y] = [values[j] as number, other[j] as number];
        size = Math.max(size, Math.abs(y));
        if (!Object.is(x, y) && !(Math.abs(x - y) <= worst)) worst = Math.abs(x - y);
      }
      return Number.isNaN(worst) ? Number.POSITIVE_INFINITY : worst / size;
    }),
  );
}
