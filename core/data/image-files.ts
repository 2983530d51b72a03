// Which of the user's files are images, which are learnt from and which are held out.
import { MAX_TOGETHER_BYTES, megabytes, type NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { gunzipped } from '../io/gunzip.ts';
import { isIdx } from '../io/idx.ts';
import { type Part, pairKeyOf, partOf, saysLabels } from './file-words.ts';
import { imagesOfArrays, isNpy, readArray } from './image-arrays.ts';
import { alike, type ImageParts } from './image-parts.ts';
import { readImageTable } from './image-table.ts';
import type { ImageSet } from './images.ts';
import { isJpeg, isPng, readPictures } from './pictures.ts';

/** What is read, in the words of whoever refuses a file. */
const READ = 'PNG or JPEG pictures of one size, IDX, .npy, .npz or CSV, or a zip or folder of them';

type Kind = 'picture' | 'array' | 'table';

const endings: readonly (readonly [Kind, RegExp])[] = [
  ['picture', /\.(png|jpe?g)$/i],
  ['array', /\.(npy|idx)(\.gz)?$|idx\d[^/]*$/i],
  ['table', /\.(csv|tsv)(\.gz)?$/i],
];

/** Whether a file that is called so may be read as images. */
export const mayHoldImages = (name: string): boolean => /\.(npz|zip)$/i.test(name) || endings.some(([, ending]) => ending.test(name));

/** By its first bytes, and by its name where these do not tell. */
function kindOf({ name, bytes }: NamedFile): Kind | undefined {
  if (isPng(bytes) || isJpeg(bytes)) return 'picture';
  if (isNpy(bytes) || isIdx(bytes)) return 'array';
  return endings.find(([, ending]) => ending.test(name))?.[0];
}

/** A set of images that may be taken. */
interface Source {
  readonly name: string;
  readonly part: Part | undefined;
  readonly read: () => ImageSet;
}

/** Arrays of images, each with the labels that are called as it is; one pair is one, whatever it is called. */
function arraySources(name: string, files: readonly NamedFile[]): readonly Source[] {
  const told = files.some((file) => partOf(file.name) === 'train' && !saysLabels(file.name));
  // Where one is called train, those without such a name may be of no numbers at all.
  const arrays = files.filter((file) => !told || partOf(file.name) || saysLabels(file.name)).map(readArray);
  const isLabels = ({ file, shape }: (typeof arrays)[number]) => shape.length === 1 || saysLabels(file);
  const [images, labels] = [arrays.filter((one) => !isLabels(one)), arrays.filter(isLabels)];
  const labelsFor = (file: string) => {
    const [first, more] = labels;
    const parts = new Set([file, ...(first ? [first.file] : [])].flatMap((one) => partOf(one) ?? []));
    if (images.length === 1 && !more && parts.size < 2) return first;
    const [one, other] = labels.filter((each) => pairKeyOf(each.file) === pairKeyOf(file));
    if (other) throw new InputError(name, `one file of labels for ${file}`, `${one?.file} and ${other.file}`);
    return one;
  };
  const pairs = images.map((one) => ({ one, labels: labelsFor(one.file) }));
  if (images.length > 0 && labels.length > 0 && pairs.every((pair) => !pair.labels))
    throw new InputError(
      name,
      'labels that are called as their images are',
      labels
        .map(({ file }) => file)
        .join(', ')
        .slice(0, 80),
    );
  return pairs.map(({ one, labels: own }) => ({ name: one.file, part: partOf(one.file), read: () => imagesOfArrays(name, one, own) }));
}

/** Pictures, apart where all lie in folders of one depth that are called train and test. */
function pictureSources(name: string, files: readonly NamedFile[]): readonly Source[] {
  if (files.length === 0) return [];
  const folders = files.map((file) => file.name.split('/').slice(0, -1));
  const deepest = folders.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
  for (let depth = 0; depth < deepest; depth += 1) {
    const parts = folders.map((folder) => partOf(folder[depth] as string));
    const distinct = [...new Set(parts)];
    if (distinct.length < 2 || distinct.includes(undefined)) continue;
    return distinct.map((part) => {
      const [at, own] = [parts.indexOf(part), files.filter((_, i) => parts[i] === part)];
      const from = folders[at]?.slice(0, depth + 1).join('/') ?? '';
      return { name: from, part, read: () => ({ ...readPictures(name, own, files, depth + 1), from }) };
    });
  }
  return [{ name, part: undefined, read: () => readPictures(name, files, files) }];
}

const tableSources = (name: string, files: readonly NamedFile[]): readonly Source[] =>
  files.map((file) => ({ name: file.name, part: partOf(file.name), read: () => readImageTable(name, file) }));

/** Those that are learnt from and held out: one set, or two that are called train and test, or validation where there is no test. */
function partsOf(name: string, sources: readonly Source[]): ImageParts {
  const called = (part: Part) => sources.filter((source) => source.part === part);
  const train = called('train');
  const chosen = train.length > 0 ? sources.filter(({ part }) => part) : sources;
  const [only, second, third] = chosen;
  if (only && !second) return { training: only.read() };
  const [heldOut] = [...called('test'), ...called('validation')];
  if (third || train.length !== 1 || !heldOut)
    throw new InputError(
      name,
      'one set of images, or two that are called train and test',
      chosen
        .map((one) => one.name)
        .join(', ')
        .slice(0, 120),
    );
  return alike((train[0] as Source).read(), heldOut.read());
}

/**
 * Images in the files of a zip, a folder or a choice: arrays, or else pictures, or else tables; other files beside them are left alone. `name` is the
 * set’s. Throws InputError.
 */
export function readImageFiles(name: string, given: readonly NamedFile[]): ImageParts {
  let total = 0;
  const files = given.map((file) => {
    const bytes = gunzipped(file.name, file.bytes);
    total += bytes.length;
    if (total > MAX_TOGETHER_BYTES) throw new InputError(name, `at most ${megabytes(MAX_TOGETHER_BYTES)} when unpacked`, 'more');
    return { name: file.name, bytes };
  });
  const of = (kind: Kind) => files.filter((file) => kindOf(file) === kind);
  const arrays = arraySources(name, of('array'));
  const sources = [arrays, pictureSources(name, of('picture')), tableSources(name, of('table'))].find(({ length }) => length > 0);
  const names = files.map((file) => file.name).join(', ');
  if (!sources) throw new InputError(name, READ, names === name ? 'a file of another kind' : names.slice(0, 80) || 'no files');
  return partsOf(name, sources);
}
