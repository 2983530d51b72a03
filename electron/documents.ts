// Files that the user chose in a dialog or handed to the app: read within bounds, written, and remembered.
import { randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { access, readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type HostFile, MAX_FILE_BYTES, MAX_TOGETHER_BYTES, megabytes } from '../core/base/files.ts';
import { writeWhole } from '../core/base/write-whole.ts';
import { fileKinds } from '../core/contract/bridge.ts';

/** A fault that the user can see to: its message is the one line shown. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

const faults: Readonly<Record<string, string>> = {
  ENOENT: 'it is no longer there',
  EACCES: 'its permissions forbid it',
  EPERM: 'its permissions forbid it',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
};

const because = (error: unknown): string => {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown fault';
  return faults[code] ?? code;
};

/** The file's name and bytes. Throws a Refusal, before reading, for one that is too large. */
export async function readDocument(path: string): Promise<HostFile> {
  const name = basename(path);
  try {
    const found = await stat(path);
    // A device or a pipe may never end.
    if (!found.isFile() && !found.isDirectory()) throw new Refusal(`${name}: expected a file, got a device or a pipe`);
    const { size } = found;
    if (size > MAX_FILE_BYTES) throw new Refusal(`${name}: expected at most ${megabytes(MAX_FILE_BYTES)}, got ${megabytes(size)}`);
    return { name, bytes: new Uint8Array(await readFile(path)) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${name}: cannot be read, ${because(error)}`);
  }
}

/** Files that were chosen together, each read by `read`. Throws a Refusal once they are too many to hold. */
export async function readTogether(paths: readonly string[], read: (path: string) => Promise<HostFile>): Promise<readonly HostFile[]> {
  const files: HostFile[] = [];
  let total = 0;
  for (const path of paths) {
    const file = await read(path);
    total += file.bytes.length;
    if (total > MAX_TOGETHER_BYTES) throw new Refusal(`files: expected at most ${megabytes(MAX_TOGETHER_BYTES)} together, got more`);
    files.push(file);
  }
  return files;
}

/** Writes the bytes whole: where that fails the file is as it was. Throws a Refusal. */
export async function writeDocument(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeWhole(disk, path, bytes, randomUUID());
  } catch (error) {
    throw new Refusal(`${basename(path)}: cannot be written, ${because(error)}`);
  }
}

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The extension of a name, lower case and without its dot. */
export const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase();

/** The path with the extension of `name`, unless it has it already. */
export function withExtensionOf(name: string, path: string): string {
  const extension = extensionOf(name);
  return extension === '' || extensionOf(path) === extension ? path : `${path}.${extension}`;
}

export const isSession = (path: string): boolean => (fileKinds.session as readonly string[]).includes(extensionOf(path));

/** The file that a command line names: its last argument with an extension that can be opened. */
export function documentArgument(argv: readonly string[]): string | undefined {
  const openable: readonly string[] = fileKinds.any;
  return argv.slice(1).findLast((argument) => !argument.startsWith('-') && openable.includes(extensionOf(argument)));
}
