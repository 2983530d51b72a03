// What the threshold of the method in the light parts: a histogram of what it compares, in two colours.
import { emptyColumn } from '../../../lab/result.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { isThresholded } from '../model/method-names.ts';
import { comparisons, scoresOf } from '../model/threshold.ts';
import { categoryOf, type Racer } from '../run/racer.ts';
import type { CompressionState } from '../run/state.ts';

const BINS = 60;

/** Shares of the numbers that are left out of the range at either end, so that a few far ones do not press the rest together. */
const TAIL = 0.002;

export interface Scores {
  readonly all: Float64Array;
  readonly low: number;
  readonly high: number;
}

/** What the method compares, and the range that is drawn: wide enough for its threshold, and some room on either side. */
export function scoresNow({ classifier }: CompressionState, { name, surveyed }: Racer, sparsity: number): Scores | undefined {
  if (!isThresholded(name)) return undefined;
  const all = scoresOf(name, classifier, surveyed, sparsity);
  const sorted = all.toSorted();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
  const { own } = comparisons[name];
  const [low, high] = [Math.min(at(TAIL), own - 1), Math.max(at(1 - TAIL), own + 1)];
  const room = 0.04 * (high - low);
  return { all, low: low - room, high: high + room };
}

const nothing = {
  keptBins: { from: emptyColumn, to: emptyColumn, floor: emptyColumn, count: emptyColumn, method: emptyColumn },
  droppedBins: { from: emptyColumn, to: emptyColumn, floor: emptyColumn, count: emptyColumn },
  here: { at: emptyColumn, height: emptyColumn },
  whose: { at: emptyColumn, height: emptyColumn, method: emptyColumn },
};

/** Bins of what stays and of what goes; a bin that the threshold cuts is in both. What lies beyond the range is in the outermost ones. */
export function thresholdTables(scores: Scores | undefined, { name }: Racer, { threshold }: CompressionValues) {
  if (!scores || !isThresholded(name)) return nothing;
  const { all, low, high } = scores;
  const { own, keepsLarger } = comparisons[name];
  const at = own + threshold;
  const width = (high - low) / BINS;
  const [kept, dropped] = [new Float64Array(BINS), new Float64Array(BINS)];
  for (const score of all) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((score - low) / width)));
    const into = (keepsLarger ? score >= at : score < at) ? kept : dropped;
    into[bin] = (into[bin] as number) + 1;
  }
  const bins = (counts: Float64Array, floors: (bin: number) => number) => {
    const filled = Array.from(counts.keys()).filter((bin) => (counts[bin] as number) > 0);
    return {
      from: Float64Array.from(filled, (bin) => low + bin * width),
      to: Float64Array.from(filled, (bin) => low + (bin + 1) * width),
      floor: Float64Array.from(filled, floors),
      count: Float64Array.from(filled, (bin) => floors(bin) + (counts[bin] as number)),
    };
  };
  const ofKept = bins(kept, () => 0);
  const tallest = kept.reduce((most, count, bin) => Math.max(most, count + (dropped[bin] as number)), 0);
  return {
    keptBins: { ...ofKept, method: ofKept.from.map(() => categoryOf(name)) },
    droppedBins: bins(dropped, (bin) => kept[bin] as number),
    here: { at: Float64Array.of(at), height: Float64Array.of(0.5 * tallest) },
    whose: { at: Float64Array.of(low), height: Float64Array.of(1.08 * tallest), method: Float64Array.of(categoryOf(name)) },
  };
}
