// One process at a time writes what `--out` names: a lock beside it says which.
import { link, open, readFile, rename, rm } from 'node:fs/promises';
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

/** Whether a process of this machine has ended; of another machine’s nobody can tell. */
function hasEnded({ process: id, host }: Owner): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return code(error) === 'ESRCH';
  }
}

/** Makes the lock; false where there is one. */
async function made(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(exactJson({ process: process.pid, host: hostname() }));
    await handle.close();
    return true;
  } catch (error) {
    if (code(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Locks `path` by the file `lock`, and gives what unlocks it. The lock of a process that has ended is taken over, which `told` is told. Throws InputError
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
      if (!owner || !hasEnded(owner)) {
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
      const moved = await ownerOf(old);
      const left = moved !== undefined && hasEnded(moved);
      if (!left) await link(old, lock).catch(() => {});
      await rm(old, { force: true });
      if (!left) continue;
      told(`out: ${path} was left locked by process ${owner.process}, which has ended\n`);
    }
    return () => rm(lock, { force: true });
  } catch (error) {
    throw refusal(error, 'out', `a ${what} that can be written`, path);
  }
}
