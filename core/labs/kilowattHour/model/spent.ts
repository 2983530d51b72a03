// Work as the kernels count it, in the words of a table of prices.
import type { Work } from '../../../compression/work.ts';
import type { Spent } from '../../../energy/estimate.ts';

/** What additions without a multiplication are done in. */
export type AdditionWidth = 'float32' | 'int32' | 'int8';

/**
 * A word of 32 signs takes an exclusive or and a count of ones, each priced as an addition of int32: no table has them. Multiplications that bring sums back
 * to 8 bits, comparisons and finding out what is not 0 are not counted.
 */
export const spentBy = (work: Work, additionsIn: AdditionWidth): Spent => ({
  multiplyAccumulates: { float32: work.multiplyAccumulatesFloat32, int8: work.multiplyAccumulatesInt8 },
  additions: {
    [additionsIn]: work.additions,
    int32: 2 * work.signWords + (additionsIn === 'int32' ? work.additions : 0),
  },
  weightBytes: work.weightBytes,
  activationBytes: work.activationBytes,
});
