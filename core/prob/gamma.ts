// Gamma(shape a, rate b) on (0, ∞), density ∝ x^{a−1} e^{−bx}: parameters (a, b), both positive. A point is [x], or a draw [x, log x],
// whose x may round to 0.
import { digamma, LOG_2PI, logGamma, trigamma } from '../math/special.ts';
import { crossProduct, digammaRest, logExcess, logGammaRest } from '../math/stirling.ts';
import { type Family, type Parameters, solve2 } from './family.ts';

const ab = (q: readonly number[]) => q as readonly [number, number];

/** E[log Λ] = ψ(a) − log b. */
export const gammaLogMean = (shape: number, rate: number): number => digamma(shape) - Math.log(rate);

/** log x at a point. */
export const gammaLog = ([x, logX]: readonly number[]): number => logX ?? Math.log(x as number);

/** −E_q[log p] of Gammas, without the large parts that cancel: c [ρ − 1 − log ρ] of the ratio ρ of their means, and what is left of ln Γ(c). */
export function gammaSurprise(q: Parameters, p: Parameters): number {
  const [a, b] = ab(q);
  const [c, d] = ab(p);
  const away = c * logExcess(a * d, b * c, crossProduct(a, b, c, d) / (b * c)) + c * (0.5 / a + digammaRest(a));
  return away + 0.5 * (LOG_2PI - Math.log(c)) + logGammaRest(c) + gammaLogMean(a, b);
}

/** Statistics for `crossEntropy`: E[log Λ], E[Λ]. */
export const gamma: Family = {
  entropy(q) {
    const [a, b] = ab(q);
    return 0.5 * (LOG_2PI + Math.log(a)) - Math.log(b) + logGammaRest(a) + (a - 1) * (0.5 / a + digammaRest(a));
  },
  klDivergence(q, p) {
    const [a, b] = ab(q);
    const [c, d] = ab(p);
    const rest = logGammaRest(c) - logGammaRest(a) - (a - c) * digammaRest(a);
    return c * logExcess(a * d, b * c, crossProduct(a, b, c, d) / (b * c)) + 0.5 * logExcess(c, a) + rest;
  },
  crossEntropy(statistics, q) {
    const [a, b] = ab(q);
    const [logMean, mean] = ab(statistics);
    return logGamma(a) - a * Math.log(b) - (a - 1) * logMean + b * mean;
  },
  logDensity(q, point) {
    const [a, b] = ab(q);
    const x = point[0] as number;
    return a * Math.log(b) - logGamma(a) + (a === 1 ? 0 : (a - 1) * gammaLog(point)) - b * x;
  },
  draw(q, random) {
    const [a, b] = ab(q);
    const logX = random.logGamma(a) - Math.log(b);
    return [Math.exp(logX), logX];
  },
  toCoordinates: (q) => q.map(Math.log),
  fromCoordinates: (u) => u.map(Math.exp),
  // Fisher information of (a, b): [[ψ′(a), −1/b], [−1/b, a/b²]], carried to (log a, log b).
  naturalGradient(u, gradient) {
    const [a, b] = ab(u.map(Math.exp));
    const [ga, gb] = ab(gradient);
    const step = solve2(trigamma(a), -1 / b, a / (b * b), ga / a, gb / b);
    return [step[0] / a, step[1] / b];
  },
};
