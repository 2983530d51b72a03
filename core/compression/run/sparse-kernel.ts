// Weighted sums by the weights that are left.
import { decoded, type Sparse } from '../coded.ts';
import type { Kernel } from './kernel.ts';

/** The weights of each unit one behind the other (compressed sparse columns of [inputs, units]): unit j has those from starts[j] to starts[j + 1]. */
export interface SparseColumns {
  readonly starts: Uint32Array;
  readonly inputs: Uint16Array | Uint32Array;
  readonly values: Float32Array;
}

/** Columns of the kept weights, for `units` units. A weight that is kept and 0 stays. */
export function sparseColumns(coded: Sparse, units: number): SparseColumns {
  const values = decoded(coded.values);
  const { kept } = coded;
  const starts = new Uint32Array(units + 1);
  for (const place of kept) starts[(place % units) + 1] = (starts[(place % units) + 1] as number) + 1;
  for (let j = 0; j < units; j += 1) starts[j + 1] = (starts[j + 1] as number) + (starts[j] as number);
  const next = starts.slice();
  const size = coded.shape.reduce((product, side) => product * side, 1);
  const columns = {
    starts,
    inputs: new (size / units <= 2 ** 16 ? Uint16Array : Uint32Array)(kept.length),
    values: new Float32Array(kept.length),
  };
  kept.forEach((place, k) => {
    const at = next[place % units] as number;
    next[place % units] = at + 1;
    columns.inputs[at] = Math.floor(place / units);
    columns.values[at] = values[k] as number;
  });
  return columns;
}

/** Skips the weights that are not kept: one multiplication for each that is. Sums in float64, rounded to float32 at the end. */
export function sparseKernel(coded: Sparse, bias: Float32Array): Kernel {
  const units = bias.length;
  const { starts, inputs, values } = sparseColumns(coded, units);
  const bytes = values.byteLength + inputs.byteLength + starts.byteLength;
  return (x, out, at, work) => {
    let k = 0;
    for (let j = 0; j < units; j += 1) {
      const end = starts[j + 1] as number;
      let sum = bias[j] as number;
      for (; k < end; k += 1) sum += (x[inputs[k] as number] as number) * (values[k] as number);
      out[at + j] = sum;
    }
    work.multiplyAccumulatesFloat32 += values.length;
    work.weightBytes += bytes;
    work.activationBytes += 4 * (x.length + units);
  };
}
