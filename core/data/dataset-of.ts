// Files become the data of a lab: a set that ships, or the user’s own numbers or images.

import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { unpacked } from '../io/unzip.ts';
import type { Dataset, ShippedSet } from './dataset.ts';
import { fixedRandom } from './fixed-random.ts';
import { readImageFiles } from './image-files.ts';
import type { ImageSet } from './images.ts';
import { readNumbers } from './numbers.ts';
import { shippedImages } from './shipped-images.ts';
import { split } from './split.ts';

/** The part of a set that nobody kept apart which is held out. */
const HELD_OUT = 0.2;

const parts = (set: ImageSet): NonNullable<Dataset['images']> => {
  const { train: training, heldOut } = split(set, HELD_OUT, fixedRandom());
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

/** What several files are called together: after the folder they are in, or the first of them. */
function nameOf(files: readonly NamedFile[]): string {
  const [first] = files;
  if (!first) return 'images';
  const folder = first.name.split('/')[0] ?? '';
  const shared = folder !== first.name && files.every(({ name }) => name.startsWith(`${folder}/`));
  return shared ? folder : `${first.name.split('/').at(-1)} and ${files.length - 1} more`;
}

/** The user’s own images: one file of them, a zip, or files that were chosen together or lay in a folder; parted, unless some lie there apart. Throws InputError. */
function readOwnImages(files: readonly NamedFile[], parted: (set: ImageSet) => NonNullable<Dataset['images']>): Dataset {
  const [first, second] = files;
  const name = first && !second ? first.name : nameOf(files);
  const { training, heldOut } = readImageFiles(name, unpacked(files));
  return { name, columns: {}, images: heldOut ? { training, heldOut } : parted(training) };
}

/** The user’s own images as a stream: all of them, in the order of their file or of their names. Throws InputError. */
export const readStream = (files: readonly NamedFile[]): Dataset => readOwnImages(files, (set) => ({ training: set, heldOut: set }));

/** The user’s files as what a lab takes: images, of which a fifth is held out, or else numbers, which are one file. Throws InputError. */
export function readOwn(takes: 'images' | undefined, files: readonly NamedFile[]): Dataset {
  if (takes === 'images') return readOwnImages(files, parts);
  const [first, second] = files;
  if (!first || second) throw new InputError('data', 'one file of numbers', first ? `${files.length} files` : 'none');
  return readNumbers(first.name, first.bytes);
}
