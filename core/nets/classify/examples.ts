// Labelled inputs, and which of them a step trains on.
import { InputError } from '../../base/input-error.ts';
import type { ImageSet } from '../../data/images.ts';
import type { Random } from '../../prob/random.ts';
import { shuffled } from '../../prob/shuffle.ts';
import { streamsFor } from '../../prob/streams.ts';

/** Inputs [count × size] from 0 to 1, and the class of each. */
export interface Examples {
  readonly count: number;
  readonly inputs: Float32Array;
  readonly labels: Uint8Array;
}

/** Grey images, black 0 and white 1. Throws InputError where they have no labels. */
export function examplesOf({ name, count, pixels, labels }: ImageSet): Examples {
  if (!labels) throw new InputError(name, 'a label for each image', 'none');
  // A loop: there are millions of pixels.
  const inputs = new Float32Array(pixels.length);
  for (let i = 0; i < inputs.length; i += 1) inputs[i] = (pixels[i] as number) / 255;
  return { count, inputs, labels };
}

/** Images that the grids between layers are laid out by. */
const CALIBRATING = 100;

/** The first inputs, one by one, as many as grids between layers are laid out by. */
export function calibratingRows({ inputs, count }: Examples): readonly Float32Array[] {
  const size = inputs.length / count;
  return Array.from({ length: Math.min(CALIBRATING, count) }, (_, row) => inputs.slice(row * size, (row + 1) * size));
}

/** Some of the examples, by their places. */
function chosen({ count, inputs, labels }: Examples, places: ArrayLike<number>): Examples {
  const size = inputs.length / count;
  const out = new Float32Array(places.length * size);
  const classes = new Uint8Array(places.length);
  for (let row = 0; row < places.length; row += 1) {
    const from = places[row] as number;
    out.set(inputs.subarray(from * size, (from + 1) * size), row * size);
    classes[row] = labels[from] as number;
  }
  return { count: places.length, inputs: out, labels: classes };
}

const streamOf = streamsFor('classify-order', ['epoch', 'dropout']);

/** Inputs some of which, by chance, are 0; the others are larger, so that their mean stays. */
function dropped({ inputs, ...rest }: Examples, share: number, random: Random): Examples {
  const grown = 1 / (1 - share);
  return { ...rest, inputs: inputs.map((x) => (x !== 0 && random.uniform() >= share ? x * grown : 0)) };
}

/** Minibatches an epoch: what is left over at its end is left out. */
export const batchesAnEpoch = (count: number, size: number): number => Math.max(1, Math.floor(count / size));

/**
 * The minibatch of each step: epochs each in an order of their own, which the seed and the step alone tell. A share of the inputs is dropped where
 * `dropout` says so (Srivastava et al. 2014), others in each minibatch.
 */
export function createMinibatches(examples: Examples, size: number, seed: number, dropout = 0): (step: number) => Examples {
  let known = -1;
  let order = new Uint32Array();
  const each = batchesAnEpoch(examples.count, size);
  return (step) => {
    const epoch = Math.floor(step / each);
    if (epoch !== known) order = shuffled(examples.count, streamOf(seed, 'epoch', epoch)) as typeof order;
    known = epoch;
    const at = step % each;
    const batch = chosen(examples, order.subarray(at * size, Math.min(examples.count, (at + 1) * size)));
    return dropout > 0 ? dropped(batch, dropout, streamOf(seed, 'dropout', step)) : batch;
  };
}
