// The Debian package, installed for real: started by its desktop entry's command, a session opened, updated, and purged without a trace.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { writeDeb } from '../../../scripts/deb.ts';
import { ID } from '../../../scripts/desktop-entry.ts';
import { hasDisplay, isRoot, sandboxed } from '../../../scripts/display.ts';
import { root } from '../../../scripts/root.ts';
import { writeTarball } from '../../../scripts/tarball.ts';
import { testRuntime } from '../../../tools/electron-runtime/runtime.ts';

// Each goes on from the one before.
test.describe.configure({ mode: 'serial' });

const has = (command: string) => spawnSync(command, ['--version']).status === 0;

const isInstalled = () => spawnSync('dpkg-query', ['-W', ID]).status === 0;
const lacking = (): string | undefined => {
  if (!has('dpkg-deb')) return 'Debian packages are installed on Debian alone';
  if (!isRoot() || !process.env.CI) return 'packages are installed by root alone, and not beside work: CI=1';
  if (!hasDisplay()) return 'there is no display';
  return isInstalled() ? `${ID} is installed here already` : undefined;
};

const folder = mkdtempSync(join(tmpdir(), 'lab-installed-'));
const home = join(folder, 'home');
const packed = join(folder, 'release');
const unpacked = join(packed, 'linux-unpacked');
const deb = (version: string) => join(folder, `${version}.deb`);

/** The built app with the runtime of the tests, packed into `into`. */
function pack(into: string): void {
  const options = [`-c.electronDist=${join(root, 'tools/electron-runtime/dist')}`, `-c.directories.output=${into}`];
  execFileSync(process.execPath, [join(root, 'node_modules/electron-builder/cli.js'), '--dir', ...options], { cwd: root, stdio: 'ignore' });
}

const asarOf = (release: string) => join(release, 'linux-unpacked/resources/app.asar');
const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** By its own name, out of the desktop entry. */
const executable = () => {
  const [, command] = /^Exec=(\S+) %f$/m.exec(readFileSync(`/usr/share/applications/${ID}.desktop`, 'utf8')) ?? [];
  return execFileSync('which', [command as string], { encoding: 'utf8' }).trim();
};

/** The sources built once more, beside the tests: its exit code. */
let rebuilt: Promise<unknown> | undefined;

let child: ChildProcess | undefined;
let browser: Browser | undefined;

/** The app's page, seen through the developer tools' port: a packed app lets nobody into its main process. */
async function started(program: string, ...args: string[]): Promise<Page> {
  const { command, env } = sandboxed(program, home);
  const switches = [
    '--remote-debugging-port=0',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--disable-background-networking',
  ];
  child = spawn(command, [...switches, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child?.stderr?.on('data', (text) => {
      said += text;
      const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child?.once('exit', (code) => reject(new Error(`it ended with code ${code}: ${said}`)));
  });
  browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (!page) throw new Error('it shows no page');
  await page.waitForFunction(() => document.querySelector('h1') !== null);
  return page;
}

async function ended(page: Page): Promise<void> {
  const gone = new Promise((resolve) => child?.once('exit', resolve));
  await page.close();
  await browser?.close();
  await gone;
}

const step = (page: Page) => page.getByTestId('step').textContent();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const reason = lacking();
  if (reason) {
    if (process.env.LAB_E2E === 'required') throw new Error(`the package cannot be installed: ${reason}`);
    test.skip(true, reason);
    return;
  }
  const runtime = await testRuntime();
  if ('missing' in runtime) throw new Error(runtime.missing);
  chmodSync(folder, 0o755);
  mkdirSync(home);
  pack(packed);
  const build = [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build', '--outDir', join(folder, 'out')];
  rebuilt = once(spawn(process.execPath, build, { cwd: root, stdio: 'ignore' }), 'exit').then(([code]) => code);
  // The test's own runtime waits for its app in this folder; a release's has none.
  for (const version of ['0.0.1', '0.0.2']) writeDeb(unpacked, deb(version), version, 'none');
  cpSync(join(root, 'samples/bound-twoExplanations.json'), join(folder, 'given.freelab'));
});

test.afterAll(() => {
  child?.kill();
  if (!lacking() || isInstalled()) spawnSync('dpkg', ['--purge', ID]);
  rmSync(folder, { recursive: true, force: true });
});

test('two packs of one build are equal, byte for byte, and hold what the app reads alone', () => {
  const again = join(folder, 'again');
  pack(again);
  expect(digest(asarOf(again))).toBe(digest(asarOf(packed)));
  rmSync(again, { recursive: true, force: true });
});

/** The files of a folder, each with its digest. */
const filesOf = (at: string) =>
  readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(at, name)).isFile())
    .toSorted()
    .map((name) => `${name} ${digest(join(at, name))}`);

test('two builds of one state of the sources are equal, byte for byte', async () => {
  test.setTimeout(300_000);
  expect(await rebuilt).toBe(0);
  expect(filesOf(join(folder, 'out'))).toEqual(filesOf(join(root, 'out')));
});

test('is no larger beside Electron’s own than 120 MB', () => {
  const { size } = statSync(asarOf(packed));
  expect(size).toBeGreaterThan(1e6);
  expect(size).toBeLessThan(120e6);
});

test('starts from its archive, by an ordinary user', async () => {
  const file = join(folder, 'lab.tar.gz');
  writeTarball(unpacked, file, '0.0.1');
  execFileSync('tar', ['-xzf', file, '-C', folder]);
  const at = join(folder, 'free-energy-lab-0.0.1');
  chmodSync(at, 0o755);
  const page = await started(join(at, ID), '--lab', 'samplers', '--preset', 'penguins');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Samplers');
  await expect(page.locator('figure svg path').first()).toBeVisible();
  await ended(page);
  rmSync(at, { recursive: true, force: true });
});

test('is installed, knows its files, and tells its version without a window', () => {
  execFileSync('dpkg', ['-i', deb('0.0.1')], { stdio: 'ignore' });
  expect(readFileSync(`/usr/share/mime/packages/${ID}.xml`, 'utf8')).toContain('*.freelab');
  const { command, env } = sandboxed(executable(), home);
  const { stdout } = spawnSync(command, ['--version'], { env, encoding: 'utf8', timeout: 120_000 });
  expect(stdout).toMatch(/^Free Energy Lab \d+\.\d+\.\d+\n$/);
});

test('opens the session it is given by the desktop, at its step, and remembers it over an update', async () => {
  const page = await started(executable(), join(folder, 'given.freelab'));
  await expect.poll(() => step(page)).toContain('41');
  await ended(page);
  execFileSync('dpkg', ['-i', deb('0.0.2')], { stdio: 'ignore' });
  expect(execFileSync('dpkg-query', ['-W', ID], { encoding: 'utf8' })).toBe(`${ID}\t0.0.2\n`);
  const updated = await started(executable(), '--lab', 'em');
  await expect(updated.getByRole('heading', { level: 1 })).toHaveText('Expectation–maximization');
  await expect.poll(() => updated.evaluate(() => window.bridge?.recent())).toEqual(['given.freelab']);
  await ended(updated);
});

test('is purged without a trace outside the user’s own folder', () => {
  execFileSync('dpkg', ['--purge', ID], { stdio: 'ignore' });
  expect(
    ['/usr/bin', '/usr/lib', '/usr/share/applications', '/usr/share/mime/packages', '/usr/share/doc', '/etc', '/var/lib', '/opt'].flatMap(
      (at) => readdirSync(at).filter((name) => name.startsWith(ID)),
    ),
  ).toEqual([]);
  expect(existsSync(join(home, '.config'))).toBe(true);
});
