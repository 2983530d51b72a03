// One process at a time writes what `--out` names: a lock beside it says which.
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as z from 'zod/mini';
import { exactJson } from '../core/base/exact-json.ts';
import { InputError } from '../core/base/input-error.ts';
import { refusal } from './files.ts';

const Owner = z.object({ process: z.int().check(z.minimum(1)), host: z.string() });
type Owner = z.infer<typeof Owner>;

const code = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Whose lock it is; undefined of one that is gone, or was torn while it was written. */
async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    return Owner.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** How often whoever has a lock says so, and after how long a silence it is left, in ms. */
const TOUCH = 20_000;
const SILENCE = 120_000;

/** Whether a process of this machine has ended. */
function hasEnded({ process: id }: Owner): boolean {
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return code(error) === 'ESRCH';
  }
}

/** Whether nobody has it any more: of another machine’s, and of one that was torn while it was written, its silence tells. */
async function isLeft(file: string): Promise<boolean> {
  const owner = await ownerOf(file);
  if (owner?.host === hostname()) return hasEnded(owner);
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > SILENCE;
}

/** Makes the lock; false where there is one. */
async function made(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(exactJson({ process: process.pid, host: hostname() }));
    } catch (error) {
      // Where there is no room for it nobody is kept out.
      await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (code(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Locks `path` by the file `lock`, and gives what unlocks it. The lock of a process that has ended, and another machine’s that was not
 * touched for two minutes, is taken over, which `told` is told. Throws InputError
 * where another process writes there, or nothing can be written.
 */
export async function locked(
  what: 'file' | 'folder',
  path: string,
  lock: string,
  told: (line: string) => void,
): Promise<() => Promise<void>> {
  try {
    while (!(await made(lock))) {
      const owner = await ownerOf(lock);
      if (!(await isLeft(lock))) {
        const whose = owner ? `process ${owner.process} of ${owner.host} writes there` : 'another process writes there';
        throw new InputError('out', `a ${what} that nobody else writes to`, `${path}: ${whose}, says ${lock}`);
      }
      // Whoever moves it away has it; another that tries at the same moment finds nothing to move, or puts back what is no longer left.
      const old = `${lock}.${process.pid}`;
      try {
        await rename(lock, old);
      } catch (error) {
        if (code(error) === 'ENOENT') continue;
        throw error;
      }
      const left = await isLeft(old);
      if (!left) await link(old, lock).catch(() => {});
      await rm(old, { force: true });
      if (!left) continue;
      told(`out: ${path} was left locked${owner ? ` by process ${owner.process} of ${owner.host}, which has ended` : ''}\n`);
    }
    const touching = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => {}), TOUCH).unref();
    return async () => {
      clearInterval(touching);
      await rm(lock, { force: true });
    };
  } catch (error) {
    throw refusal(error, 'out', `a ${what} that can be written`, path);
  }
}
