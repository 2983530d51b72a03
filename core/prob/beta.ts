// Beta(a, b) on (0, 1): parameters (a, b), both positive. A point is [θ], or a draw [θ, log θ, log(1 − θ)], whose θ may round to an end.
import { softplus } from '../math/elementary.ts';
import { digamma, LOG_2PI, logBeta, trigamma } from '../math/special.ts';
import { crossProduct, digammaRest, logExcess, logGammaRest } from '../math/stirling.ts';
import { type Family, type Parameters, solve2 } from './family.ts';

const ab = (q: readonly number[]) => q as readonly [number, number];

/** E[log Θ] and E[log(1 − Θ)] under Beta(a, b): ψ(a) − ψ(a+b) and ψ(b) − ψ(a+b), however much of it cancels. */
export function betaLogMeans(a: number, b: number): [number, number] {
  const total = a + b;
  const rest = digammaRest(total);
  const mean = (one: number, other: number) => -Math.log1p(other / one) - (0.5 * other) / one / total - (digammaRest(one) - rest);
  return [mean(a, b), mean(b, a)];
}

/** log θ and log(1 − θ) at a point. */
export const betaLogs = ([theta, logTheta, logRest]: readonly number[]): [number, number] => [
  logTheta ?? Math.log(theta as number),
  logRest ?? Math.log1p(-(theta as number)),
];

/** c log(c/a) + d log(d/b) − (c+d) log((c+d)/(a+b)), never negative: c + d times the divergence between the two means. */
function betaAway([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number {
  const [first, second] = [a * (c + d), b * (c + d)];
  const across = crossProduct(a, b, c, d) / (a + b);
  return c * logExcess(first, c * (a + b), across / c) + d * logExcess(second, d * (a + b), -across / d);
}

/** −E_q[log p] of Betas, without the large parts that cancel. */
export function betaSurprise(q: Parameters, p: Parameters): number {
  const [a, b] = ab(q);
  const [c, d] = ab(p);
  const of = (ofP: number, ofQ: number) => logGammaRest(ofP) + ofP * (0.5 / ofQ + digammaRest(ofQ));
  const [logTheta, logRest] = betaLogMeans(a, b);
  const widths = 0.5 * (LOG_2PI - Math.log(c) - Math.log(d) + Math.log(c + d));
  return betaAway([a, b], [c, d]) + of(c, a) + of(d, b) - of(c + d, a + b) + widths + logTheta + logRest;
}

/** Statistics for `crossEntropy`: E[log Θ], E[log(1 − Θ)]. */
export const beta: Family = {
  entropy(q) {
    const [a, b] = ab(q);
    const of = (x: number) => 0.5 * (LOG_2PI + Math.log(x)) + logGammaRest(x) + (x - 1) * (0.5 / x + digammaRest(x));
    return of(a) + of(b) - of(a + b) - digamma(a + b);
  },
  klDivergence(q, p) {
    const [a, b] = ab(q);
    const [c, d] = ab(p);
    const of = (ofP: number, ofQ: number) =>
      0.5 * logExcess(ofP, ofQ) + logGammaRest(ofP) - logGammaRest(ofQ) - (ofQ - ofP) * digammaRest(ofQ);
    return betaAway([a, b], [c, d]) + of(c, a) + of(d, b) - of(c + d, a + b);
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
