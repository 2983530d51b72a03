// What every kernel of a layer does: the weighted sums of one row of inputs, for each unit.
import type { Work } from '../work.ts';

/** Writes y_j = b_j + Σ_i x_i w_ij to `out` from `at` on, and adds what it did to `work`. */
export type Kernel = (x: Float32Array, out: Float32Array, at: number, work: Work) => void;
