// A table of few levels, placed where the weights are: k-means on a line (Lloyd 1982, Max 1960).
import { power } from '../../math/elementary.ts';
import type { CodebookCodes } from '../coded.ts';
import { checkWeights, checkWhole, type Weights } from '../weights.ts';

/** Rounds end by themselves, as each lowers the error of one of finitely many partitions; but close to a fixed point that may take long. */
const ROUNDS = 10_000;

/** How many of the first places have what only the first have, found by halves. */
function countWhile(size: number, has: (place: number) => boolean): number {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (has(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const middlesOf = (levels: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: Math.max(0, levels.length - 1) }, (_, i) => ((levels[i] as number) + (levels[i + 1] as number)) / 2);

/** The code of the nearest of ascending levels for each weight; of two as near, the lower. */
export function nearestLevels(weights: Weights, levels: ArrayLike<number>): Uint8Array {
  const middles = middlesOf(levels);
  return Uint8Array.from(weights, (weight) => countWhile(middles.length, (i) => (middles[i] as number) < weight));
}

/** `count` of the distinct numbers, those at the quantiles (i + ½)/count. */
const atQuantiles = (distinct: Float64Array, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => distinct[Math.floor(((i + 0.5) * distinct.length) / count)] as number);

/**
 * Of the distinct numbers at most `count`, evenly in ∫ density^⅓ dx, which is where many levels belong (Panter & Dite 1951). In a gap the
 * density is about 1/(n gap), so that the integral goes as the sum of gap^⅔.
 */
function whereLevelsBelong(distinct: Float64Array, count: number): Float64Array {
  const reached = new Float64Array(distinct.length);
  for (let i = 1; i < distinct.length; i += 1)
    reached[i] = (reached[i - 1] as number) + power((distinct[i] as number) - (distinct[i - 1] as number), 2 / 3);
  const whole = reached.at(-1) as number;
  const places = Array.from({ length: count }, (_, i) =>
    countWhile(reached.length, (at) => (reached[at] as number) < ((i + 0.5) * whole) / count),
  );
  return Float64Array.from(new Set(places), (place) => distinct[place] as number);
}

/** Weights in order, and the sums of the first 0, 1, 2 … of them. */
interface Sorted {
  readonly weights: Float64Array;
  readonly sums: Float64Array;
}

/** Lloyd’s rounds from these levels, until no weight changes its cell: the levels, and Σ (Σ of a cell)²/its size, which is Σ w² less the error. */
function settle({ weights, sums }: Sorted, start: Float64Array): { levels: Float64Array; retained: number } {
  const levels = start.slice();
  const ends = new Uint32Array(levels.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    // A weight in the middle belongs to the lower level, as in `nearestLevels`.
    middlesOf(levels).forEach((middle, i) => {
      const end = countWhile(weights.length, (at) => (weights[at] as number) <= middle);
      if (end !== ends[i]) moved = true;
      ends[i] = end;
    });
    ends[levels.length - 1] = weights.length;
    if (round > 0 && !moved) break;
    levels.forEach((_, i) => {
      const [from, to] = [ends[i - 1] ?? 0, ends[i] as number];
      if (to > from) levels[i] = ((sums[to] as number) - (sums[from] as number)) / (to - from);
    });
  }
  let retained = 0;
  ends.forEach((to, i) => {
    const from = ends[i - 1] ?? 0;
    if (to > from) retained += ((sums[to] as number) - (sums[from] as number)) ** 2 / (to - from);
  });
  return { levels, retained };
}

/**
 * At most `count` levels for these weights, ascending, each the mean of the weights nearest to it: a fixed point of Lloyd’s rounds, which
 * lower Σ (ŵ − w)² but may end in a local minimum; so the better of two, from the quantiles and from where many levels belong. Cells are found in
 * the sorted weights and averaged by differences of prefix sums; nothing is left to chance. As many values as levels are kept
 * as they are. Throws InputError.
 */
export function lloydMaxLevels(weights: Weights, count: number): Float64Array {
  checkWeights(weights, [weights.length]);
  checkWhole('levels', count, 1, 256);
  const sorted = Float64Array.from(weights).sort();
  const distinct = sorted.filter((x, i) => i === 0 || x !== sorted[i - 1]);
  if (distinct.length <= count) return distinct;
  const sums = new Float64Array(sorted.length + 1);
  for (let i = 0; i < sorted.length; i += 1) sums[i + 1] = (sums[i] as number) + (sorted[i] as number);
  const from = (start: Float64Array) => settle({ weights: sorted, sums }, start);
  const [even, belonging] = [from(atQuantiles(distinct, count)), from(whereLevelsBelong(distinct, count))];
  return even.retained >= belonging.retained ? even.levels : belonging.levels;
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
