// Files become the data of a lab: a set that ships, or the user’s own images.
import { readNumbers } from '../io/numbers.ts';
import type { Dataset, ShippedSet } from '../lab/dataset.ts';
import { createRandom } from '../prob/random.ts';
import { type ImageSet, readCsvImages, readIdxImages, readNpyImages } from './images.ts';
import { shippedImages } from './shipped-images.ts';
import { split } from './split.ts';
import { readZipImages } from './zip-images.ts';

/** The part of a set that nobody kept apart which is held out. */
const HELD_OUT = 0.2;
const SPLIT_SEED = 1;

const parts = (set: ImageSet): NonNullable<Dataset['images']> => {
  const { train: training, heldOut } = split(set, HELD_OUT, createRandom(SPLIT_SEED));
  return { training, heldOut };
};

const imagesNamed = (name: string) => {
  const found = Object.hasOwn(shippedImages, name) ? shippedImages[name as keyof typeof shippedImages] : undefined;
  if (!found) throw new Error(`no images named ${name} ship`);
  return found;
};

/** A set that ships, from the contents of its files in the order of `filesOf`. Throws InputError for files that are not these. */
export function datasetOf(option: string, set: ShippedSet, contents: readonly Uint8Array[]): Dataset {
  if (set.images) {
    const training = imagesNamed(set.images.training);
    const first = training.read(contents.slice(0, training.files.length));
    if (!set.images.heldOut) return { name: option, columns: {}, images: parts(first) };
    const heldOut = imagesNamed(set.images.heldOut).read(contents.slice(training.files.length));
    return { name: option, columns: {}, images: { training: first, heldOut } };
  }
  const { columns } = readNumbers(set.file ?? option, contents[0] ?? new Uint8Array());
  const names = set.columns ?? Object.keys(columns);
  return { name: option, columns: Object.fromEntries(names.map((name) => [name, columns[name] as Float64Array])) };
}

/** The user’s own images, by the kind of file: .npy, .csv with an image a row, .zip of PNGs or of IDX, or IDX; a fifth is held out. Throws InputError. */
export function readOwnImages(name: string, bytes: Uint8Array): Dataset {
  const file = { name, bytes };
  const kind = name.toLowerCase().replace(/\.gz$/, '');
  const set = kind.endsWith('.npy')
    ? readNpyImages(name, file)
    : kind.endsWith('.csv')
      ? readCsvImages(name, file)
      : kind.endsWith('.zip')
        ? readZipImages(name, file)
        : readIdxImages(name, file);
  return { name, columns: {}, images: parts(set) };
}
