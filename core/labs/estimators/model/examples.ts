// Rows of real data for linear models: petals of iris, and digits of which one unit is to tell the threes.
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';
import type { ImageSet } from '../../../data/images.ts';

/** Rows that a linear model is to fit. */
export interface Examples {
  /** [rows, dimension]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dimension: number;
}

/** An intercept and the length of a petal less its mean, in cm; whether it is a virginica. */
export function petalRows(data: Dataset | undefined): Examples {
  const { petal_length: lengths, virginica } = data?.columns ?? {};
  if (!lengths || !virginica) throw new InputError('problem', 'the columns petal_length and virginica', 'none');
  const mean = lengths.reduce((sum, each) => sum + each, 0) / lengths.length;
  const x = new Float64Array(2 * lengths.length);
  // The slope comes first: derivatives are by it.
  lengths.forEach((length, row) => {
    x[2 * row] = length - mean;
    x[2 * row + 1] = 1;
  });
  return { x, y: virginica, dimension: 2 };
}

const DIGITS = 500;
const DIGIT = 3;

/** Worked out once for each set. */
const made = new WeakMap<ImageSet, Examples>();

/** Means of two by two pixels, from 0 to 1, row by row. */
function halved({ rows, columns, pixels }: ImageSet, image: number): Float64Array {
  const width = Math.floor(columns / 2);
  return Float64Array.from({ length: width * Math.floor(rows / 2) }, (_, at) => {
    const from = (image * rows + 2 * Math.floor(at / width)) * columns + 2 * (at % width);
    const [a, b, c, d] = [pixels[from], pixels[from + 1], pixels[from + columns], pixels[from + columns + 1]] as [
      number,
      number,
      number,
      number,
    ];
    return (a + b + c + d) / 1020;
  });
}

/** The first 500 digits at half their size, pixels that are never lit left out, the brightest first; 1 for a three, else 0. */
export function digitRows(data: Dataset | undefined): Examples {
  const set = data?.images?.training;
  if (!set?.labels) throw new InputError('problem', 'digits with labels', 'none');
  const known = made.get(set);
  if (known) return known;
  const images = Array.from({ length: Math.min(DIGITS, set.count) }, (_, image) => halved(set, image));
  const light = (images[0] as Float64Array).map((_, pixel) => images.reduce((sum, image) => sum + (image[pixel] as number), 0));
  const lit = [...light.keys()].filter((pixel) => (light[pixel] as number) > 0);
  const order = lit.toSorted((a, b) => (light[b] as number) - (light[a] as number));
  const x = Float64Array.from(images.flatMap((image) => order.map((pixel) => image[pixel] as number)));
  const y = Float64Array.from(set.labels.subarray(0, images.length), (label) => (label === DIGIT ? 1 : 0));
  const examples = { x, y, dimension: order.length };
  made.set(set, examples);
  return examples;
}
