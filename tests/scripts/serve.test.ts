// The loopback server: the page under the desktop app's policy, for this machine alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headers } from '../../electron/policy.ts';
import { type Served, serve } from '../../scripts/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'serve-'));
let served: Served;

beforeAll(async () => {
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(join(folder, 'page/index.html'), '<h1>Lab</h1>');
  writeFileSync(join(folder, 'page/assets/a.js'), '1');
  served = await serve(join(folder, 'page'), 0);
});
afterAll(() => {
  served.close();
  rmSync(folder, { recursive: true });
});

/** Asks as it is written: `fetch` would tidy the path and the host. */
const ask = (path: string, options: { method?: string; host?: string } = {}) =>
  new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; text: string }>((resolve, reject) => {
    const { port, host } = new URL(served.url);
    const sent = request({ host: '127.0.0.1', port, path, method: options.method, headers: { Host: options.host ?? host } }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on('error', reject).end();
  });

test('it serves the page at its root, on the loopback address', async () => {
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const { status, text, headers } = await ask('/?a=1');
  expect([status, text, headers['content-type']]).toEqual([200, '<h1>Lab</h1>', 'text/html; charset=utf-8']);
});

test('every answer carries the policy, refusals too', async () => {
  for (const path of ['/', '/assets/a.js', '/missing.js']) {
    const found = (await ask(path)).headers;
    for (const [name, value] of Object.entries(headers)) expect(found[name.toLowerCase()], `${name} of ${path}`).toBe(value);
  }
});

test('nothing above the page is served', async () => {
  for (const path of ['/../secret.json', '/%2e%2e/secret.json', '/..%2fsecret.json', '//secret.json']) {
    expect((await ask(path)).status, path).toBe(404);
  }
});

test('a name that was pointed at this machine is refused', async () => {
  const { port } = new URL(served.url);
  expect((await ask('/', { host: `evil.example:${port}` })).status).toBe(421);
  expect((await ask('/', { host: '127.0.0.1:1' })).status).toBe(421);
  expect((await ask('/', { host: `localhost:${port}` })).status).toBe(200);
});

test('it only gives', async () => {
  expect((await ask('/', { method: 'POST' })).status).toBe(405);
  expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
});

test('a taken port is told, or another taken where any will do', async () => {
  const taken = Number(new URL(served.url).port);
  await expect(serve(folder, taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const other = await serve(folder, taken, true);
  expect(other.url).not.toBe(served.url);
  other.close();
});
