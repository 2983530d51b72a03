// R-hat: how much wider the chains are together than each alone.
import { halves } from './halves.ts';
import { folded, rankNormalized } from './rank-normalized.ts';

export function momentsOf(chain: Float64Array): { mean: number; variance: number } {
  const { length } = chain;
  let mean = 0;
  for (let i = 0; i < length; i += 1) mean += chain[i] as number;
  mean /= length;
  let scatter = 0;
  for (let i = 0; i < length; i += 1) scatter += ((chain[i] as number) - mean) ** 2;
  return { mean, variance: scatter / (length - 1) };
}

/** √[((n−1)/n · W + B/n)/W] of chains of n draws: W the mean variance within, B/n the variance of their means (Gelman and Rubin 1992). */
export function rhat(chains: readonly Float64Array[]): number {
  const n = chains[0]?.length ?? 0;
  const moments = chains.map(momentsOf);
  const within = moments.reduce((sum, { variance }) => sum + variance, 0) / moments.length;
  const between = momentsOf(Float64Array.from(moments, ({ mean }) => mean)).variance;
  return Math.sqrt((((n - 1) / n) * within + between) / within);
}

/**
 * Rank-normalized split R-hat: the larger of the ranks’ and of the folded ranks’, on halved chains (Vehtari et al. 2021). Above 1.01
 * the chains do not agree yet. NaN for fewer than four draws a chain or chains that do not move.
 */
export function splitRhat(chains: readonly Float64Array[]): number {
  const split = halves(chains);
  return (split[0]?.length ?? 0) < 2 ? Number.NaN : Math.max(rhat(rankNormalized(split)), rhat(rankNormalized(folded(split))));
}
