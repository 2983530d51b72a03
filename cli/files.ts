// Files that the user names: read and written, with what goes wrong told in one line.
import { randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isWanted, MAX_FILE_BYTES, MAX_TOGETHER_BYTES, megabytes, type NamedFile } from '../core/base/files.ts';
import { InputError } from '../core/base/input-error.ts';
import { writeWhole } from '../core/base/write-whole.ts';

/** The line for what the operating system refused; anything else stays what it is. */
export function refusal(error: unknown, parameter: string, expected: string, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? error : new InputError(parameter, expected, `${path} (${code})`);
}

/** The bytes of a file of the user's, unless it is too large to be what was meant. */
export async function readInput(parameter: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const found = await stat(path);
    // A device or a pipe may never end.
    if (!found.isFile()) throw new InputError(basename(path), 'a file', found.isDirectory() ? 'a folder' : 'a device or a pipe');
    const { size } = found;
    if (size > MAX_FILE_BYTES) throw new InputError(basename(path), `at most ${megabytes(MAX_FILE_BYTES)}`, megabytes(size));
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw refusal(error, parameter, 'a file that can be read', path);
  }
}

/** The files of a path: itself, or those within the folder that it is, hidden ones left out, named as they lie there. */
export async function readInputs(parameter: string, path: string, wants: (name: string) => boolean): Promise<readonly NamedFile[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [{ name: basename(path), bytes: await readInput(parameter, path) }];
    const folder = basename(resolve(path));
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((name) => isWanted(name) && wants(name))
      .sort();
    const files: NamedFile[] = [];
    let total = 0;
    for (const name of names) {
      const bytes = await readInput(parameter, join(path, name));
      total += bytes.length;
      if (total > MAX_TOGETHER_BYTES) throw new InputError(folder, `at most ${megabytes(MAX_TOGETHER_BYTES)} of files`, 'more');
      files.push({ name: `${folder}/${name}`, bytes });
    }
    return files;
  } catch (error) {
    throw refusal(error, parameter, 'a file or folder that can be read', path);
  }
}

/** Writes a file: it is there whole, or as it was. */
export const writeAll = (path: string, content: string | Uint8Array): Promise<void> => writeWhole(disk, path, content, randomUUID());

/** Writes files into a folder, which is made where it is missing: each is there whole, or as it was. */
export async function writeFiles(
  folder: string,
  files: AsyncIterable<readonly [name: string, content: string | Uint8Array]>,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for await (const [name, content] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeAll(join(folder, name), content);
    }
  } catch (error) {
    throw refusal(error, 'out', 'a folder that can be written', folder);
  }
}
