// Only what lies below the served folder is read, also where a link leads out of it.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readServed } from '../../electron/served-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'served-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = join(folder, 'site');
mkdirSync(join(root, 'assets'), { recursive: true });
mkdirSync(join(folder, 'site-beside'));
for (const [path, text] of Object.entries({
  'site/index.html': 'page',
  'site/assets/a.js': 'code',
  'secret.txt': 'secret',
  'site-beside/b.txt': 'beside',
}))
  writeFileSync(join(folder, path), text);

const read = async (path: string) => {
  const bytes = await readServed(root, path);
  return bytes && new TextDecoder().decode(bytes);
};

test('files below the folder are read, others are not there', async () => {
  expect(await read('index.html')).toBe('page');
  expect(await read('assets/a.js')).toBe('code');
  for (const path of ['missing.js', 'assets', '../secret.txt', '../site-beside/b.txt', '']) expect(await read(path), path).toBeUndefined();
});

test.skipIf(process.platform === 'win32')('a link within is followed, one that leads out is not', async () => {
  symlinkSync(join(folder, 'secret.txt'), join(root, 'out.txt'));
  symlinkSync(folder, join(root, 'up'));
  symlinkSync(join(root, 'index.html'), join(root, 'assets', 'in.html'));
  expect([await read('out.txt'), await read('up/secret.txt'), await read('up/site-beside/b.txt')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await read('assets/in.html')).toBe('page');
});
