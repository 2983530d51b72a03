// Sets of grey images, all of one size, and their readers.
import { csvParseRows } from 'd3-dsv';
import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { gunzipped } from '../io/gunzip.ts';
import { readIdx } from '../io/idx.ts';
import { readNpy } from '../io/npy.ts';

// Every host has it; the language's own library does not declare it.
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

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
}

const checked = (file: string, set: ImageSet): ImageSet => {
  if (set.count === 0 || set.rows === 0 || set.columns === 0)
    throw new InputError(file, 'at least one image of at least one pixel', 'none');
  return set;
};

function labelsOf(file: string, labels: Uint8Array, count: number, classes: readonly string[] | undefined): Uint8Array {
  if (labels.length !== count) throw new InputError(file, `${count} labels, one for each image`, String(labels.length));
  const unknown = classes && labels.find((label) => label >= classes.length);
  if (unknown !== undefined) throw new InputError(file, `labels below ${classes?.length}`, String(unknown));
  return labels;
}

/** A pair of IDX files, gzipped or not: images [count, rows, columns], and labels [count] if there are any. Throws InputError. */
export function readIdxImages(name: string, images: NamedFile, labels?: NamedFile, classes?: readonly string[]): ImageSet {
  const { shape, values } = readIdx(images.name, images.bytes);
  const [count = 0, rows = 0, columns = 0] = shape;
  if (shape.length !== 3) throw new InputError(images.name, 'count × rows × columns', shape.join(' × '));
  const set = checked(images.name, { name, rows, columns, count, pixels: values, ...(classes && { classes }) });
  if (!labels) return set;
  const read = readIdx(labels.name, labels.bytes);
  if (read.shape.length !== 1) throw new InputError(labels.name, 'one label an image', read.shape.join(' × '));
  return { ...set, labels: labelsOf(labels.name, read.values, count, classes) };
}

/** Numbers from 0 to `white` as 0 to 255, rounded. Throws InputError at the first that is not within them. */
function greyOf(file: string, values: ArrayLike<number>, white: number, place: (i: number) => string): Uint8Array {
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < pixels.length; i += 1) {
    const value = values[i] as number;
    if (!(value >= 0 && value <= white)) throw new InputError(file, `pixels from 0 to ${white}`, `${value} in ${place(i)}`);
    pixels[i] = Math.round((value / white) * 255);
  }
  return pixels;
}

/** What white is where nobody says: 1 if no number is larger, else 255. */
function whiteOf(values: ArrayLike<number>): number {
  for (let i = 0; i < values.length; i += 1) if ((values[i] as number) > 1) return 255;
  return 1;
}

function sideOf(file: string, pixels: number): number {
  const side = Math.round(Math.sqrt(pixels));
  if (side * side !== pixels || side === 0) throw new InputError(file, 'square images', `${pixels} pixels an image`);
  return side;
}

/**
 * A .npy file of images: [count, rows, columns], with a last axis of 1 or not, or [count, pixels] of square ones; bytes, truth values or
 * other numbers from 0 to 1 or 0 to 255. Throws InputError.
 */
export function readNpyImages(name: string, images: NamedFile): ImageSet {
  const { shape, values } = readNpy(images.name, gunzipped(images.name, images.bytes));
  const [count = 0, rows = 0, columns = 0, last] = shape;
  if (shape.length < 2 || shape.length > 4 || (shape.length === 4 && last !== 1))
    throw new InputError(images.name, 'count × rows × columns', shape.join(' × ') || 'a single number');
  const [height, width] = shape.length === 2 ? [sideOf(images.name, rows), sideOf(images.name, rows)] : [rows, columns];
  const place = (i: number) => `image ${Math.floor(i / (height * width)) + 1}`;
  const pixels = greyOf(images.name, values, whiteOf(values), place);
  return checked(images.name, { name, rows: height, columns: width, count, pixels });
}

/** What a table of images does not say itself. */
export interface ImageTableOptions {
  /** The number that is white; without it 1 if no number is larger, else 255. */
  readonly white?: number;
  /** Where the label is in a table without a row of names. */
  readonly label?: 'first' | 'last';
  readonly classes?: readonly string[];
}

/**
 * A CSV file, gzipped or not, with a square image in each row. With a row of names, the first or the last column may be named `label`;
 * without, `options` say where labels are. Labels are whole numbers from 0 to 255. Throws InputError.
 */
export function readCsvImages(name: string, file: NamedFile, options: ImageTableOptions = {}): ImageSet {
  const { white, classes } = options;
  const text = new TextDecoder().decode(gunzipped(file.name, file.bytes)).replace(/^\ufeff/, '');
  const rows = csvParseRows(text).filter((row) => row.length > 1 || row[0]?.trim() !== '');
  const [first] = rows;
  if (!first) throw new InputError(file.name, 'an image in each row', 'an empty file');
  const named = first.some((cell) => cell.trim() !== '' && Number.isNaN(Number(cell)));
  const names = first.map((cell) => cell.trim().toLowerCase());
  const label = named ? (names[0] === 'label' ? 'first' : names.at(-1) === 'label' ? 'last' : undefined) : options.label;
  const body = named ? rows.slice(1) : rows;
  const cells = first.length;
  const count = body.length;
  const size = cells - (label ? 1 : 0);
  const side = sideOf(file.name, size);
  const from = label === 'first' ? 1 : 0;
  const line = (row: number) => row + (named ? 2 : 1);
  const values = new Float64Array(count * size);
  const labels = new Uint8Array(label ? count : 0);
  body.forEach((row, at) => {
    if (row.length !== cells) throw new InputError(file.name, `${cells} cells in row ${line(at)}`, String(row.length));
    for (let i = 0; i < size; i += 1) {
      const cell = row[from + i] as string;
      const value = cell.trim() === '' ? Number.NaN : Number(cell);
      if (Number.isNaN(value))
        throw new InputError(file.name, 'numbers', `"${cell.slice(0, 40)}" in row ${line(at)}, column ${from + i + 1}`);
      values[at * size + i] = value;
    }
    if (!label) return;
    const cell = row[label === 'first' ? 0 : size] as string;
    if (!/^\s*\d{1,3}(\.0*)?\s*$/.test(cell) || Number(cell) > 255)
      throw new InputError(file.name, 'labels from 0 to 255', `"${cell.slice(0, 40)}" in row ${line(at)}`);
    labels[at] = Number(cell);
  });
  const pixels = greyOf(
    file.name,
    values,
    white ?? whiteOf(values),
    (i) => `row ${line(Math.floor(i / size))}, column ${from + (i % size) + 1}`,
  );
  const set: ImageSet = { name, rows: side, columns: side, count, pixels, ...(classes && { classes }) };
  return checked(file.name, label ? { ...set, labels: labelsOf(file.name, labels, count, classes) } : set);
}
