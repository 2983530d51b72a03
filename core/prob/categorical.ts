// Categorical over states 0 … K−1: parameters (p₀, …, p_{K−1}), positive, summing to 1.
import { logSumExp } from '../math/special.ts';
import type { Family } from './family.ts';

/** Σ p log p, with 0 log 0 = 0, of p against log-weights. */
const expect = (p: readonly number[], f: (i: number) => number) =>
  p.reduce((sum, weight, i) => (weight === 0 ? sum : sum + weight * f(i)), 0);

/** Weights divided by their sum. */
export function normalize(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}

/** Statistics for `crossEntropy`: the probabilities of p. A point is `[state]`. Coordinates: logits. */
export const categorical: Family = {
  entropy: (q) => -expect(q, (i) => Math.log(q[i] as number)),
  klDivergence: (q, p) => expect(q, (i) => Math.log((q[i] as number) / (p[i] as number))),
  crossEntropy: (statistics, q) => -expect(statistics, (i) => Math.log(q[i] as number)),
  logDensity: (q, point) => Math.log(q[point[0] as number] as number),
  draw(q, random) {
    let rest = random.uniform();
    const state = q.findIndex((p) => {
      rest -= p;
      return rest < 0;
    });
    return [state < 0 ? q.length - 1 : state];
  },
  toCoordinates: (q) => q.map(Math.log),
  fromCoordinates(u) {
    const total = logSumExp(u);
    return u.map((x) => Math.exp(x - total));
  },
  // The gradient in logits is p·(g − E_p g); the natural one is g itself up to a constant: mirror descent.
  naturalGradient(u, gradient) {
    const total = logSumExp(u);
    return gradient.map((g, i) => g / Math.exp((u[i] as number) - total));
  },
};
