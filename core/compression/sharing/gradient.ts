// What a mixture prior says of weights, −log p(w), who takes each, and which way weights and components go.
import { exp, log } from '../../math/elementary.ts';
import type { Weights } from '../weights.ts';
import { type Heights, heightsOf, type SharingPrior } from './prior.ts';

/** Fills in rⱼ ∝ πⱼ N(w; μⱼ, σⱼ²), which sum to 1, and gives −log Σ πⱼ N. */
function shareOut(weight: number, means: Float64Array, { peaks, precisions }: Heights, into: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let j = 0; j < into.length; j += 1) {
    const off = weight - (means[j] as number);
    const height = (peaks[j] as number) - 0.5 * off * off * (precisions[j] as number);
    into[j] = height;
    if (height > most) most = height;
  }
  let total = 0;
  for (let j = 0; j < into.length; j += 1) {
    const part = exp((into[j] as number) - most);
    into[j] = part;
    total += part;
  }
  for (let j = 0; j < into.length; j += 1) into[j] = (into[j] as number) / total;
  return -most - log(total);
}

/** The responsibilities of all components for one weight. */
export function responsibilitiesFor(weight: number, prior: SharingPrior): Float64Array {
  const out = new Float64Array(prior.means.length);
  shareOut(weight, prior.means, heightsOf(prior), out);
  return out;
}

/** −Σ log p(w), in nats. */
export function negativeLogPrior(weights: Weights, prior: SharingPrior): number {
  const heights = heightsOf(prior);
  const shares = new Float64Array(prior.means.length);
  let sum = 0;
  for (const weight of weights) sum += shareOut(weight, prior.means, heights, shares);
  return sum;
}

/** Of −Σ log p(w): −Σ log p itself, its gradient, and how many weights each component takes. */
export interface SharingGradient {
  readonly negativeLogPrior: number;
  /** d/dw. */
  readonly weights: Float64Array;
  /** d/dμⱼ; 0 of component 0, which stays at 0. */
  readonly means: Float64Array;
  /** d/d log σⱼ. */
  readonly logSds: Float64Array;
  /** d/d logit of πⱼ = (1 − π₀) softmax(logits)ⱼ, j from 1, for a π₀ that is fixed; 0 of component 0. */
  readonly logits: Float64Array;
  /** Rⱼ = Σ rⱼ, from which the gradient in any other form of the shares follows, −Σ Rⱼ d log πⱼ. */
  readonly taken: Float64Array;
}

/** −Σ log p(w) with its gradients: rⱼ (w − μⱼ)/σⱼ² summed over j for a weight, and over the weights for a component. */
export function sharingGradient(weights: Weights, prior: SharingPrior): SharingGradient {
  const { shares, means } = prior;
  const heights = heightsOf(prior);
  const size = means.length;
  const responsibilities = new Float64Array(size);
  const [ofWeights, ofMeans] = [new Float64Array(weights.length), new Float64Array(size)];
  const [ofLogSds, taken] = [new Float64Array(size), new Float64Array(size)];
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] as number;
    sum += shareOut(weight, means, heights, responsibilities);
    let pull = 0;
    for (let j = 0; j < size; j += 1) {
      const r = responsibilities[j] as number;
      const off = weight - (means[j] as number);
      const by = r * off * (heights.precisions[j] as number);
      pull += by;
      ofMeans[j] = (ofMeans[j] as number) - by;
      ofLogSds[j] = (ofLogSds[j] as number) + r - by * off;
      taken[j] = (taken[j] as number) + r;
    }
    ofWeights[i] = pull;
  }
  ofMeans[0] = 0;
  const free = weights.length - (taken[0] as number);
  const left = 1 - (shares[0] as number);
  const logits = taken.map((r, j) => (j === 0 ? 0 : ((shares[j] as number) / left) * free - r));
  return { negativeLogPrior: sum, weights: ofWeights, means: ofMeans, logSds: ofLogSds, logits, taken };
}
