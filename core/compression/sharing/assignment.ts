// The end of soft weight sharing: each weight becomes the mean of the component that most likely made it.
import type { Sparse } from '../coded.ts';
import { keptOnly } from '../prune/kept-only.ts';
import { checkWeights, checkWhole, type Weights } from '../weights.ts';
import { heightsOf, type SharingPrior } from './prior.ts';

/** The component of the largest responsibility, of equals the first. */
function winners(weights: Weights, prior: SharingPrior): Uint8Array {
  const { peaks, precisions } = heightsOf(prior);
  return Uint8Array.from(weights, (weight) => {
    let [best, most] = [0, Number.NEGATIVE_INFINITY];
    for (let j = 0; j < peaks.length; j += 1) {
      const height = (peaks[j] as number) - 0.5 * (weight - (prior.means[j] as number)) ** 2 * (precisions[j] as number);
      if (height > most) [best, most] = [j, height];
    }
    return best;
  });
}

/** A sparse tensor with a codebook of the means in float32; the weights of component 0 are 0. At most 256 components. Throws InputError. */
export function assignShared(weights: Weights, shape: readonly number[], prior: SharingPrior): Sparse {
  checkWeights(weights, shape);
  checkWhole('components', prior.means.length, 1, 256);
  const components = winners(weights, prior);
  const codes = components.filter((j) => j > 0).map((j) => j - 1);
  const levels = Float32Array.from(prior.means.subarray(1));
  return keptOnly(weights, shape, components, (_, kept) => ({ kind: 'codebook', shape: kept, levels, codes }));
}
