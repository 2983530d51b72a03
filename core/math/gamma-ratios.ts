// Ratios of gamma functions, as logarithms in which nothing large cancels.
import { logGamma } from './special.ts';
import { logExcess, logGammaRest } from './stirling.ts';

/** From here on Stirling's formula and what it leaves are taken apart. */
const LARGE = 10;

/** ln Γ(z + x) − ln Γ(z), for z > 0 and x ≥ 0, to about 1e-15 of x ln(z + x). */
export function logGammaRise(z: number, x: number): number {
  if (z < LARGE) return logGamma(z + x) - logGamma(z);
  return x * Math.log(z) + (z + x - 0.5) * Math.log1p(x / z) - x + logGammaRest(z + x) - logGammaRest(z);
}

/** ln of the share that `rest` has of both. */
const logShare = (rest: number, other: number): number =>
  other < rest ? Math.log1p(-other / (rest + other)) : Math.log(rest / (rest + other));

/**
 * ln E[Θ^x] under Beta(a, b), ln Γ(a + x)Γ(a + b) / Γ(a)Γ(a + b + x): the probability of x successes in a row, for x ≥ 0. To about 1e-15 of
 * itself or of 1, whichever is more, however large or small a, b and x are.
 */
export function logBetaMoment(a: number, b: number, x: number): number {
  if (x === 0) return 0;
  let [sum, z] = [0, a];
  for (; z < LARGE; z += 1) {
    // E at z is E at z + 1, times this factor below 1.
    const less = (x / (z + x)) * (b / (z + b));
    sum += less < 0.5 ? Math.log1p(-less) : Math.log((z / (z + x)) * ((z + b + x) / (z + b)));
  }
  // Second differences of (z − ½) ln z.
  const all = z + b + x;
  const bent = (z - 0.5) * Math.log1p((x / z) * (b / all)) + x * logShare(z + x, b) + b * logShare(z + b, x);
  return sum + bent + logGammaRest(z + x) - logGammaRest(z) + logGammaRest(z + b) - logGammaRest(all);
}

/** x ln(x/e) − (x − e) ≥ 0, of a number x ≥ 0 beside its expectation e, by what they differ where that is known to more digits (Loader 2000). */
export const deviance = (x: number, e: number, difference = x - e): number => (x === 0 ? e : x * logExcess(e, x, -difference / x));
