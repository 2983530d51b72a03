// Files that the user names: their extension, their bounds, their faults in one line.
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { MAX_FILE_BYTES } from '../../core/base/files.ts';
import { documentArgument, readDocument, withExtensionOf, writeDocument } from '../../electron/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the extension is added for the user', () => {
  test.each([
    ['a.json', '/x/mine', '/x/mine.json'],
    ['a.json', '/x/mine.json', '/x/mine.json'],
    ['a.json', '/x/mine.JSON', '/x/mine.JSON'],
    ['a.svg', '/x/v1.2', '/x/v1.2.svg'],
    ['a.svg', '/x.y/mine', '/x.y/mine.svg'],
    ['noextension', '/x/mine', '/x/mine'],
  ])('%s saved as %s becomes %s', (name, path, expected) => expect(withExtensionOf(name, path)).toBe(expected));
});

describe('the file that a command line names', () => {
  test.each([
    [['electron', '.', 'a.json'], 'a.json'],
    [['lab', '/x/a.SVG'], '/x/a.SVG'],
    [['electron', '-r', 'loader.js', '--flag=x.json', '/app', 'b.csv'], 'b.csv'],
    [['a.json'], undefined],
    [['electron', '.'], undefined],
    [['electron', '--user-data-dir=/x.json'], undefined],
  ])('%j names %j', (argv, expected) => expect(documentArgument(argv)).toBe(expected));
});

test('what was written is read again, byte for byte', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const path = join(folder, 'bytes.bin');
  await writeDocument(path, bytes);
  expect(await readDocument(path)).toEqual({ name: 'bytes.bin', bytes });
});

test('a file that cannot be written whole is as it was', async () => {
  // There is room for its own name, but none for that of a file beside it.
  const path = join(folder, `${'x'.repeat(250)}.json`);
  writeFileSync(path, 'kept');
  await expect(writeDocument(path, new Uint8Array(1000))).rejects.toThrow(/cannot be written/);
  expect(readFileSync(path, 'utf8')).toBe('kept');
});

test('a file of the largest size is read, one byte more is refused with both sizes', async () => {
  const path = join(folder, 'large.csv');
  writeFileSync(path, '');
  truncateSync(path, MAX_FILE_BYTES);
  expect((await readDocument(path)).bytes.length).toBe(MAX_FILE_BYTES);
  truncateSync(path, MAX_FILE_BYTES + 1);
  await expect(readDocument(path)).rejects.toThrow('large.csv: expected at most 64 MB, got 65 MB');
});

test('a fault names the file and the reason in one line, and no folder', async () => {
  await expect(readDocument(join(folder, 'no.json'))).rejects.toThrow(/^no\.json: cannot be read, it is no longer there$/);
  await expect(readDocument(folder)).rejects.toThrow(/^documents-\w+: cannot be read, it is a folder$/);
  const path = join(folder, 'kept.json');
  writeFileSync(path, 'kept');
  await expect(writeDocument(join(path, 'below.json'), new Uint8Array(1))).rejects.toThrow(/^below\.json: cannot be written, \S[^\n/]*$/);
  expect(readFileSync(path, 'utf8')).toBe('kept');
});
