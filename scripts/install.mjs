// Installs what package-lock.json names, if it is not there, and runs a TypeScript file of the project.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lackOf } from './installation.mjs';

const root = join(import.meta.dirname, '..');

async function ensureInstalled() {
  if (lackOf(root) === undefined) return;
  // Its standard input stays open as long as this process lives. A key that interrupts this one need not reach it.
  const installer = spawn(process.execPath, [join(root, 'scripts/npm-ci.mjs')], {
    stdio: ['pipe', 2, 2],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const [code] = await once(installer, 'close');
  if (code !== 0) process.exit(1);
}

/** Runs `file`, a path from the project's root, once everything is installed. */
export async function run(file) {
  await ensureInstalled();
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(join(root, file)).href);
}
