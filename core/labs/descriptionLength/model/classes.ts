// Images become cases with a target for each class: 1 for the class that it is and 0 for the others, as a regression has it, since a softmax has no
// exact expectation over noisy weights.
import { InputError } from '../../../base/input-error.ts';
import type { ImageSet } from '../../../data/images.ts';
import { meanOf, varianceOf } from '../../../math/mean.ts';
import { type Agreed, casesOf, gridOf, type TargetScale, type Task } from './cases.ts';

/** Targets are told to a hundredth, with as much room on either side as there is between them. */
const PARTS = 100;
const SCALE: TargetScale = { low: -1, step: 1 / PARTS, count: 3 * PARTS + 1 };

/** Images that are held out, at most. */
const HELD_OUT = 300;

/** The classes of some images, and how many there are. Throws InputError for images without. */
function classesOf({ labels, classes }: ImageSet): { readonly labels: Uint8Array; readonly count: number } {
  if (!labels || !classes) throw new InputError('subject', 'images with a class each', 'none');
  return { labels, count: classes.length };
}

/** The first `most` images of a set are sent, and some of the others are held out. Pixels are on one scale, that of all that are sent. */
export function classTask(training: ImageSet, heldOut: ImageSet, most: number): Task {
  const { labels, count: classes } = classesOf(training);
  const sent = Math.min(most, training.count);
  const others = Math.min(HELD_OUT, heldOut.count);
  const inputs = training.rows * training.columns;
  const grey = Float64Array.from(training.pixels.subarray(0, sent * inputs));
  const [middle, width] = [meanOf(grey), Math.sqrt(varianceOf(grey)) || 1];
  const scaled = (pixels: ArrayLike<number>) => Float64Array.from(pixels, (each) => (each - middle) / width);
  const isClass = (of: Uint8Array, count: number) =>
    Uint8Array.from({ length: count * classes }, (_, at) => (of[Math.floor(at / classes)] === at % classes ? 1 : 0));
  const mean = 1 / classes;
  const sd = Math.sqrt(mean * (1 - mean));
  const agreed: Agreed = { inputs, x: scaled(grey), scale: SCALE, mean, sd };
  const steps = Uint32Array.from(isClass(labels, sent), (is) => PARTS * (1 + is));
  return {
    inputs,
    outputs: classes,
    names: { inputs: [], target: 'class' },
    measured: [],
    sent: casesOf(agreed, steps),
    steps,
    grid: gridOf(agreed),
    heldOut: {
      x: scaled(heldOut.pixels.subarray(0, others * inputs)),
      y: Float64Array.from(isClass(classesOf(heldOut).labels, others), (is) => (is - mean) / sd),
    },
    agreed,
  };
}

/** The place of the largest of each row of so many numbers. */
export function largestOf(numbers: Float64Array, width: number): Uint8Array {
  return Uint8Array.from({ length: numbers.length / width }, (_, n) => {
    const row = numbers.subarray(n * width, (n + 1) * width);
    return row.indexOf(Math.max(...row));
  });
}
