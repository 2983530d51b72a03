// Images in files of their own: PNGs and JPEGs in folders that name their classes.
import { decode as decodeJpeg } from 'jpeg-js';
import { MAX_TOGETHER_BYTES, type NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { greyOfPng, pngHead } from './grey-png.ts';
import { checkedImages, checkSize, type ImageSet, MOST_PIXELS } from './images.ts';
import { jpegSize } from './jpeg-head.ts';
import { type Grey, orientationOf, upright } from './upright.ts';

const MOST_LABELS = 256;

export const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50;
export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

/** The mean of its colours, turned as its camera was held. */
function greyOfJpeg(bytes: Uint8Array): Grey {
  // Its types leave out the Exif segment, which begins with the second of the two zeros after the name.
  const decoded: { width: number; height: number; data: Uint8Array; exifBuffer?: Uint8Array } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: MOST_PIXELS / 1e6,
  });
  const { width, height, data, exifBuffer } = decoded;
  const mean = (i: number) => Math.round(((data[3 * i] as number) + (data[3 * i + 1] as number) + (data[3 * i + 2] as number)) / 3);
  const stored = { rows: height, columns: width, pixels: Uint8Array.from({ length: width * height }, (_, i) => mean(i)) };
  const orientation = exifBuffer ? orientationOf(exifBuffer.subarray(1)) : 1;
  return orientation === 1 ? stored : upright(stored, orientation);
}

/** What `read` reads of a file. Throws InputError. */
function decoded<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(name, 'a PNG or JPEG', 'a file that does not decode');
  }
}

// By its first bytes and not by its name.
const sizeOf = ({ name, bytes }: NamedFile) => decoded(name, () => (isPng(bytes) ? pngHead(bytes) : jpegSize(bytes)));
const greyOf = ({ name, bytes }: NamedFile): Grey => decoded(name, () => (isPng(bytes) ? greyOfPng(name, bytes) : greyOfJpeg(bytes)));

const folderOf = (file: string, under: number) => file.split('/').slice(under, -1).at(-1) ?? '';

/**
 * Pictures of one size, in the order of their names; the folders of `all`, which they are among, `under` so many that are none, are
 * the classes where there are several. `name` is the set’s. Throws InputError.
 */
export function readPictures(name: string, files: readonly NamedFile[], all: readonly NamedFile[], under = 0): ImageSet {
  let total = 0;
  // By what they say of themselves, before the first is decoded.
  for (const file of files) {
    const { rows, columns } = sizeOf(file);
    checkSize(file.name, rows, columns);
    total += rows * columns;
    if (total > MAX_TOGETHER_BYTES) throw new InputError(name, `at most ${MAX_TOGETHER_BYTES / 2 ** 20} million pixels in all`, 'more');
  }
  const images = files.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((file) => ({ file: file.name, ...greyOf(file) }));
  const [first] = images;
  if (!first) throw new InputError(name, 'at least one picture', 'none');
  const { rows, columns } = first;
  const other = images.find((image) => image.rows !== rows || image.columns !== columns);
  if (other) throw new InputError(other.file, `${rows} × ${columns} pixels, as ${first.file} has`, `${other.rows} × ${other.columns}`);
  const pixels = new Uint8Array(images.length * rows * columns);
  images.forEach((image, i) => {
    pixels.set(image.pixels, i * rows * columns);
  });
  const set = checkedImages(first.file, { name, rows, columns, count: images.length, pixels });
  const classes = [...new Set(all.map((file) => folderOf(file.name, under)))].sort();
  if (classes.length < 2 || classes.length > MOST_LABELS) return set;
  return { ...set, labels: Uint8Array.from(images, ({ file }) => classes.indexOf(folderOf(file, under))), classes };
}
