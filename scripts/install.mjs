// Installs what package-lock.json names, if it is not there, and runs a TypeScript file of the project.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const lock = join(root, 'package-lock.json');
/** npm's own record of what it installed. */
const record = join(root, 'node_modules/.package-lock.json');

/** The lock is newer after a checkout, too: then what it says decides. */
function isInstalled() {
  if (!existsSync(record)) return false;
  if (statSync(record).mtimeMs >= statSync(lock).mtimeMs) return true;
  const [wanted, found] = [lock, record].map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
  const same = Object.entries(wanted).every(([path, { version, optional }]) => {
    return path === '' || found[path]?.version === version || (optional && !found[path]);
  });
  if (same) utimesSync(record, new Date(), new Date());
  return same;
}

function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('Installing what package-lock.json names …\n');
  // A shell finds npm.cmd on Windows.
  const npm = spawnSync('npm ci --no-audit --no-fund --loglevel=error', { cwd: root, shell: true, stdio: ['ignore', 2, 2] });
  if (npm.status === 0) return;
  process.stderr.write('npm ci failed: is there a network? Nothing was started.\n');
  process.exit(1);
}

/** Runs `file`, a path from the project's root, once everything is installed. */
export async function run(file) {
  ensureInstalled();
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(join(root, file)).href);
}
