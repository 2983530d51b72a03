// Reads a file that is served: one that lies below the folder, however a link may point.
import { readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';

/** Its bytes; undefined where it is missing, or a link leads out of `root`. */
export async function readServed(root: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const [folder, file] = await Promise.all([realpath(root), realpath(join(root, path))]);
    const way = relative(folder, file);
    if (way === '' || way.startsWith('..') || isAbsolute(way)) return undefined;
    return new Uint8Array(await readFile(file));
  } catch {
    return undefined;
  }
}
