// The numbers of a variable where they stand, for what changes some of them between two steps.
import { labBackend } from './backend.ts';
import type { Variable } from './tf.ts';

/** A view to read and to write, until the next tensor is made: a recording goes on with what is written there. */
export function numbersOf(variable: Variable): Float32Array {
  const lab = labBackend();
  return lab.kernels.heap.floats(lab.writableAddressOf(variable), variable.size);
}
