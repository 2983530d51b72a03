// Special functions, all in float64, in the names of this project; stdlib's ports do the work.
import digamma from '@stdlib/math-base-special-digamma';
import erfc from '@stdlib/math-base-special-erfc';
import erfcx from '@stdlib/math-base-special-erfcx';
import logGamma from '@stdlib/math-base-special-gammaln';
import trigamma from '@stdlib/math-base-special-trigamma';

export { digamma, logGamma, trigamma };

export const LOG_2PI = Math.log(2 * Math.PI);

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a+b), for a, b > 0; absolute error about 1e-16 · ln Γ(a+b). */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

/** Φ(x), the standard normal distribution function. */
export const normalCdf = (x: number): number => 0.5 * erfc(-x / Math.SQRT2);

/** ln Φ(x), accurate far into the lower tail: Φ(−x) = e^{−x²/2} erfcx(x/√2) / 2. */
export const logNormalCdf = (x: number): number =>
  x > -1 ? Math.log1p(-0.5 * erfc(x / Math.SQRT2)) : Math.log(0.5 * erfcx(-x / Math.SQRT2)) - 0.5 * x * x;

/** ln(1 + eˣ), without overflow. */
export const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** ln Σ e^{xᵢ}, shifted by the largest; −∞ for no terms. */
export function logSumExp(xs: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < xs.length; i += 1) largest = Math.max(largest, xs[i] as number);
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < xs.length; i += 1) sum += Math.exp((xs[i] as number) - largest);
  return largest + Math.log(sum);
}
