// The files in a zip, unpacked within bounds; NumPy's .npz is one.
import { isWanted, MAX_TOGETHER_BYTES, megabytes, type NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { zipContents } from './zip-contents.ts';

const isZip = ({ name }: NamedFile) => /\.(zip|npz)$/i.test(name);

/** Some writers part folders as their system does; the format knows slashes alone. */
const slashed = (name: string) => name.replaceAll('\\', '/');

interface Room {
  left: number;
}

function filesIn({ name, bytes }: NamedFile, room: Room): readonly NamedFile[] {
  const fits = (size: number) => {
    room.left -= size;
    if (room.left < 0) throw new InputError(name, `at most ${megabytes(MAX_TOGETHER_BYTES)} when unpacked`, 'more');
    return true;
  };
  // What is stored comes out as it is, whatever is said to come out.
  const files = zipContents(name, bytes, (file) => isWanted(slashed(file.name)) && fits(Math.max(file.size, file.originalSize)));
  return Object.entries(files).map(([file, content]) => ({ name: slashed(file), bytes: content }));
}

const createRoom = (): Room => ({ left: MAX_TOGETHER_BYTES });

/** The user’s files of a zip. Throws InputError for what is none, and for one that unpacks to more than `MAX_TOGETHER_BYTES`. */
export const unzipped = (file: NamedFile): readonly NamedFile[] => filesIn(file, createRoom());

/** The files themselves, those of a zip where there is one, and of archives of arrays in that. Throws InputError, as `unzipped` does for all together. */
export function unpacked(files: readonly NamedFile[]): readonly NamedFile[] {
  const room = createRoom();
  const inside = (file: NamedFile) => (/\.npz$/i.test(file.name) ? filesIn(file, room) : [file]);
  return files.flatMap((file) => (isZip(file) ? filesIn(file, room).flatMap(inside) : isWanted(file.name) ? [file] : []));
}

/** The names of `unpacked(files)`, nothing unpacked: those of a zip that is none are left out. */
export function namesIn(files: readonly NamedFile[]): readonly string[] {
  const names: string[] = [];
  for (const file of files) {
    if (!isZip(file)) names.push(file.name);
    else {
      try {
        zipContents(file.name, file.bytes, ({ name }) => isWanted(slashed(name)) && names.push(slashed(name)) < 0);
      } catch {
        // Whoever reads it says so.
      }
    }
  }
  return names;
}
