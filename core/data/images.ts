// Sets of grey images, all of one size: what they are, and what holds for them however they are stored.
import { InputError } from '../base/input-error.ts';

/** Grey images, [count, rows, columns] in C order; or points, a row of coordinates each. */
export interface ImageSet {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly count: number;
  /** 0, black, to 255, white; none of points. */
  readonly pixels: Uint8Array;
  /** Real coordinates in place of pixels, with as many columns as the space has dimensions. */
  readonly points?: Float32Array;
  /** A class for each image. */
  readonly labels?: Uint8Array;
  /** What the classes are called. */
  readonly classes?: readonly string[];
  /** Which of the user’s files it was read from, and where in them, in words. */
  readonly from?: string;
}

/** The largest image that a network here learns from, 256 × 256: what is larger is refused by its size, before it is decoded. */
export const MOST_PIXELS = 2 ** 16;

/** Throws InputError for images that are too large to learn from. */
export function checkSize(file: string, rows: number, columns: number): void {
  if (rows * columns > MOST_PIXELS) throw new InputError(file, `images of at most ${MOST_PIXELS} pixels`, `${rows} × ${columns}`);
}

/** Throws InputError for a set of no images, or of images of no pixels. */
export function checkedImages(file: string, set: ImageSet): ImageSet {
  if (set.count === 0 || set.rows === 0 || set.columns === 0)
    throw new InputError(file, 'at least one image of at least one pixel', 'none');
  return set;
}

/** Labels that must fit `count` images, and the names of classes if there are any. Throws InputError. */
export function checkedLabels(file: string, labels: Uint8Array, count: number, classes: readonly string[] | undefined): Uint8Array {
  if (labels.length !== count) throw new InputError(file, `${count} labels, one for each image`, String(labels.length));
  const unknown = classes && labels.find((label) => label >= classes.length);
  if (unknown !== undefined) throw new InputError(file, `labels below ${classes?.length}`, String(unknown));
  return labels;
}

/** What white is where nobody says: 1 if no number is larger, else 255. */
function whiteOf(values: ArrayLike<number>): number {
  for (let i = 0; i < values.length; i += 1) if ((values[i] as number) > 1) return 255;
  return 1;
}

/** Numbers from 0 to `white` as 0 to 255, rounded. Throws InputError at the first that is not within them, by its `place`. */
export function greyLevels(file: string, values: ArrayLike<number>, place: (i: number) => string, white = whiteOf(values)): Uint8Array {
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < pixels.length; i += 1) {
    const value = values[i] as number;
    if (!(value >= 0 && value <= white)) throw new InputError(file, `pixels from 0 to ${white}`, `${value} in ${place(i)}`);
    pixels[i] = Math.round((value / white) * 255);
  }
  return pixels;
}

export function isSquare(pixels: number): boolean {
  const side = Math.round(Math.sqrt(pixels));
  return side > 0 && side * side === pixels;
}

/** The side of a square image. Throws InputError where it is none. */
export function sideOf(file: string, pixels: number): number {
  if (!isSquare(pixels)) throw new InputError(file, 'square images', `${pixels} pixels an image`);
  return Math.round(Math.sqrt(pixels));
}
