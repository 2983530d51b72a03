// The site as any host would serve it: from a folder of its own, without a header of ours, then without a network.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { labs, loadLab } from '../../../core/labs/index.ts';
import { root } from '../../../scripts/root.ts';

test.describe.configure({ mode: 'serial' });

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

const newer = (worker: string) => worker.replace(/free-energy-lab-[0-9a-f]{16}/, 'free-energy-lab-0123456789abcdef');

async function openPage(): Promise<void> {
  page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|404/.test(message.text())) refused.push(message.text());
  });
}

let context: BrowserContext;
let server: Server;
let address: string;
let page: Page;
const refused: string[] = [];
/** What the host has of the service worker is another release’s. */
let isUpdated = false;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  const made = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/site.ts'], { cwd: root, encoding: 'utf8' });
  expect(made.status, made.stderr).toBe(0);
  server = createServer(({ url = '/' }, response) => {
    const path = normalize(decodeURIComponent(url.split(/[?#]/, 1)[0] as string)).replace(/^\/some\/folder\//, '');
    const file = join(root, 'site', path.endsWith('/') || path === '' ? `${path}index.html` : path);
    if (!url.startsWith('/some/folder/') || !statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    response
      .writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' })
      .end(isUpdated && path === 'service-worker.js' ? newer(readFileSync(file, 'utf8')) : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/folder/`;
  context = await browser.newContext();
  await openPage();
});

test.afterAll(async () => {
  await context?.close();
  server?.closeAllConnections();
  server?.close();
});

const isolated = () => page.evaluate(() => crossOriginIsolated);
const shows = (title: string) => expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
/** A picture has come: the lab computes. */
const draws = () => expect(page.locator('main svg path').first()).toBeVisible();

test('opens without headers, on one thread, and trains there', async () => {
  await page.goto(`${address}#lab=vae`);
  await shows('Autoencoders');
  await draws();
  expect(await isolated()).toBe(false);
  const step = async () => Number((await page.getByTestId('step').textContent())?.replaceAll(/\D/g, ''));
  const before = await step();
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(step).toBe(before + 1);
});

test('shows its first plot after 250 kB, compressed, and no more', async ({ browser }) => {
  const first = await browser.newPage();
  await first.goto(address);
  await first.waitForFunction(() => performance.getEntriesByName('first plot').length > 0);
  const names = await first.evaluate(() => {
    const { startTime = 0 } = performance.getEntriesByName('first plot')[0] ?? {};
    const asked = performance.getEntriesByType('resource').filter((entry) => entry.startTime < startTime);
    return [location.href, ...asked.map(({ name }) => name)];
  });
  await first.close();
  const bytes = [...new Set(names)].map((name) => {
    const path = new URL(name).pathname.replace('/some/folder/', '') || 'index.html';
    const body = readFileSync(join(root, 'site', path));
    // Fonts and pictures are compressed already.
    return /\.(woff2|png)$/.test(path) ? body.length : gzipSync(body, { level: 9 }).length;
  });
  expect(bytes.length).toBeGreaterThan(3);
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(250_000);
});

test('has threads from the second visit on, by its service worker', async () => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('about:blank');
  await page.goto(`${address}#lab=bound&preset=coin`);
  await shows('The bound');
  await draws();
  expect(await isolated()).toBe(true);
});

test('can be installed', async () => {
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A test’s window is a private one, which installs nothing.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  await session.detach();
});

test('waits with a newer release until no page is open: a run goes on', async () => {
  await page.goto('about:blank');
  await page.goto(`${address}#lab=em`);
  await shows('Expectation–maximization');
  await draws();
  const step = () => page.getByTestId('step').textContent();
  const opened = await step();
  const takeOne = () => page.getByRole('button', { name: 'Step', exact: true }).click();
  await takeOne();
  await expect.poll(step).not.toBe(opened);
  const before = await step();
  isUpdated = true;
  const states = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const { installing } = registration;
    await new Promise<void>((resolve) => {
      if (registration.waiting) return resolve();
      installing?.addEventListener('statechange', () => installing.state === 'installed' && resolve());
    });
    return [registration.waiting?.state, navigator.serviceWorker.controller?.state];
  });
  expect(states).toEqual(['installed', 'activated']);
  expect(await step()).toBe(before);
  await takeOne();
  await expect.poll(step).not.toBe(before);
  // Closed and opened again, it is the newer one.
  await page.close();
  await openPage();
  await page.goto(`${address}#lab=em`);
  await shows('Expectation–maximization');
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['free-energy-lab-0123456789abcdef']);
});

test('opens every lab without a network', async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  for (const [lab, title] of [
    ['samplers', 'Samplers'],
    ['compression', 'Compression'],
    ['kilowattHour', 'Intelligence per kilowatt-hour'],
  ] as const) {
    await page.goto('about:blank');
    await page.goto(`${address}#lab=${lab}`);
    await shows(title);
    await draws();
  }
});

test('documents what is there: each link within it leads to a file, each preset to one that its lab has', async () => {
  const docs = join(root, 'site/docs');
  const dead: string[] = [];
  let presets = 0;
  for (const name of readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))) {
    const file = join(docs, name);
    for (const [, link = ''] of readFileSync(file, 'utf8').matchAll(/(?:href|src|srcset)="([^"]+)"/g)) {
      if (/^(https?:|mailto:|data:|#)/.test(link)) continue;
      const [path = '', place] = link.replaceAll('&amp;', '&').split('#');
      const target = join(file, '..', path.endsWith('/') ? `${path}index.html` : path);
      if (!existsSync(target)) dead.push(`${name}: ${link}`);
      const { lab, preset } = Object.fromEntries(new URLSearchParams(place));
      if (lab === undefined || preset === undefined) continue;
      presets += 1;
      if (!Object.hasOwn((await loadLab(lab)).presets, preset)) dead.push(`${name}: ${link}`);
    }
  }
  expect(dead).toEqual([]);
  const withoutPicture = labs.filter(
    ({ id }) => !readFileSync(join(docs, `labs/${id}.html`), 'utf8').includes(`src="../pictures/${id}-light.png"`),
  );
  expect(withoutPicture).toEqual([]);
  expect(presets).toBeGreaterThan(30);
});

test('met no refusal of its policy, and asked for nothing that is not there', () => expect(refused).toEqual([]));
