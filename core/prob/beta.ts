// Beta(a, b) on (0, 1): parameters (a, b), both positive. A point is [θ], or a draw [θ, log θ, log(1 − θ)], whose θ may round to an end.
import { softplus } from '../math/elementary.ts';
import { digamma, logBeta, trigamma } from '../math/special.ts';
import { type Family, solve2 } from './family.ts';

const ab = (q: readonly number[]) => q as readonly [number, number];

/** E[log Θ] and E[log(1 − Θ)] under Beta(a, b): ψ(a) − ψ(a+b) and ψ(b) − ψ(a+b). */
export function betaLogMeans(a: number, b: number): [number, number] {
  const total = digamma(a + b);
  return [digamma(a) - total, digamma(b) - total];
}

/** log θ and log(1 − θ) at a point. */
export const betaLogs = ([theta, logTheta, logRest]: readonly number[]): [number, number] => [
  logTheta ?? Math.log(theta as number),
  logRest ?? Math.log1p(-(theta as number)),
];

/** Statistics for `crossEntropy`: E[log Θ], E[log(1 − Θ)]. */
export const beta: Family = {
  entropy(q) {
    const [a, b] = ab(q);
    const [logTheta, logRest] = betaLogMeans(a, b);
    return logBeta(a, b) - (a - 1) * logTheta - (b - 1) * logRest;
  },
  klDivergence(q, p) {
    const [a, b] = ab(q);
    const [c, d] = ab(p);
    const [logTheta, logRest] = betaLogMeans(a, b);
    return logBeta(c, d) - logBeta(a, b) + (a - c) * logTheta + (b - d) * logRest;
  },
  crossEntropy(statistics, q) {
    const [a, b] = ab(q);
    const [logTheta, logRest] = ab(statistics);
    return logBeta(a, b) - (a - 1) * logTheta - (b - 1) * logRest;
  },
  logDensity(q, point) {
    const [a, b] = ab(q);
    const [logTheta, logRest] = betaLogs(point);
    // 0 · −∞ is 0 here: a flat end stays flat.
    const power = (exponent: number, log: number) => (exponent === 0 ? 0 : exponent * log);
    return power(a - 1, logTheta) + power(b - 1, logRest) - logBeta(a, b);
  },
  draw(q, random) {
    const [a, b] = ab(q);
    // θ = x/(x + y) of two Gammas.
    const odds = random.logGamma(a) - random.logGamma(b);
    const logTheta = -softplus(-odds);
    return [Math.exp(logTheta), logTheta, -softplus(odds)];
  },
  toCoordinates: (q) => q.map(Math.log),
  fromCoordinates: (u) => u.map(Math.exp),
  // Fisher information of (a, b): [[ψ′(a) − ψ′(a+b), −ψ′(a+b)], [·, ψ′(b) − ψ′(a+b)]], carried to (log a, log b).
  naturalGradient(u, gradient) {
    const [a, b] = ab(u.map(Math.exp));
    const [ga, gb] = ab(gradient);
    const both = trigamma(a + b);
    const step = solve2(trigamma(a) - both, -both, trigamma(b) - both, ga / a, gb / b);
    return [step[0] / a, step[1] / b];
  },
};
