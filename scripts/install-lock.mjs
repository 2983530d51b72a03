// One process at a time installs: a lock file says which, and the others wait. It stands alone, since nothing is installed yet.
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** How often those that wait look again; how often whoever has the lock says so; after how long a silence it is left; in ms. */
const LOOK = 200;
const TOUCH = 20_000;
const SILENCE = 120_000;

/** Whether nobody has it any more: its process has ended, or, where that is another machine’s or not known, has long been silent. */
function isLeft(file) {
  let owner = {};
  try {
    owner = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // It is gone, or is being written.
  }
  if (owner.host === hostname()) {
    try {
      process.kill(owner.process, 0);
      return false;
    } catch (error) {
      return error.code === 'ESRCH';
    }
  }
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > SILENCE;
}

function made(file) {
  try {
    writeFileSync(file, JSON.stringify({ process: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    // Where there is no room for it nobody is kept out.
    rmSync(file, { force: true });
    throw error;
  }
}

/** Whoever moves it away has it: another that tries at the same moment finds nothing to move, or puts back what is no longer left. */
function takeAway(file) {
  const old = `${file}.${process.pid}`;
  try {
    renameSync(file, old);
    if (!isLeft(old)) linkSync(old, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(old, { force: true });
}

/** Waits until the lock can be had, and gives what unlocks it; `waits` is called once where another process has it. */
export async function locked(file, waits) {
  for (let told = false; !made(file); ) {
    if (isLeft(file)) {
      takeAway(file);
      continue;
    }
    if (!told) waits();
    told = true;
    await wait(LOOK);
  }
  const touching = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {}
  }, TOUCH).unref();
  return () => {
    clearInterval(touching);
    rmSync(file, { force: true });
  };
}
