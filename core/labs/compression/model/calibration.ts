// Whether a network is as sure as it is right: its images sorted by the probability of the class that it takes them for.
import { exp } from '../../../math/elementary.ts';

/** Bins of equal width from 0 to 1. */
const BINS = 10;

/** Of bins that have images, from the least sure to the surest. */
export interface Calibration {
  /** Images in each. */
  readonly counts: Float64Array;
  /** The mean probability of the class taken, and the share of images that are of it. */
  readonly confidence: Float64Array;
  readonly right: Float64Array;
  /** Expected calibration error, Σ n_b/n |right_b − confidence_b| (Naeini et al. 2015; Guo et al. 2017), which depends on the bins. */
  readonly error: number;
}

/** From logits [images × classes]; of equal ones the first is taken. */
export function calibrationOf(logits: ArrayLike<number>, labels: Uint8Array): Calibration {
  const classes = logits.length / labels.length;
  const [counts, sure, right] = [new Float64Array(BINS), new Float64Array(BINS), new Float64Array(BINS)];
  labels.forEach((label, row) => {
    const at = (k: number) => logits[row * classes + k] as number;
    let best = 0;
    for (let k = 1; k < classes; k += 1) if (at(k) > at(best)) best = k;
    let total = 0;
    for (let k = 0; k < classes; k += 1) total += exp(at(k) - at(best));
    const bin = Math.min(BINS - 1, Math.floor(BINS / total));
    counts[bin] = (counts[bin] as number) + 1;
    sure[bin] = (sure[bin] as number) + 1 / total;
    if (best === label) right[bin] = (right[bin] as number) + 1;
  });
  const filled = Array.from(counts.keys()).filter((bin) => (counts[bin] as number) > 0);
  const share = (of: Float64Array) => Float64Array.from(filled, (bin) => (of[bin] as number) / (counts[bin] as number));
  return {
    counts: Float64Array.from(filled, (bin) => counts[bin] as number),
    confidence: share(sure),
    right: share(right),
    error: filled.reduce((sum, bin) => sum + Math.abs((right[bin] as number) - (sure[bin] as number)), 0) / labels.length,
  };
}

/** Wilson’s interval of one standard error for a share p of n: also where p is 0 or 1 it has a width. */
export function wilson(p: number, n: number): readonly [low: number, high: number] {
  const middle = (p + 1 / (2 * n)) / (1 + 1 / n);
  const half = Math.sqrt((p * (1 - p)) / n + 1 / (4 * n * n)) / (1 + 1 / n);
  return [middle - half, middle + half];
}
