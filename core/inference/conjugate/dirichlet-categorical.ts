// Categories drawn with unknown probabilities θ ~ Dirichlet(α): evidence of the draws in their order, and of how many there were of each;
// of two categories it is the coin, of θ ~ Beta(α₁, α₂).

import { deviance, logBetaMoment } from '../../math/gamma-ratios.ts';
import { LOG_2PI } from '../../math/special.ts';
import { logGammaRest } from '../../math/stirling.ts';

const sumOf = (xs: readonly number[], from = 0): number => xs.reduce((sum, x, k) => (k < from ? sum : sum + x), 0);

/**
 * ln P(x₁ … x_n), nats: of a sequence with these counts, in its very order: ln Γ(A)/Γ(A + n) · Π Γ(αₖ + cₖ)/Γ(αₖ), A = Σ αₖ. As the
 * probability of all draws of one category in a row, then of the next: nothing cancels, whatever the sizes.
 */
export function logEvidenceOfSequence(counts: readonly number[], prior: readonly number[]): number {
  let before = 0;
  return counts.reduce((sum, count, k) => {
    const others = prior.reduce((total, alpha, j) => (j === k ? total : total + alpha), before);
    before += count;
    return sum + logBetaMoment(prior[k] as number, others, count);
  }, 0);
}

/** ln C(h + t, h) B(a + h, b + t)/B(a, b): h successes of h + t in any order, by the deviance of the table of a, b and h, t. */
function logBetaBinomial(h: number, t: number, a: number, b: number): number {
  if (h === 0) return logBetaMoment(b, a, t);
  if (t === 0) return logBetaMoment(a, b, h);
  const [n, prior, heads, tails] = [h + t, a + b, a + h, b + t];
  const all = prior + n;
  const off = a * (t / all) - b * (h / all);
  const away =
    deviance(a, heads * (prior / all), off) +
    deviance(h, heads * (n / all), -off) +
    deviance(b, tails * (prior / all), -off) +
    deviance(t, tails * (n / all), off);
  const logs = Math.log(n / h) + Math.log(a / heads) + Math.log(b / tails) + Math.log(all / prior) - Math.log(t) - LOG_2PI;
  const rests = logGammaRest(n) - logGammaRest(h) - logGammaRest(t) + logGammaRest(heads) - logGammaRest(a);
  return 0.5 * logs - away + rests + logGammaRest(tails) - logGammaRest(b) + logGammaRest(prior) - logGammaRest(all);
}

/**
 * ln P(c₁ … c_K), nats: of the counts alone, whatever their order; ln n!/Π cₖ! above that of a sequence (Dirichlet–multinomial). As the
 * share of one category in all draws, then of the next in the rest.
 */
export function logEvidenceOfCounts(counts: readonly number[], prior: readonly number[]): number {
  const split = counts.slice(0, -1);
  return split.reduce((sum, count, k) => sum + logBetaBinomial(count, sumOf(counts, k + 1), prior[k] as number, sumOf(prior, k + 1)), 0);
}

/** α + c of the posterior, a Dirichlet again. */
export const dirichletPosterior = (counts: readonly number[], prior: readonly number[]): number[] =>
  prior.map((alpha, k) => alpha + (counts[k] as number));

/** Probabilities of the next draw, (αₖ + cₖ)/(A + n). */
export function dirichletPredictive(counts: readonly number[], prior: readonly number[]): number[] {
  const posterior = dirichletPosterior(counts, prior);
  const total = sumOf(posterior);
  return posterior.map((alpha) => alpha / total);
}
