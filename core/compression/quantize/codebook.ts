// A table of few levels, placed where the weights are: k-means on a line (Lloyd 1982, Max 1960).
import type { CodebookCodes } from '../coded.ts';
import { checkWeights, checkWhole, type Weights } from '../weights.ts';

/** Lloyd’s algorithm stops by itself, as each round lowers the error of finitely many partitions; this is for the case that rounding errors keep it going. */
const ROUNDS = 10_000;

/** How many of the ascending numbers are below x. */
function below(ascending: ArrayLike<number>, x: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

const middlesOf = (levels: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: Math.max(0, levels.length - 1) }, (_, i) => ((levels[i] as number) + (levels[i + 1] as number)) / 2);

/** The code of the nearest of ascending levels for each weight; of two as near, the lower. */
export function nearestLevels(weights: Weights, levels: ArrayLike<number>): Uint8Array {
  const middles = middlesOf(levels);
  return Uint8Array.from(weights, (weight) => below(middles, weight));
}

/** `count` levels at the quantiles (i + ½)/count of the distinct numbers, which are all different; all of them where there are no more. */
function atQuantiles(sorted: Float64Array, count: number): Float64Array {
  const distinct = sorted.filter((x, i) => i === 0 || x !== sorted[i - 1]);
  if (distinct.length <= count) return distinct;
  return Float64Array.from({ length: count }, (_, i) => distinct[Math.floor(((i + 0.5) * distinct.length) / count)] as number);
}

/**
 * At most `count` levels for these weights, ascending, each the mean of the weights nearest to it: a fixed point of Lloyd’s rounds from the
 * quantiles, which lowers Σ (ŵ − w)² at each round but may end in a local minimum. Cells are found in the sorted weights and averaged by
 * differences of prefix sums, so a round costs next to nothing, and nothing is left to chance. Throws InputError.
 */
export function lloydMaxLevels(weights: Weights, count: number): Float64Array {
  checkWeights(weights, [weights.length]);
  checkWhole('levels', count, 1, 256);
  const sorted = Float64Array.from(weights).sort();
  const sums = new Float64Array(sorted.length + 1);
  for (let i = 0; i < sorted.length; i += 1) sums[i + 1] = (sums[i] as number) + (sorted[i] as number);
  let levels = atQuantiles(sorted, count);
  let ends = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    // A weight in the middle belongs to the lower level, as in `nearestLevels`.
    const middles = middlesOf(levels);
    const next = [0, ...Array.from(middles, (middle) => firstAbove(sorted, middle)), sorted.length];
    const now = next.join();
    if (now === ends) break;
    ends = now;
    levels = levels.map((level, i) => {
      const [from, to] = [next[i] as number, next[i + 1] as number];
      return to > from ? ((sums[to] as number) - (sums[from] as number)) / (to - from) : level;
    });
  }
  return levels;
}

/** The place of the first of the ascending numbers above x. */
function firstAbove(ascending: Float64Array, x: number): number {
  let at = below(ascending, x);
  while (at < ascending.length && ascending[at] === x) at += 1;
  return at;
}

/** The weights as codes of the given ascending levels, at most 256, which are kept in float32. Throws InputError. */
export function codedByLevels(weights: Weights, shape: readonly number[], levels: ArrayLike<number>): CodebookCodes {
  checkWeights(weights, shape);
  checkWhole('levels', levels.length, weights.length > 0 ? 1 : 0, 256);
  const kept = Float32Array.from(levels);
  return { kind: 'codebook', shape, levels: kept, codes: nearestLevels(weights, kept) };
}

/** The weights in a codebook of at most `count` levels of their own, by Lloyd and Max. Throws InputError. */
export const lloydMax = (weights: Weights, shape: readonly number[], count: number): CodebookCodes =>
  codedByLevels(weights, shape, lloydMaxLevels(weights, count));
