// The files in a zip, unpacked within bounds; NumPy's .npz is one.
import { unzipSync } from 'fflate';
import { isWanted, MAX_TOGETHER_BYTES, megabytes, type NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { zipContents } from './zip-contents.ts';

const isZip = ({ name }: NamedFile) => /\.(zip|npz)$/i.test(name);

/** Some writers part folders as their system does; the format knows slashes alone. */
const slashed = (name: string) => name.replaceAll('\\', '/');

/** The user’s files of a zip. Throws InputError for what is none, and for one that unpacks to more than `MAX_TOGETHER_BYTES`. */
export function unzipped({ name, bytes }: NamedFile): readonly NamedFile[] {
  let total = 0;
  const fits = (size: number) => {
    total += size;
    if (total > MAX_TOGETHER_BYTES) throw new InputError(name, `at most ${megabytes(MAX_TOGETHER_BYTES)} when unpacked`, 'more');
    return true;
  };
  const files = zipContents(name, bytes, (file) => isWanted(slashed(file.name)) && fits(file.originalSize));
  return Object.entries(files).map(([file, content]) => ({ name: slashed(file), bytes: content }));
}

/** The files themselves, those of a zip where there is one. Throws InputError. */
export const unpacked = (files: readonly NamedFile[]): readonly NamedFile[] =>
  files.flatMap((file) => (isZip(file) ? unzipped(file) : isWanted(file.name) ? [file] : []));

/** The names of `unpacked(files)`, nothing unpacked: those of a zip that is none are left out. */
export function namesIn(files: readonly NamedFile[]): readonly string[] {
  const names: string[] = [];
  for (const file of files) {
    if (!isZip(file)) names.push(file.name);
    else {
      try {
        unzipSync(file.bytes, { filter: ({ name }) => isWanted(slashed(name)) && names.push(slashed(name)) < 0 });
      } catch {
        // Whoever reads it says so.
      }
    }
  }
  return names;
}
