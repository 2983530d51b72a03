// Student's t about a place, of any scale: what a normal of unknown variance predicts.

import { logGammaRise } from '../math/gamma-ratios.ts';
import { LOG_2PI } from '../math/special.ts';

export interface Student {
  readonly mean: number;
  /** Not the standard deviation, which is this times √(ν/(ν − 2)). */
  readonly scale: number;
  /** ν > 0. */
  readonly degrees: number;
}

/** log t_ν((x − mean)/scale)/scale, nats. */
export function logStudentDensity(x: number, { mean, scale, degrees }: Student): number {
  const r = Math.abs(x - mean) / scale / Math.sqrt(degrees);
  // 1 + r² is r² there, which may be too large to be written.
  const away = r > 1e8 ? 2 * (Math.log(Math.abs(x - mean)) - Math.log(scale)) - Math.log(degrees) : Math.log1p(r * r);
  // ln Γ((ν + 1)/2)/Γ(ν/2) − ½ ln(ν/2), which goes to 0 as ν grows.
  const height = logGammaRise(degrees / 2, 0.5) - 0.5 * Math.log(degrees / 2);
  return height - 0.5 * LOG_2PI - Math.log(scale) - 0.5 * (degrees + 1) * away;
}

/** Infinite for ν ≤ 2. */
export const studentVariance = ({ scale, degrees }: Student): number =>
  degrees > 2 ? scale * scale * (degrees / (degrees - 2)) : Number.POSITIVE_INFINITY;

/**
 * P(|T| > |t|) for a standard T of a whole number of degrees of freedom ν ≥ 1, by the finite series in cos θ, θ = arctan(t/√ν)
 * (Abramowitz & Stegun 1964, 26.7.3 and 26.7.4). Absolute error about 1e-15 √ν.
 */
export function studentBeyond(t: number, degrees: number): number {
  if (!Number.isFinite(t)) return 0;
  const theta = Math.atan2(Math.abs(t), Math.sqrt(degrees));
  const squared = Math.cos(theta) ** 2;
  const odd = degrees % 2;
  let term = odd ? Math.cos(theta) : 1;
  let sum = degrees > 1 ? term : 0;
  for (let k = 2 + odd; k < degrees; k += 2) {
    term *= (squared * (k - 1)) / k;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
  return Math.max(0, 1 - within);
}
