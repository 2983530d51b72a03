// What comes in, frame after frame: images of a set in an order, or one image that moves and rests.
import type { ImageSet } from '../../../data/images.ts';

export interface Frame {
  /** From 0 to 1, row by row from the top left. */
  readonly pixels: Float32Array;
  /** The class that it shows, where that is known. */
  readonly label: number | undefined;
}

export type Stream = (t: number) => Frame;

/** An image of the set, from 0 to 1. */
export function imageAt({ pixels, rows, columns, labels }: ImageSet, at: number): Frame {
  const size = rows * columns;
  return { pixels: Float32Array.from(pixels.subarray(at * size, (at + 1) * size), (level) => level / 255), label: labels?.[at] };
}

/** Moved so many pixels to the right and up; what comes in at the edges is black. */
export function moved(pixels: Float32Array, columns: number, right: number, up: number): Float32Array {
  const rows = pixels.length / columns;
  return Float32Array.from(pixels, (_, at) => {
    const [row, column] = [Math.floor(at / columns) + up, (at % columns) - right];
    return row >= 0 && row < rows && column >= 0 && column < columns ? (pixels[row * columns + column] as number) : 0;
  });
}

/** Up and down between −2 and 2, a pixel a frame. */
const swing = (t: number): number => 2 - Math.abs(((t + 2) % 8) - 4);

/** Where an image is at frame t: on its way along a square that stands on its tip, and from frame `moving` on where it then is. */
export function placeAt(t: number, moving: number): readonly [right: number, up: number] {
  const at = Math.min(t, moving);
  return [swing(at), swing(at + 2)];
}

/** Images in an order that is asked for one by one. */
export function ordered(set: ImageSet, places: Iterator<number>): Stream {
  const known: number[] = [];
  return (t) => {
    while (known.length <= t) {
      const next = places.next();
      // Past its end it begins again.
      known.push(next.done ? (known[known.length % set.count] as number) : next.value);
    }
    return imageAt(set, known[t] as number);
  };
}

/** The share of pixels that are not as they were. */
export const changeRate = (now: Float32Array, before: Float32Array): number =>
  now.reduce((count, pixel, at) => count + (pixel === before[at] ? 0 : 1), 0) / now.length;
