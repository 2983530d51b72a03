// The group horseshoe: a half-Cauchy scale as a product of Gamma and inverse Gamma variables, each with a log-normal posterior (Louizos,
// Ullrich & Welling 2017).
import { exp, log } from '../../math/elementary.ts';
import type { Moments } from '../moments.ts';

/** ½(log v + 1 + log 2), what the entropy of the log-normal leaves beside half its mean. */
const spread = (variance: number): number => 0.5 * (log(variance) + 1 + Math.LN2);

/** KL[LogNormal(m, v)‖Gamma(½, scale s)] = −m/2 + e^{m + v/2}/s + ½ log s − ½(log v + 1 + log 2). Moments are of the logarithm. */
export const gammaKl = ({ mean, variance }: Moments, scale: number): number =>
  -mean / 2 + exp(mean + variance / 2) / scale + 0.5 * log(scale) - spread(variance);

/** KL[LogNormal(m, v)‖inverse Gamma(½, scale 1)] = m/2 + e^{−m + v/2} − ½(log v + 1 + log 2). Moments are of the logarithm. */
export const inverseGammaKl = ({ mean, variance }: Moments): number => mean / 2 + exp(-mean + variance / 2) - spread(variance);

/** A half-Cauchy variable √(a b), a ~ Gamma(½, scale τ²), b ~ inverse Gamma(½, scale 1): the moments of log a and of log b. */
export interface HalfCauchy {
  readonly gamma: Moments;
  readonly inverseGamma: Moments;
}

/** KL of both parts of a half-Cauchy scale of size τ. */
export const halfCauchyKl = ({ gamma, inverseGamma }: HalfCauchy, size: number): number =>
  gammaKl(gamma, size * size) + inverseGammaKl(inverseGamma);

/** KL of the global scale, of size τ₀, and of the scales of all groups, of size 1; the weights’ own is `standardNormalKl`. */
export const horseshoeKl = (global: HalfCauchy, groups: readonly HalfCauchy[], globalSize: number): number =>
  groups.reduce((sum, group) => sum + halfCauchyKl(group, 1), halfCauchyKl(global, globalSize));

/** z = √(a b a₀ b₀), the scale of a group times the global one, is log-normal: mean e^{m + v/2}, variance (e^v − 1) e^{2m + v}. */
export function horseshoeScale(global: HalfCauchy, group: HalfCauchy): Moments {
  const parts = [global.gamma, global.inverseGamma, group.gamma, group.inverseGamma];
  const mean = parts.reduce((sum, part) => sum + part.mean, 0) / 2;
  const variance = parts.reduce((sum, part) => sum + part.variance, 0) / 4;
  const centre = exp(mean + variance / 2);
  return { mean: centre, variance: Math.expm1(variance) * centre * centre };
}
