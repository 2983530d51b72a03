// Rows of real data for linear models: petals of iris, and digits of which one unit is to tell the threes.
import type { ImageSet } from '../../data/images.ts';
import type { Dataset } from '../../lab/dataset.ts';
import { InputError } from '../../lab/input-error.ts';
import type { Examples } from './problem-of.ts';

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

/** Pixels from 0 to 1 of the first 500 digits, those that are never lit left out, the brightest first; 1 for a three, else 0. */
export function digitRows(data: Dataset | undefined): Examples {
  const set = data?.images?.training;
  if (!set?.labels) throw new InputError('problem', 'digits with labels', 'none');
  const known = made.get(set);
  if (known) return known;
  const { pixels, labels } = set;
  const size = set.rows * set.columns;
  const count = Math.min(DIGITS, set.count);
  const light = Float64Array.from({ length: size }, (_, pixel) => {
    let sum = 0;
    for (let row = 0; row < count; row += 1) sum += pixels[row * size + pixel] as number;
    return sum;
  });
  const lit = [...light.keys()].filter((pixel) => (light[pixel] as number) > 0);
  const brightest = lit.reduce((best, pixel) => ((light[pixel] as number) > (light[best] as number) ? pixel : best));
  const order = [brightest, ...lit.filter((pixel) => pixel !== brightest)];
  const x = new Float64Array(count * order.length);
  for (let row = 0; row < count; row += 1)
    for (let j = 0; j < order.length; j += 1)
      x[row * order.length + j] = (pixels[row * size + (order[j] as number)] as number) / 255;
  const examples = { x, y: Float64Array.from(labels.subarray(0, count), (label) => (label === DIGIT ? 1 : 0)), dimension: order.length };
  made.set(set, examples);
  return examples;
}
