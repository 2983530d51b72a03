// What the kernels count as they work.
import { addWork, createWork, type Work } from '../compression/work.ts';
import { type LabBackend, labBackend } from './backend.ts';
import type { NonZeros } from './kernels.ts';

/**
 * What the kernels count while `compute` runs, by recordings too: products of matrices and convolutions, by their own sizes, and by the non-zeros where
 * they pass zeros over. Weights are the right factor of a dense layer and the filters of a convolution, read once a call; in other products, such as
 * those of slopes, all that is read and written counts as activations. What goes number by number is not counted.
 */
export function workOf(compute: () => void): Work {
  const { kernels } = labBackend();
  const before = kernels.work;
  kernels.work = createWork();
  try {
    compute();
    return kernels.work;
  } finally {
    addWork(before, kernels.work);
    kernels.work = before;
  }
}

/** Counts rows × depth by depth × columns, the left factor perhaps by its non-zeros, the right one perhaps weights. */
export function countProduct(
  { kernels }: LabBackend,
  { rows, columns, depth }: { readonly rows: number; readonly columns: number; readonly depth: number },
  weights: boolean,
  left?: NonZeros,
): void {
  const right = 4 * depth * columns;
  kernels.count((work) => {
    // Of a recording the non-zeros are other ones at each step.
    const numbers = left ? (kernels.heap.ints(left.starts, rows + 1)[rows] as number) : rows * depth;
    work.multiplyAccumulatesFloat32 += numbers * columns;
    work.weightBytes += weights ? right : 0;
    work.activationBytes += (left ? 8 : 4) * numbers + 4 * rows * columns + (weights ? 0 : right);
  });
}
