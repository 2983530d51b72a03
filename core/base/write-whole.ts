// A file that is there whole, or as it was: written beside its place, flushed, then renamed. Hosts lend the disk.

interface Handle {
  /** All of it, however many writes that takes. Rejects where there is no room. */
  writeFile(content: string | Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What of Node’s `fs/promises` it takes. */
export interface Disk {
  open(path: string, flags: 'wx', mode?: number): Promise<Handle>;
  stat(path: string): Promise<{ readonly mode: number }>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

/** Puts `content` in the place of `path`, which may be a link; `mark` tells the file beside it from all others. Rejects, and leaves what was there. */
export async function writeWhole(disk: Disk, path: string, content: string | Uint8Array, mark: string): Promise<void> {
  const place = await disk.realpath(path).catch(() => path);
  const before = await disk.stat(place).catch(() => undefined);
  const beside = `${place}.${mark}`;
  try {
    const handle = await disk.open(beside, 'wx', before && before.mode & 0o777);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.rename(beside, place);
  } catch (error) {
    await disk.rm(beside, { force: true }).catch(() => {});
    throw error;
  }
}
