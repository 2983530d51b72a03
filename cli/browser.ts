// A browser of Chromium's family, where one is installed.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (names: readonly string[]): string[] =>
  (process.env.PATH ?? '').split(delimiter).flatMap((folder) => (folder ? names.map((name) => join(folder, name)) : []));

const candidates: Readonly<Record<string, () => string[]>> = {
  linux: () =>
    onPath([
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
      'microsoft-edge-stable',
      'brave-browser',
    ]),
  darwin: () =>
    ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: () =>
    ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) => {
      const base = process.env[folder];
      const programs = [
        'Google/Chrome/Application/chrome',
        'Microsoft/Edge/Application/msedge',
        'BraveSoftware/Brave-Browser/Application/brave',
      ];
      return base ? [...programs, 'Chromium/Application/chrome'].map((path) => join(base, `${path}.exe`)) : [];
    }),
};

/** Its path: what `LAB_CHROMIUM` says, else the first that is found. */
export function findBrowser(): string | undefined {
  const { LAB_CHROMIUM } = process.env;
  return [...(LAB_CHROMIUM ? [LAB_CHROMIUM] : []), ...(candidates[process.platform]?.() ?? [])].find((path) => existsSync(path));
}

/** A browser of our own window: no welcome, no traffic of its own. */
export const quietFlags: readonly string[] = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
