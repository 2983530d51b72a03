// Soft weight sharing: a mixture of normals over all weights, whose component 0 stands at 0 and takes most of them (Nowlan & Hinton 1992;
// Ullrich, Meeds & Welling 2017).
import { InputError } from '../../base/input-error.ts';
import { log } from '../../math/elementary.ts';
import { normalDensity } from '../../math/special.ts';
import type { CodingPrior } from '../../prob/weight-cost.ts';
import { checkWhole, rangeWithZero, type Weights } from '../weights.ts';

/** Components 0 to J: shares πⱼ that sum to 1, means with μ₀ = 0, standard deviations. */
export type SharingPrior = CodingPrior;

/**
 * `components` beside the zero component, their means spread evenly over the range of the weights and 0, equal shares of what π₀ leaves, all with
 * the same sd. Throws InputError.
 */
export function spreadPrior(weights: Weights, components: number, zeroShare: number, sd: number): SharingPrior {
  checkWhole('components', components, 1, 255);
  if (!(zeroShare > 0 && zeroShare < 1)) throw new InputError('zeroShare', 'a number between 0 and 1', `${zeroShare}`);
  if (!(sd > 0)) throw new InputError('sd', 'a positive number', `${sd}`);
  const { least: low, greatest: high } = rangeWithZero(weights, { from: 0, step: 1 });
  const size = components + 1;
  return {
    shares: Float64Array.from({ length: size }, (_, j) => (j === 0 ? zeroShare : (1 - zeroShare) / components)),
    means: Float64Array.from({ length: size }, (_, j) =>
      j === 0 ? 0 : components === 1 ? (low + high) / 2 : low + ((high - low) * (j - 1)) / (components - 1),
    ),
    sds: new Float64Array(size).fill(sd),
  };
}

/** log πⱼ N(w; μⱼ, σⱼ²) = heightⱼ − ½ (w − μⱼ)² precisionⱼ. */
export interface Heights {
  readonly peaks: Float64Array;
  readonly precisions: Float64Array;
}

/** What of the joint density does not depend on the weight, worked out once for all. */
export const heightsOf = ({ shares, sds }: SharingPrior): Heights => ({
  peaks: sds.map((sd, j) => log((shares[j] as number) * normalDensity(0)) - log(sd)),
  precisions: sds.map((sd) => 1 / (sd * sd)),
});
