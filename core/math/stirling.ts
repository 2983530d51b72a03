// Logarithms of the gamma function whose large parts cancel: differences, and what Stirling's formula leaves.
import { digamma, logGamma } from './special.ts';

const HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

/** From here on the series below is exact to 1e-15. */
const LARGE = 10;

/** ln Γ(z) less Stirling's (z − ½) ln z − z + ½ ln 2π, for z > 0. */
export function stirlingRest(z: number): number {
  if (z < LARGE) return logGamma(z) - ((z - 0.5) * Math.log(z) - z + HALF_LOG_2PI);
  const y = 1 / (z * z);
  return (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - (y * 691) / 360360))))) / z;
}

/** ψ(z) − ln z, for z > 0. */
export function digammaRest(z: number): number {
  if (z < LARGE) return digamma(z) - Math.log(z);
  const y = 1 / (z * z);
  return -0.5 / z - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - (y * 691) / 32760)))));
}

/** ln Γ(z + x) − ln Γ(z), for z > 0 and x ≥ 0, to about 1e-15 of x ln(z + x). */
export function logGammaRise(z: number, x: number): number {
  if (z < LARGE) return logGamma(z + x) - logGamma(z);
  return x * Math.log(z) + (z + x - 0.5) * Math.log1p(x / z) - x + stirlingRest(z + x) - stirlingRest(z);
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
  return sum + bent + stirlingRest(z + x) - stirlingRest(z) + stirlingRest(z + b) - stirlingRest(all);
}

/** x ln(x/e) − (x − e) ≥ 0, of a number x > 0 beside its expectation e > 0, given what they differ by (Loader 2000). */
export function deviance(x: number, e: number, difference: number): number {
  const v = difference / (x + e);
  if (Math.abs(v) > 0.1) return x * Math.log(x / e) - difference;
  // ln(x/e) = 2 artanh v.
  let sum = difference * v;
  let power = 2 * x * v;
  for (let k = 3; k < 31; k += 2) {
    power *= v * v;
    sum += power / k;
  }
  return sum;
}
