// How many weights a law puts in each bin of a histogram: of beliefs, of a mixture, and of the prior that has no scale.
import { log } from '../../../math/elementary.ts';
import { normalCdf } from '../../../math/special.ts';

/** Bins of equal width from −reach to reach. */
export interface Bins {
  readonly reach: number;
  readonly count: number;
}

export const widthOf = ({ reach, count }: Bins): number => (2 * reach) / count;

/** Standard deviations beyond which a normal has less than 1e−15. */
const FAR = 8;

/** Adds `weight` times what N(mean, sd²) has in each bin. */
export function addNormal(into: Float64Array, bins: Bins, mean: number, sd: number, weight: number): void {
  const width = widthOf(bins);
  const place = (x: number) => Math.min(bins.count, Math.max(0, Math.floor((x + bins.reach) / width)));
  const [from, to] = [place(mean - FAR * sd), place(mean + FAR * sd)];
  const below = (bin: number) => normalCdf((bin * width - bins.reach - mean) / sd);
  let before = below(from);
  for (let bin = from; bin <= to && bin < bins.count; bin += 1) {
    const after = below(bin + 1);
    into[bin] = (into[bin] as number) + weight * (after - before);
    before = after;
  }
}

/**
 * `total` weights by p(w) ∝ 1/|w| over all bins but those that touch 0, whose share has no bound: the prior cannot be normalized, and only its shape
 * is known. Bins at 0 are NaN.
 */
export function scaleFreeCounts(bins: Bins, total: number): Float64Array {
  const width = widthOf(bins);
  const shares = Float64Array.from({ length: bins.count }, (_, bin) => {
    const [a, b] = [Math.abs(bin * width - bins.reach), Math.abs((bin + 1) * width - bins.reach)];
    const [near, far] = [Math.min(a, b), Math.max(a, b)];
    return near < width / 2 ? Number.NaN : log(far / near);
  });
  const all = shares.reduce((sum, share) => sum + (Number.isNaN(share) ? 0 : share), 0);
  return shares.map((share) => (total * share) / all);
}
