// Images in files of their own: PNGs and JPEGs in folders that name their classes; or a pair of IDX files.
import { decode as decodeJpeg } from 'jpeg-js';
import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { greyOfPng, pngHead } from './grey-png.ts';
import { type ImageSet, readIdxImages } from './images.ts';
import { type Grey, orientationOf, upright } from './upright.ts';

/** Far above any image that a network here learns from: what is declared larger is not decoded. */
const MOST_MEGAPIXELS = 20;
const MOST_LABELS = 256;

const isPng = (bytes: Uint8Array) => bytes[0] === 0x89 && bytes[1] === 0x50;

/** The mean of its colours, turned as its camera was held. */
function greyOfJpeg(bytes: Uint8Array): Grey {
  // Its types leave out the Exif segment, which begins with the second of the two zeros after the name.
  const decoded: { width: number; height: number; data: Uint8Array; exifBuffer?: Uint8Array } = decodeJpeg(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: MOST_MEGAPIXELS,
  });
  const { width, height, data, exifBuffer } = decoded;
  const mean = (i: number) => Math.round(((data[3 * i] as number) + (data[3 * i + 1] as number) + (data[3 * i + 2] as number)) / 3);
  const stored = { rows: height, columns: width, pixels: Uint8Array.from({ length: width * height }, (_, i) => mean(i)) };
  const orientation = exifBuffer ? orientationOf(exifBuffer.subarray(1)) : 1;
  return orientation === 1 ? stored : upright(stored, orientation);
}

/** By its first bytes and not by its name. Throws InputError. */
function greyOf({ name, bytes }: NamedFile): Grey {
  try {
    if (!isPng(bytes)) return greyOfJpeg(bytes);
    if (pngHead(bytes).megapixels > MOST_MEGAPIXELS) throw new RangeError('too many pixels');
    return greyOfPng(name, bytes);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(name, `a PNG or JPEG of at most ${MOST_MEGAPIXELS} megapixels`, 'a file that does not decode');
  }
}

function pictureSet(name: string, files: readonly NamedFile[]): ImageSet {
  const images = files.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((file) => ({ file: file.name, ...greyOf(file) }));
  const [first] = images;
  if (!first) throw new InputError(name, 'PNGs, JPEGs, or a pair of IDX files', 'neither');
  const { rows, columns } = first;
  const other = images.find((image) => image.rows !== rows || image.columns !== columns);
  if (other) throw new InputError(other.file, `${rows} × ${columns} pixels, as ${first.file} has`, `${other.rows} × ${other.columns}`);
  const pixels = new Uint8Array(images.length * rows * columns);
  images.forEach((image, i) => {
    pixels.set(image.pixels, i * rows * columns);
  });
  const folder = (file: string) => file.split('/').at(-2) ?? '';
  const classes = [...new Set(images.map(({ file }) => folder(file)))].sort();
  if (classes.length < 2 || classes.length > MOST_LABELS) return { name, rows, columns, count: images.length, pixels };
  const labels = Uint8Array.from(images, ({ file }) => classes.indexOf(folder(file)));
  return { name, rows, columns, count: images.length, pixels, labels, classes };
}

const isImages = ({ name }: NamedFile) => /idx3/i.test(name);
const isLabels = ({ name }: NamedFile) => /idx1/i.test(name);

/**
 * Two pairs of IDX files, as MNIST has them: what is called `train`, and what `t10k` or `test` and is held out. Undefined for other files. Throws
 * InputError for several files of images that are not called so.
 */
export function readImagePairs(
  name: string,
  files: readonly NamedFile[],
): { readonly training: ImageSet; readonly heldOut: ImageSet } | undefined {
  const images = files.filter(isImages);
  if (images.length < 2) return undefined;
  const called = (word: RegExp) => (file: NamedFile) => word.test(file.name.split('/').at(-1) ?? '');
  const read = (word: RegExp): ImageSet | undefined => {
    const [one, other] = images.filter(called(word));
    return one && !other ? readIdxImages(name, one, files.filter(isLabels).find(called(word))) : undefined;
  };
  const [training, heldOut] = [read(/train/i), read(/t10k|test/i)];
  if (!training || !heldOut || images.length > 2)
    throw new InputError(name, 'one pair of IDX files, or two that are called train and t10k', `${images.length} files of images`);
  if (training.rows !== heldOut.rows || training.columns !== heldOut.columns)
    throw new InputError(name, `${training.rows} × ${training.columns} pixels held out, too`, `${heldOut.rows} × ${heldOut.columns}`);
  return { training, heldOut };
}

/** Images in the files of a zip, a folder or a choice; other files beside them are left alone. `name` is the set’s. Throws InputError. */
export function readImageFiles(name: string, files: readonly NamedFile[]): ImageSet {
  const images = files.find(isImages);
  if (images) return readIdxImages(name, images, files.find(isLabels));
  return pictureSet(
    name,
    files.filter((one) => /\.(png|jpe?g)$/i.test(one.name)),
  );
}
