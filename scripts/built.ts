// Builds the app when what is built is missing or older than its sources.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isSource } from '../cli/source.ts';
import { root } from './root.ts';

const outputs = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];
const sources = [
  'build',
  'core',
  'electron',
  'renderer',
  'samples',
  'electron.vite.config.ts',
  'vite.config.ts',
  'package.json',
  'THIRD-PARTY-LICENSES.md',
  // It is told which commit it was built from.
  '.git/logs/HEAD',
];

const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;

/** Folders count as well: a file that was taken away is a change. */
function newest(path: string): number {
  const times = [changed(path)];
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) times.push(changed(join(path, entry)));
  }
  return Math.max(...times.filter(Number.isFinite));
}

function isFresh(): boolean {
  const oldest = Math.min(...outputs.map((file) => changed(join(root, file))));
  return sources.every((path) => newest(join(root, path)) <= oldest);
}

/** Ends in an error that holds the build's own words. */
export function ensureBuilt(): void {
  if (!isSource || isFresh()) return;
  process.stderr.write('Building …\n');
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed\n${stdout}${stderr}`);
}
