// Files that the user names: read and written, with what goes wrong told in one line.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MAX_FILE_BYTES } from '../core/contract/bridge.ts';
import { InputError } from '../core/lab/input-error.ts';

/** The line for what the operating system refused; anything else stays what it is. */
export function refusal(error: unknown, parameter: string, expected: string, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined ? error : new InputError(parameter, expected, `${path} (${code})`);
}

/** The bytes of a file of the user's, unless it is too large to be what was meant. */
export async function readInput(parameter: string, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const megabytes = (size: number) => `${Math.ceil(size / 1024 / 1024)} MB`;
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) throw new InputError(basename(path), `at most ${megabytes(MAX_FILE_BYTES)}`, megabytes(size));
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw refusal(error, parameter, 'a file that can be read', path);
  }
}

/** Writes files into a folder, which is made where it is missing. */
export async function writeFiles(
  folder: string,
  files: AsyncIterable<readonly [name: string, content: string | Uint8Array]>,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for await (const [name, content] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
  } catch (error) {
    throw refusal(error, 'out', 'a folder that can be written', folder);
  }
}
