// Whether what package-lock.json names is installed, and whole: told by a record of our own, which is written last, and by what lies there.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const contentOf = (file) => readFileSync(file, 'utf8');

/** What is installed here, in one text: of another lock file, or for another system, it would be another. */
function markOf(root) {
  const lock = createHash('sha256')
    .update(contentOf(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform} ${process.arch}\n`;
}

/** npm ends with `node_modules` what lies in it, this among it, before it begins. */
const recordIn = (root) => join(root, 'node_modules/.free-energy-lab');

/** What npm says it installed; it says so of folders, too, that another npm has half deleted meanwhile. */
function npmRecord(root) {
  try {
    return JSON.parse(contentOf(join(root, 'node_modules/.package-lock.json'))).packages;
  } catch {
    return undefined;
  }
}

/** The packages of a lock file without those that only some systems have. */
const required = (packages) => Object.entries(packages).filter(([path, { optional }]) => path !== '' && !optional);

const isMarked = (root) => existsSync(recordIn(root)) && contentOf(recordIn(root)) === markOf(root);

/** Says that all is installed. Where nobody may write, npm’s own record must do. */
export function markInstalled(root) {
  try {
    writeFileSync(recordIn(root), markOf(root));
  } catch {}
}

/** Why something must be installed, in a few words; undefined where nothing must. */
export function lackOf(root) {
  if (!existsSync(join(root, 'node_modules'))) return 'nothing is installed yet';
  const wanted = required(JSON.parse(contentOf(join(root, 'package-lock.json'))).packages);
  const found = npmRecord(root);
  const paths = new Set([...wanted.map(([path]) => path), ...Object.keys(found ?? {})]);
  const missing = [...paths].find((path) => path !== '' && !existsSync(join(root, path, 'package.json')));
  if (missing !== undefined) return `node_modules is not whole: ${missing.slice('node_modules/'.length)} is missing`;
  if (isMarked(root)) return undefined;
  // Whoever called npm without us has installed it as well.
  if (!found) return 'an installation was not ended';
  if (wanted.some(([path, { version }]) => found[path]?.version !== version)) return 'package-lock.json names other versions';
  markInstalled(root);
  return undefined;
}
