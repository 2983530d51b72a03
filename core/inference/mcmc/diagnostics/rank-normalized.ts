// Draws turned into the normal quantiles of their ranks: what is then computed exists even where the target has no variance.
import { normalQuantile } from '../../../math/special.ts';
import { pooled } from './halves.ts';

/** Scores by twice the rank, NaN where none was asked for yet; of the last number of draws, since coordinates have as many. */
const known = { total: 0, scores: new Float64Array() };

function scoresOf(total: number): Float64Array {
  if (known.total !== total) Object.assign(known, { total, scores: new Float64Array(2 * total + 1).fill(Number.NaN) });
  return known.scores;
}

/** z = Φ⁻¹((rank − 3/8)/(S + 1/4)), ranks over all S draws, ties sharing their mean rank (Vehtari et al. 2021, eq. 14). */
export function rankNormalized(chains: readonly Float64Array[]): Float64Array[] {
  const length = chains[0]?.length ?? 0;
  const all = pooled(chains);
  const total = all.length;
  const sorted = all.slice().sort();
  const scores = chains.map(() => new Float64Array(length));
  // As many bins of one width as there are draws: those of a bin stand together, and most bins hold a few.
  const least = sorted[0] as number;
  const slope = (total - 1) / ((sorted[total - 1] as number) - least);
  const binned = Number.isFinite(slope) && slope > 0;
  const binOf = (x: number) => (binned ? Math.min(total - 1, Math.floor((x - least) * slope)) : 0);
  const starts = new Int32Array(total + 1);
  for (let k = 0; k < total; k += 1) starts[binOf(sorted[k] as number) + 1] = k + 1;
  for (let k = 1; k <= total; k += 1) starts[k] = Math.max(starts[k] as number, starts[k - 1] as number);
  // A draw’s mean rank is half of how many lie below it and how many lie not above it, counted by bisection.
  const below = (x: number, orEqual: boolean, from: number, to: number) => {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = sorted[middle] as number;
      if (at < x || (orEqual && at === x)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const quantiles = scoresOf(total);
  scores.forEach((of, c) => {
    for (let i = 0; i < length; i += 1) {
      const x = all[c * length + i] as number;
      const bin = binOf(x);
      const end = starts[bin + 1] as number;
      const less = below(x, false, starts[bin] as number, end);
      const twice = less + below(x, true, less, end) + 1;
      let score = quantiles[twice] as number;
      if (Number.isNaN(score)) quantiles[twice] = score = normalQuantile((twice / 2 - 0.375) / (total + 0.25));
      of[i] = score;
    }
  });
  return scores;
}

/** |x − median| of all draws. */
export function folded(chains: readonly Float64Array[]): Float64Array[] {
  const [middle = Number.NaN] = quantiles(chains, [0.5]);
  return chains.map((chain) => chain.map((x) => Math.abs(x - middle)));
}

/** The quantiles p of all draws, linear between order statistics (type 7 of Hyndman and Fan). */
export function quantiles(chains: readonly Float64Array[], ps: readonly number[]): number[] {
  const sorted = pooled(chains).sort();
  return ps.map((p) => {
    const at = p * (sorted.length - 1);
    const below = Math.floor(at);
    const low = sorted[below] as number;
    const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
    return low + (at - below) * (high - low);
  });
}
