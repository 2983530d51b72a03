// Beta(a, b) on (0, 1): parameters (a, b), both positive.
import { digamma, logBeta, trigamma } from '../math/special.ts';
import { type Family, solve2 } from './family.ts';

const ab = (q: readonly number[]) => q as readonly [number, number];

/** E[log Θ] and E[log(1 − Θ)] under Beta(a, b): ψ(a) − ψ(a+b) and ψ(b) − ψ(a+b). */
export function betaLogMeans(a: number, b: number): [number, number] {
  const total = digamma(a + b);
  return [digamma(a) - total, digamma(b) - total];
}

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
    const theta = point[0] as number;
    // 0 · −∞ is 0 here: a flat end stays flat.
    const power = (exponent: number, log: number) => (exponent === 0 ? 0 : exponent * log);
    return power(a - 1, Math.log(theta)) + power(b - 1, Math.log1p(-theta)) - logBeta(a, b);
  },
  draw(q, random) {
    const [a, b] = ab(q);
    return [random.beta(a, b)];
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
