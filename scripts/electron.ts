// Where Electron's own binary is, and how it is fetched: it comes with no install script.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const executable = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron';

/** The folder of the package, which downloads Electron when it is asked to. */
function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return;
  }
}

/** The release's Electron, if it was downloaded. */
export function downloadedElectron(): string | undefined {
  const beside = packageFolder();
  const folders = [process.env.ELECTRON_OVERRIDE_DIST_PATH, beside && join(beside, 'dist')];
  return folders.flatMap((folder) => (folder ? [join(folder, executable)] : [])).find((path) => existsSync(path));
}

/** Downloads it, for as long as `seconds`; the reason why not if it cannot be had. */
export function fetchElectron(seconds: number): { readonly electron: string } | { readonly missing: string } {
  const beside = packageFolder();
  if (!beside) return { missing: 'the package electron is not installed' };
  const installer = join(beside, 'install.js');
  const { status, stderr, error } = spawnSync(process.execPath, [installer], { timeout: seconds * 1000, encoding: 'utf8' });
  const electron = status === 0 ? downloadedElectron() : undefined;
  if (electron) return { electron };
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') return { missing: `its download took longer than ${seconds} s` };
  const line = /^.*Error:? (.*)$/m.exec(stderr ?? '')?.[1] ?? 'its download failed';
  return { missing: `its download failed (${line.trim()})` };
}
