// Weighted sums by float32 weights, all of them.
import type { Kernel } from './kernel.ts';

/** [inputs, units] as [units, inputs]. */
export function transposed<T extends Float32Array | Int8Array>(values: T, units: number): T {
  const inputs = values.length / units;
  const result = values.slice() as T;
  for (let i = 0; i < inputs; i += 1) for (let j = 0; j < units; j += 1) result[j * inputs + i] = values[i * units + j] as number;
  return result;
}

/** Weights [inputs, units]; sums in float64, rounded to float32 at the end. */
export function denseKernel(weights: Float32Array, bias: Float32Array): Kernel {
  const units = bias.length;
  const inputs = weights.length / units;
  const rows = transposed(weights, units);
  return (x, out, at, work) => {
    for (let j = 0; j < units; j += 1) {
      const row = j * inputs;
      // Two sums at once, since an addition waits for the one before it.
      let even = 0;
      let odd = 0;
      let i = 0;
      for (; i + 1 < inputs; i += 2) {
        even += (x[i] as number) * (rows[row + i] as number);
        odd += (x[i + 1] as number) * (rows[row + i + 1] as number);
      }
      if (i < inputs) even += (x[i] as number) * (rows[row + i] as number);
      out[at + j] = even + odd + (bias[j] as number);
    }
    work.multiplyAccumulatesFloat32 += weights.length;
    work.weightBytes += 4 * weights.length;
    work.activationBytes += 4 * (inputs + units);
  };
}
