// Starts the built app in a real Electron, with its sandbox on, on a profile of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, type Page, test } from '@playwright/test';
import { hasDisplay, sandboxed } from '../../../scripts/display.ts';
import { root } from '../../../scripts/root.ts';
import { type Runtime, testRuntime } from '../../../tools/electron-runtime/runtime.ts';

const runtime = async (): Promise<Runtime> => (hasDisplay() ? testRuntime() : { missing: 'there is no display' });

// Playwright preloads this into the app (it holds `ready` back until Playwright is attached), but not if it is told which
// executable to run. Without it a busy machine loses the race now and then, and the launch hangs.
const loader = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'lib/server/electron/loader.js');

const switches = (home: string): string[] => [
  `--user-data-dir=${join(home, 'profile')}`,
  '--use-angle=swiftshader', // no graphics card needed
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--use-fake-device-for-media-stream', // or "no device" would pass for "refused"
];

/** What the page sees of the bridge, in order. */
export const bridged = ['about', 'energy', 'keepAwake', 'onCommand', 'onFile', 'open', 'openRecent', 'pdf', 'recent', 'save'] as const;

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  /** Ends the app and starts it again on the same profile. */
  restart(...files: string[]): Promise<void>;
  /** Starts the program a second time, beside the one that runs. */
  second(...files: string[]): ChildProcess;
}

/** The app of a file of tests: started before the first one, ended after the last. */
export function desktop(): Desktop {
  let electron: string;
  let home: string;
  let app: ElectronApplication;
  let page: Page;

  const start = async (files: readonly string[]) => {
    const { command, env } = sandboxed(electron, home);
    app = await _electron.launch({
      executablePath: command,
      env: env as Record<string, string>,
      args: ['-r', loader, ...switches(home), root, ...files],
      chromiumSandbox: true, // else Playwright would turn it off
      colorScheme: null, // the page's own
    });
    page = await app.firstWindow();
    await page.waitForFunction(() => document.querySelector('h1') !== null);
  };

  test.beforeAll(async () => {
    test.setTimeout(300_000); // the first time the runtime is fetched and unpacked
    const found = await runtime();
    if ('missing' in found) {
      if (process.env.LAB_E2E === 'required') throw new Error(`no Electron to test with: ${found.missing}`);
      test.skip(true, `no Electron to test with: ${found.missing}`);
      return;
    }
    electron = found.electron;
    home = mkdtempSync(join(tmpdir(), 'lab-desktop-'));
    await start([]);
  });

  test.afterAll(async () => {
    await app?.close();
    if (home) rmSync(home, { recursive: true, force: true });
  });

  return {
    get app() {
      return app;
    },
    get page() {
      return page;
    },
    get home() {
      return home;
    },
    async restart(...files) {
      await app.close();
      await start(files);
    },
    second(...files) {
      const { command, env } = sandboxed(electron, home);
      return spawn(command, [...switches(home), root, ...files], { env, stdio: 'ignore' });
    },
  };
}
