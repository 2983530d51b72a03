// How a network did on images that it never saw: errors in all and class by class, and whether it is as sure as it is right.
import { type Calibration, calibrationOf } from './calibration.ts';

export interface Judged {
  /** The share of images that are taken for another class, and its standard error √(p(1 − p)/n). */
  readonly error: number;
  readonly standardError: number;
  /** By class: the share of its images that are taken for another, and how many images it has. */
  readonly byClass: Float64Array;
  readonly counts: Float64Array;
  readonly calibration: Calibration;
}

/** From logits [images × classes]; of equal ones the first counts. */
export function judgedBy(logits: Float32Array, labels: Uint8Array): Judged {
  const classes = logits.length / labels.length;
  const [wrong, counts] = [new Float64Array(classes), new Float64Array(classes)];
  labels.forEach((label, row) => {
    let best = 0;
    for (let k = 1; k < classes; k += 1) if ((logits[row * classes + k] as number) > (logits[row * classes + best] as number)) best = k;
    counts[label] = (counts[label] as number) + 1;
    if (best !== label) wrong[label] = (wrong[label] as number) + 1;
  });
  const error = wrong.reduce((sum, each) => sum + each, 0) / labels.length;
  return {
    error,
    standardError: Math.sqrt((error * (1 - error)) / labels.length),
    byClass: wrong.map((each, k) => (counts[k] === 0 ? 0 : each / (counts[k] as number))),
    counts,
    calibration: calibrationOf(logits, labels),
  };
}
