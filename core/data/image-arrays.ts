// Images and labels in arrays of numbers: IDX and NumPy's .npy, which are the same once they are read.
import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { gunzipped } from '../io/gunzip.ts';
import { readIdx } from '../io/idx.ts';
import { readNpy } from '../io/npy.ts';
import { checkedImages, checkedLabels, checkSize, greyLevels, type ImageSet, sideOf } from './images.ts';

interface StoredArray {
  readonly file: string;
  readonly shape: readonly number[];
  readonly values: Uint8Array | Float64Array;
}

/** Whether a file, unpacked, begins as a .npy file does. */
export const isNpy = (bytes: Uint8Array): boolean => bytes[0] === 0x93 && bytes[1] === 0x4e;

/** An IDX or .npy file, gzipped or not. Throws InputError. */
export function readArray({ name: file, bytes }: NamedFile): StoredArray {
  const content = gunzipped(file, bytes);
  return { file, ...(isNpy(content) || /\.npy(\.gz)?$/i.test(file) ? readNpy : readIdx)(file, content) };
}

/** Rows and columns of each image; those of one axis are square. */
function sizesOf({ file, shape }: StoredArray): readonly [rows: number, columns: number] {
  const [, ...axes] = shape;
  // One channel may be told, behind or before rows and columns.
  const [rows, columns] = axes.length === 3 && axes[2] === 1 ? axes : axes.length === 3 && axes[0] === 1 ? axes.slice(1) : axes;
  if (rows !== undefined && axes.length === 1) return [sideOf(file, rows), sideOf(file, rows)];
  if (rows === undefined || columns === undefined || axes.length > 3 || (axes.length === 3 && axes[0] !== 1 && axes[2] !== 1))
    throw new InputError(file, 'count × rows × columns', shape.join(' × ') || 'a single number');
  return [rows, columns];
}

/** One label an image, [count] or [count, 1]. */
function labelsOf({ file, shape, values }: StoredArray, count: number, classes: readonly string[] | undefined): Uint8Array {
  if (shape.length < 1 || shape.slice(1).some((size) => size !== 1) || shape.length > 2)
    throw new InputError(file, 'one label an image', shape.join(' × ') || 'a single number');
  const odd = Array.prototype.find.call(values, (value: number) => !(Number.isInteger(value) && value >= 0 && value <= 255));
  if (odd !== undefined) throw new InputError(file, 'labels that are whole numbers from 0 to 255', String(odd));
  return checkedLabels(file, Uint8Array.from(values), count, classes);
}

/**
 * Images [count, rows, columns], with an axis of 1 behind or before rows and columns or not, or [count, pixels] of square ones; bytes, truth values
 * or other numbers from 0 to 1 or 0 to 255; and labels [count] if there are any. Throws InputError.
 */
export function imagesOfArrays(name: string, images: StoredArray, labels?: StoredArray, classes?: readonly string[]): ImageSet {
  const { file, shape, values } = images;
  const [count = 0] = shape;
  const [rows, columns] = sizesOf(images);
  checkSize(file, rows, columns);
  const pixels = greyLevels(file, values, (i) => `image ${Math.floor(i / (rows * columns)) + 1}`);
  const from = labels ? `${file} with ${labels.file}` : file;
  const set = checkedImages(file, { name, rows, columns, count, pixels, from, ...(classes && { classes }) });
  return labels ? { ...set, labels: labelsOf(labels, count, classes) } : set;
}

/** The same of files, IDX or .npy, gzipped or not. Throws InputError. */
export const readArrayImages = (name: string, images: NamedFile, labels?: NamedFile, classes?: readonly string[]): ImageSet =>
  imagesOfArrays(name, readArray(images), labels && readArray(labels), classes);
