// How many independent draws the chains are worth: Geyer’s initial monotone sequence over all chains (Vehtari et al. 2021).
import { halves, pooled } from './halves.ts';
import { quantiles, rankNormalized } from './rank-normalized.ts';
import { momentsOf } from './split-rhat.ts';

/** Autocovariance at `lag`, divisor n, of each chain about its own mean, averaged over the chains. */
function meanAutocovariance(centred: readonly Float64Array[], lag: number): number {
  let total = 0;
  for (const chain of centred) {
    let sum = 0;
    for (let i = lag; i < chain.length; i += 1) sum += (chain[i] as number) * (chain[i - lag] as number);
    total += sum / chain.length;
  }
  return total / centred.length;
}

/** Correlation of draws `lag` apart, ρ_t = 1 − (W − mean autocovariance)/var⁺, as a function of the lag; ρ_0 = 1. */
export function autocorrelations(chains: readonly Float64Array[]): (lag: number) => number {
  const n = chains[0]?.length ?? 0;
  const moments = chains.map(momentsOf);
  const centred = chains.map((chain, c) => chain.map((x) => x - (moments[c]?.mean ?? 0)));
  const within = (meanAutocovariance(centred, 0) * n) / (n - 1);
  const between = chains.length > 1 ? momentsOf(Float64Array.from(moments, ({ mean }) => mean)).variance : 0;
  const pooled = (within * (n - 1)) / n + between;
  return (lag) => (lag === 0 ? 1 : 1 - (within - meanAutocovariance(centred, lag)) / pooled);
}

/** S/τ of chains as they are: pairs of correlations are summed while positive, and may not rise; τ ≥ 1/log₁₀ S. */
export function effectiveSampleSize(chains: readonly Float64Array[]): number {
  const n = chains[0]?.length ?? 0;
  const total = n * chains.length;
  if (n < 4) return Number.NaN;
  const rho = autocorrelations(chains);
  let pairSum = 0;
  let cap = Number.POSITIVE_INFINITY;
  let rest = 0;
  for (let lag = 0; lag + 1 < n - 1; lag += 2) {
    const even = rho(lag);
    const pair = even + rho(lag + 1);
    if (Number.isNaN(pair)) return Number.NaN;
    if (!(pair > 0)) {
      rest = Math.max(0, even);
      break;
    }
    cap = Math.min(cap, pair);
    pairSum += cap;
  }
  const time = Math.max(-1 + 2 * pairSum + rest, 1 / Math.log10(total));
  return total / time;
}

/** What the draws are worth for the middle of the distribution: on rank-normalized halves. Want above 400 in all. */
export const bulkEffectiveSampleSize = (chains: readonly Float64Array[]): number => effectiveSampleSize(rankNormalized(halves(chains)));

/**
 * Integrated autocorrelation time τ = N/ESS, in draws of a chain: 1 + 2 Σ ρ_t of what the ESS is of, N counting the draws of all chains. Of
 * draws that are independent it is 1, of x ← ρx + noise (1 + ρ)/(1 − ρ).
 */
export const autocorrelationTime = (draws: number, effective: number): number => draws / effective;

/** What they are worth for its tails: the smaller one of the indicators below the 5 % and the 95 % quantile. */
export function tailEffectiveSampleSize(chains: readonly Float64Array[]): number {
  const sizes = quantiles(chains, [0.05, 0.95]).map((at) =>
    effectiveSampleSize(halves(chains.map((chain) => chain.map((x) => (x <= at ? 1 : 0))))),
  );
  return Math.min(...sizes);
}

/** Standard error of the mean of all draws: sd/√ESS, the size that of the draws themselves on halved chains. */
export function meanStandardError(chains: readonly Float64Array[]): number {
  return Math.sqrt(momentsOf(pooled(chains)).variance / effectiveSampleSize(halves(chains)));
}
