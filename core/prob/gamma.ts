// Gamma(shape a, rate b) on (0, ∞), density ∝ x^{a−1} e^{−bx}: parameters (a, b), both positive. A point is [x], or a draw [x, log x],
// whose x may round to 0.
import { digamma, logGamma, trigamma } from '../math/special.ts';
import { type Family, solve2 } from './family.ts';

const ab = (q: readonly number[]) => q as readonly [number, number];

/** E[log Λ] = ψ(a) − log b. */
export const gammaLogMean = (shape: number, rate: number): number => digamma(shape) - Math.log(rate);

/** log x at a point. */
export const gammaLog = ([x, logX]: readonly number[]): number => logX ?? Math.log(x as number);

/** Statistics for `crossEntropy`: E[log Λ], E[Λ]. */
export const gamma: Family = {
  entropy(q) {
    const [a, b] = ab(q);
    return a - Math.log(b) + logGamma(a) + (1 - a) * digamma(a);
  },
  klDivergence(q, p) {
    const [a, b] = ab(q);
    const [c, d] = ab(p);
    return (a - c) * digamma(a) - logGamma(a) + logGamma(c) + c * Math.log(b / d) + (a * (d - b)) / b;
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
