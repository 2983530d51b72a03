// Groups of weights that share a scale, w = z w̃: what a group costs, and what a single weight is (Louizos, Ullrich & Welling 2017).
import { log } from '../../math/elementary.ts';
import type { ManyMoments, Moments } from '../moments.ts';
import { approximateLogUniformKl } from './approximate-kl.ts';

/** ½ Σ (σ² + μ² − 1 − log σ²) = Σ KL[N(μ, σ²)‖N(0, 1)], of the weights w̃ before they are scaled. */
export function standardNormalKl({ means, variances }: ManyMoments): number {
  let sum = 0;
  means.forEach((mean, i) => {
    const variance = variances[i] as number;
    sum += variance + mean * mean - 1 - log(variance);
  });
  return 0.5 * sum;
}

/** log α = log σ² − 2 log|μ| of a scale: large where noise drowns it, and its group can go. ∞ at mean 0. */
export const logAlphaOf = ({ mean, variance }: Moments): number => log(variance) - 2 * log(Math.abs(mean));

/**
 * KL of q(z) q(w̃) from the group normal-Jeffreys prior, w|z ~ N(0, z²) and p(z) ∝ 1/|z|: of each scale by the published approximation, plus that
 * of its weights. Exact but for the approximation, which is within 0.0094 nats a group, and the constant of the improper prior.
 */
export const normalJeffreysKl = (scales: ManyMoments, weights: ManyMoments): number =>
  scales.means.reduce(
    (sum, mean, i) => sum + approximateLogUniformKl(logAlphaOf({ mean, variance: scales.variances[i] as number })),
    standardNormalKl(weights),
  );

/** w = z w̃ of independent z and w̃, both of any law: mean μ_z μ, variance σ_z²(σ² + μ²) + σ² μ_z². */
export const scaledWeight = (scale: Moments, weight: Moments): Moments => ({
  mean: scale.mean * weight.mean,
  variance: scale.variance * (weight.variance + weight.mean ** 2) + weight.variance * scale.mean ** 2,
});
