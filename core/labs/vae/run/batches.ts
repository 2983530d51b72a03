// Which images a step trains on, and how their grey levels become what the likelihood takes: both read off the seed and the step alone.
import type { ImageSet } from '../../../data/images.ts';
import type { Random } from '../../../prob/random.ts';
import { shuffled } from '../../../prob/shuffle.ts';
import type { VaeValues } from '../declaration/params.ts';
import { streamOf } from './streams.ts';

/** How grey levels become what a likelihood takes. */
export type Levels = VaeValues['binarization'] | 'grey';

/** Ones and zeros for a Bernoulli likelihood; the others are densities of grey levels. */
export const levelsOf = ({ likelihood, binarization }: Pick<VaeValues, 'likelihood' | 'binarization'>): Levels =>
  likelihood === 'bernoulli' ? binarization : 'grey';

/** Images of a set as rows of 0…1: grey, cut at one half, or each pixel drawn with its grey level as probability; points as they are. */
export function imagesOf(set: ImageSet, rows: ArrayLike<number>, levels: Levels, random: Random): Float32Array {
  const size = set.rows * set.columns;
  const out = new Float32Array(rows.length * size);
  const { points } = set;
  if (points) {
    for (let row = 0; row < rows.length; row += 1)
      out.set(points.subarray((rows[row] as number) * size, ((rows[row] as number) + 1) * size), row * size);
    return out;
  }
  for (let row = 0, at = 0; row < rows.length; row += 1) {
    const from = (rows[row] as number) * size;
    for (let i = 0; i < size; i += 1, at += 1) {
      const level = set.pixels[from + i] as number;
      if (levels === 'grey') out[at] = level / 255;
      else if (level === 0) out[at] = 0;
      else if (levels === 'static') out[at] = level > 127 ? 1 : 0;
      else out[at] = random.below(255) < level ? 1 : 0;
    }
  }
  return out;
}

/** Goes through a set epoch by epoch, each in an order of its own; a step’s batch is known without those before it. */
export function createBatches(set: ImageSet, seed: number) {
  let epoch = -1;
  let order: Uint32Array = new Uint32Array();
  return {
    perEpoch: (size: number) => Math.max(1, Math.floor(set.count / size)),
    /** The images of batch `at` of an epoch. */
    of(inEpoch: number, at: number, size: number): Uint32Array {
      if (inEpoch !== epoch) {
        order = shuffled(set.count, streamOf(seed, 'order', inEpoch));
        epoch = inEpoch;
      }
      return order.subarray(at * size, Math.min(set.count, (at + 1) * size));
    },
  };
}
