// Images set aside: what a model is judged by and does not learn from.
import { InputError } from '../base/input-error.ts';
import type { Random } from '../prob/random.ts';
import { shuffled } from '../prob/shuffle.ts';
import type { ImageSet } from './images.ts';

/** The images of these places, in their order. */
export function takeImages(set: ImageSet, places: ArrayLike<number>): ImageSet {
  const size = set.rows * set.columns;
  const count = places.length;
  const taken = <T extends Uint8Array | Float32Array>(all: T, into: T): T => {
    for (let i = 0; i < count; i += 1) {
      const at = places[i] as number;
      into.set(all.subarray(at * size, (at + 1) * size), i * size);
    }
    return into;
  };
  const { labels, points } = set;
  return {
    ...set,
    count,
    pixels: points ? set.pixels : taken(set.pixels, new Uint8Array(count * size)),
    ...(points && { points: taken(points, new Float32Array(count * size)) }),
    ...(labels && { labels: Uint8Array.from({ length: count }, (_, i) => labels[places[i] as number] as number) }),
  };
}

/**
 * Sets aside a share of the images, rounded to whole ones, drawn without replacement: both parts shuffled, the same for the same generator.
 * Throws InputError for a share outside (0, 1), or one that leaves either part empty.
 */
export function split(set: ImageSet, heldOut: number, random: Random): { readonly train: ImageSet; readonly heldOut: ImageSet } {
  const aside = Math.round(heldOut * set.count);
  if (!(heldOut > 0 && heldOut < 1 && aside > 0 && aside < set.count))
    throw new InputError('held-out share', 'a share between 0 and 1 that leaves images on both sides', `${heldOut} of ${set.count}`);
  const places = shuffled(set.count, random);
  return { train: takeImages(set, places.subarray(aside)), heldOut: takeImages(set, places.subarray(0, aside)) };
}
