// What it costs to send a noisy weight, in nats: the divergence of its posterior from the coding prior, one normal or a mixture of them
// (Hinton & van Camp 1993).
import { exp, log } from '../math/elementary.ts';
import { expectNormal } from '../math/quadrature.ts';
import { logSumExp } from '../math/special.ts';
import { logNormalDensity } from './normal.ts';

/** Weights that a sender codes with: shares πᵢ that sum to 1, and a normal each. */
export interface CodingPrior {
  readonly shares: Float64Array;
  readonly means: Float64Array;
  readonly sds: Float64Array;
}

/** KL[N(μ, σ²)‖N(m, s²)] = log(s/σ) + (σ² − s² + (m − μ)²) / 2s² (equation 9), with the same bits on every host. */
const divergenceOf = (mean: number, sd: number, priorMean: number, priorSd: number): number =>
  log(priorSd / sd) + (sd * sd - priorSd * priorSd + (priorMean - mean) * (priorMean - mean)) / (2 * priorSd * priorSd);

/** Ĝ and what it is made of. */
export interface WeightCost {
  /** Ĝ = −log Σ πᵢ e^{−Gᵢ}: what is paid when the component, too, is chosen by bits that come back. At least KL[q‖P] (equation 17). */
  readonly cost: number;
  /** Gᵢ = KL[q‖Pᵢ]. */
  readonly divergences: Float64Array;
  /** rᵢ ∝ πᵢ e^{−Gᵢ}: how often each component is picked. */
  readonly picks: Float64Array;
}

/** The cost of a weight N(mean, sd²) under the prior. */
export function weightCost(mean: number, sd: number, { shares, means, sds }: CodingPrior): WeightCost {
  const divergences = shares.map((_, i) => divergenceOf(mean, sd, means[i] as number, sds[i] as number));
  const terms = shares.map((share, i) => log(share) - (divergences[i] as number));
  const most = terms.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const weights = terms.map((term) => exp(term - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { cost: -most - log(total), divergences, picks: weights.map((weight) => weight / total) };
}

/** KL[N(mean, sd²)‖Σ πᵢ N(mᵢ, sᵢ²)] by quadrature, to 1e−12 of its size: what Ĝ bounds. */
export function mixtureDivergence(mean: number, sd: number, { shares, means, sds }: CodingPrior): number {
  const prior = (w: number) => logSumExp(shares.map((share, i) => log(share) + logNormalDensity(w, means[i] as number, sds[i] as number)));
  return expectNormal((w) => logNormalDensity(w, mean, sd) - prior(w), mean, sd).value;
}

/** Gradients of Ĝ with respect to the weight’s mean and log sd, and to each component’s log share (unnormalized), mean and log sd, added up. */
export interface CostGradient {
  mean: number;
  logSd: number;
  readonly logits: Float64Array;
  readonly means: Float64Array;
  readonly logSds: Float64Array;
}

/** Adds `scale` times the gradient of Ĝ to those of the prior in `into`, and sets those of the weight; shares are softmax(logits). */
export function addCostGradient(mean: number, sd: number, prior: CodingPrior, scale: number, into: CostGradient): number {
  const { shares, means, sds } = prior;
  const { cost, picks } = weightCost(mean, sd, prior);
  into.mean = 0;
  into.logSd = 0;
  for (let i = 0; i < shares.length; i += 1) {
    const [pick, m, s] = [picks[i] as number, means[i] as number, sds[i] as number];
    const precision = 1 / (s * s);
    const off = mean - m;
    into.mean += scale * pick * off * precision;
    into.logSd += scale * pick * (sd * sd * precision - 1);
    into.means[i] = (into.means[i] as number) - scale * pick * off * precision;
    into.logSds[i] = (into.logSds[i] as number) + scale * pick * (1 - (sd * sd + off * off) * precision);
    into.logits[i] = (into.logits[i] as number) + scale * ((shares[i] as number) - pick);
  }
  return cost;
}
