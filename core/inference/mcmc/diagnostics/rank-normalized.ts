// Draws turned into the normal quantiles of their ranks: what is then computed exists even where the target has no variance.
import { normalQuantile } from '../../../math/special.ts';
import { pooled } from './halves.ts';

/** z = Φ⁻¹((rank − 3/8)/(S + 1/4)), ranks over all S draws, ties sharing their mean rank (Vehtari et al. 2021, eq. 14). */
export function rankNormalized(chains: readonly Float64Array[]): Float64Array[] {
  const length = chains[0]?.length ?? 0;
  const all = pooled(chains);
  const total = all.length;
  const sorted = all.slice().sort();
  const scores = chains.map(() => new Float64Array(length));
  // A draw’s mean rank is half of how many lie below it and how many lie not above it, counted by bisection.
  const below = (x: number, orEqual: boolean) => {
    let low = 0;
    let high = total;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = sorted[middle] as number;
      if (at < x || (orEqual && at === x)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (let k = 0; k < total; k += 1) {
    const x = all[k] as number;
    const rank = (below(x, false) + below(x, true) + 1) / 2;
    (scores[Math.floor(k / length)] as Float64Array)[k % length] = normalQuantile((rank - 0.375) / (total + 0.25));
  }
  return scores;
}

/** |x − median| of all draws. */
export function folded(chains: readonly Float64Array[]): Float64Array[] {
  const middle = quantile(chains, 0.5);
  return chains.map((chain) => chain.map((x) => Math.abs(x - middle)));
}

/** The quantile p of all draws, linear between order statistics (type 7 of Hyndman and Fan). */
export function quantile(chains: readonly Float64Array[], p: number): number {
  const sorted = pooled(chains).sort();
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (at - below) * (high - low);
}
