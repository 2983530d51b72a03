// Special functions, all in float64, in the names of this project; stdlib's ports do the work.
import stdlibDigamma from '@stdlib/math-base-special-digamma';
import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import stdlibLogGamma from '@stdlib/math-base-special-gammaln';
import stdlibTrigamma from '@stdlib/math-base-special-trigamma';
import { exp } from './elementary.ts';

// Bindings of this module’s own: handed through, those of CommonJS modules are bundled in an order that changes from one build to the next.
/** ψ(x) = d ln Γ(x)/dx. */
export const digamma: (x: number) => number = stdlibDigamma;
/** ln Γ(x), of |Γ(x)| where x is negative. */
export const logGamma: (x: number) => number = stdlibLogGamma;
/** ψ′(x). */
export const trigamma: (x: number) => number = stdlibTrigamma;

export const LOG_2PI = Math.log(2 * Math.PI);

/** log Γ_d(a) = d(d − 1)/4 · log π + Σ_{j<d} log Γ(a − j/2), of matrices of d dimensions; a > (d − 1)/2. */
export function logMultivariateGamma(a: number, d: number): number {
  let sum = ((d * (d - 1)) / 4) * Math.log(Math.PI);
  for (let j = 0; j < d; j += 1) sum += logGamma(a - j / 2);
  return sum;
}

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a+b), for a, b > 0; absolute error about 1e-16 · ln Γ(a+b). */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** φ(x), the standard normal density. */
export const normalDensity = (x: number): number => exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** Φ(x), the standard normal distribution function. */
export const normalCdf = (x: number): number => 0.5 * erfc(-x / Math.SQRT2);

/** Φ⁻¹(p), for 0 < p < 1. */
export const normalQuantile = (p: number): number => -Math.SQRT2 * erfcinv(2 * p);

/** ln Φ(x), accurate in both tails: below −30 by the asymptotic series of Mills' ratio, whose error there is below 1e-16. */
export function logNormalCdf(x: number): number {
  if (x > -1) return Math.log1p(-0.5 * erfc(x / Math.SQRT2));
  if (x > -30) return Math.log(0.5 * erfc(-x / Math.SQRT2));
  // Φ(x) = φ(x)/|x| · (1 − 1/x² + 3/x⁴ − 15/x⁶ + 105/x⁸ − …)
  const y = 1 / (x * x);
  return -0.5 * (x * x + LOG_2PI) - Math.log(-x) + Math.log1p(-y * (1 - 3 * y * (1 - 5 * y * (1 - 7 * y * (1 - 9 * y)))));
}

/** ln Σ e^{xᵢ}, shifted by the largest; −∞ for no terms. */
export function logSumExp(xs: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < xs.length; i += 1) largest = Math.max(largest, xs[i] as number);
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < xs.length; i += 1) sum += Math.exp((xs[i] as number) - largest);
  return largest + Math.log(sum);
}
