// A stream made of still images: an order in which each looks like the one before it.
import { InputError } from '../base/input-error.ts';

/** Σ |a − b| over two images of a set, given up once it has reached `most`. */
function distance(pixels: Uint8Array, size: number, a: number, b: number, most: number): number {
  const [first, second] = [a * size, b * size];
  let sum = 0;
  for (let i = 0; i < size; ) {
    for (const end = Math.min(size, i + 56); i < end; i += 1)
      sum += Math.abs((pixels[first + i] as number) - (pixels[second + i] as number));
    if (sum >= most) return sum;
  }
  return sum;
}

/**
 * The places of images [count × size] in the order of a temporal MNIST (O’Connor and Welling 2016): the first comes first; then always the one that is
 * nearest in L1 among a buffer of `buffer` images, whose place is taken by the next of the set. Of two as near the one earlier in the buffer.
 * Throws InputError unless the buffer holds one image at least.
 */
export function* temporalPlaces(pixels: Uint8Array, size: number, buffer: number): Generator<number, void, void> {
  if (!(Number.isInteger(buffer) && buffer >= 1)) throw new InputError('buffer', 'a whole number from 1', `${buffer}`);
  const count = pixels.length / size;
  const waiting = Array.from({ length: Math.min(buffer, count - 1) }, (_, i) => i + 1);
  let next = waiting.length + 1;
  let last = 0;
  yield last;
  while (waiting.length > 0) {
    let [place, least] = [0, Number.POSITIVE_INFINITY];
    for (let i = 0; i < waiting.length; i += 1) {
      const far = distance(pixels, size, last, waiting[i] as number, least);
      if (far < least) [place, least] = [i, far];
    }
    last = waiting[place] as number;
    if (next < count) waiting[place] = next++;
    else waiting.splice(place, 1);
    yield last;
  }
}

/** All of them. */
export const temporalOrder = (pixels: Uint8Array, size: number, buffer: number): Uint32Array =>
  Uint32Array.from(temporalPlaces(pixels, size, buffer));

/** Mean of |x_t − x_{t−1}| over the pixels of all images but the first, in this order. */
export function meanChange(pixels: Uint8Array, size: number, order: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 1; at < order.length; at += 1)
    sum += distance(pixels, size, order[at] as number, order[at - 1] as number, Number.POSITIVE_INFINITY);
  return sum / (size * (order.length - 1));
}
