// Files through the dialogs: what is written and read is what the user chose, and a fault is one line.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { encode } from 'fast-png';
import { desktop } from './desktop.ts';

const lab = desktop();

/** The folder the user keeps files in; the app may run as somebody else. */
const folder = () => {
  const path = join(lab.home, 'documents');
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o777);
  return path;
};
const inFolder = (name: string) => join(folder(), name);

/** What the next dialogs answer; an empty path is a cancelled one. Their options are kept. */
const answerWith = (filePath: string, button = 0, ...others: readonly string[]) =>
  lab.app.evaluate(
    ({ dialog }, { filePath, button, others }) => {
      const canceled = filePath === '';
      const asked: unknown[] = [];
      const answer = (given: object) => async (_window: unknown, options: unknown) => {
        asked.push(options);
        return given;
      };
      Object.assign(globalThis, { asked });
      Object.assign(dialog, {
        showSaveDialog: answer({ canceled, filePath }),
        showOpenDialog: answer({ canceled, filePaths: canceled ? [] : [filePath, ...others] }),
        showMessageBox: answer({ response: button }),
      });
    },
    { filePath, button, others },
  );
const asked = () => lab.app.evaluate(() => (globalThis as unknown as { asked: { message?: string }[] }).asked);

const save = (name: string, text: string) =>
  lab.page.evaluate(({ name, text }) => window.bridge!.save({ name, bytes: new TextEncoder().encode(text) }), { name, text });
const open = (kind: 'session' | 'data' | 'images' | 'any') =>
  lab.page.evaluate(async (kind) => {
    const files = await window.bridge!.open(kind);
    return files.map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes), kind: bytes.constructor.name }));
  }, kind);
const recent = () => lab.page.evaluate(() => window.bridge!.recent());
const line = (asking: Promise<unknown>) =>
  asking.then(
    () => 'done',
    (error: Error) => /Error: (.*)/.exec(error.message)?.[1],
  );

test('save writes the bytes where the dialog says, and answers with the name alone', async () => {
  await answerWith(inFolder('mine.json'));
  expect(await save('bound.json', '{"a":1}')).toBe('mine.json');
  expect(readFileSync(inFolder('mine.json'), 'utf8')).toBe('{"a":1}');
  expect((await asked())[0]).toMatchObject({ defaultPath: 'bound.json', filters: [{ extensions: ['json'] }] });
});

test('a cancelled save writes nothing and is no error', async () => {
  await answerWith('');
  expect(await save('bound.json', 'x')).toBeNull();
});

test('the extension is added for the user', async () => {
  await answerWith(inFolder('figure'));
  expect(await save('bound.svg', '<svg/>')).toBe('figure.svg');
  expect(existsSync(inFolder('figure'))).toBe(false);
});

test('a file that is there under the added extension is not replaced unasked', async () => {
  writeFileSync(inFolder('kept.svg'), 'old');
  await answerWith(inFolder('kept'), 1);
  expect(await save('bound.svg', 'new')).toBeNull();
  expect(readFileSync(inFolder('kept.svg'), 'utf8')).toBe('old');
  expect((await asked()).at(-1)?.message).toBe('kept.svg is already there. Replace it?');
});

test('the sheet of a run becomes a vector PDF, by the menu, under the name that was chosen; the page is as it was', async () => {
  await expect(lab.page.locator('[data-page]:not([aria-busy]) [data-plot] svg').first()).toBeVisible({ timeout: 30_000 });
  await answerWith(inFolder('sheet'));
  await lab.app.evaluate(({ Menu, BrowserWindow }) => {
    Menu.getApplicationMenu()?.getMenuItemById('pdf')?.click(undefined, BrowserWindow.getAllWindows()[0]);
  });
  await expect.poll(() => existsSync(inFolder('sheet.pdf')), { timeout: 30_000 }).toBe(true);
  await expect(lab.page.getByText('sheet.pdf')).toBeVisible({ timeout: 30_000 });
  const pdf = readFileSync(inFolder('sheet.pdf')).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(pdf).not.toMatch(/\/Subtype\s*\/Image/);
  expect((await asked())[0]).toMatchObject({ filters: [{ extensions: ['pdf'] }] });
  await expect(lab.page.locator('[data-plot] svg').first()).toBeVisible();
  await answerWith('');
  expect(await lab.page.evaluate(() => window.bridge!.pdf('sheet.pdf'))).toBeNull();
});

test('open gives name and bytes of what was chosen', async () => {
  writeFileSync(inFolder('numbers.csv'), 'x\n1.5\n');
  await answerWith(inFolder('numbers.csv'));
  expect(await open('data')).toEqual([{ name: 'numbers.csv', text: 'x\n1.5\n', kind: 'Uint8Array' }]);
  expect((await asked())[0]).toMatchObject({ properties: ['openFile'], filters: [{ extensions: ['csv', 'tsv', 'txt', 'envelope'] }, {}] });
});

test('a cancelled open is no file and no error', async () => {
  await answerWith('');
  expect(await open('any')).toEqual([]);
});

test('several images are opened together, by their names alone', async () => {
  for (const name of ['b.png', 'a.png']) writeFileSync(inFolder(name), name);
  await answerWith(inFolder('b.png'), 0, inFolder('a.png'));
  expect((await open('images')).map(({ name, text }) => [name, text])).toEqual([
    ['b.png', 'b.png'],
    ['a.png', 'a.png'],
  ]);
  expect((await asked())[0]).toMatchObject({ properties: ['openFile', 'multiSelections'] });
});

test('a file of 100 MB is refused before it is read, in one line', async () => {
  writeFileSync(inFolder('large.csv'), '');
  truncateSync(inFolder('large.csv'), 100 * 2 ** 20);
  await answerWith(inFolder('large.csv'));
  expect(await line(open('data'))).toBe('large.csv: expected at most 64 MB, got 100 MB');
});

test('what cannot be read or written says why in one line', async () => {
  await answerWith(inFolder('gone.json'));
  expect(await line(open('session'))).toBe('gone.json: cannot be read, it is no longer there');
  await answerWith(join(folder(), 'no-such-folder', 'a.json'));
  expect(await line(save('a.json', 'x'))).toBe('a.json: cannot be written, it is no longer there');
});

test('sessions opened and saved are remembered, newest first, data and figures are not', async () => {
  writeFileSync(inFolder('other.json'), '{"b":2}');
  await answerWith(inFolder('other.json'));
  await open('session');
  expect(await recent()).toEqual(['other.json', 'mine.json']);
  const again = await lab.page.evaluate(async () => {
    const file = await window.bridge!.openRecent(1);
    return [file.name, new TextDecoder().decode(file.bytes)];
  });
  expect(again).toEqual(['mine.json', '{"a":1}']);
  expect(await recent()).toEqual(['mine.json', 'other.json']);
});

test('the menu shows the recent sessions and hands one over', async () => {
  const labels = () =>
    lab.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()!
        .getMenuItemById('openRecent')!
        .submenu!.items.filter(({ id }) => id?.startsWith('recent:'))
        .map(({ label }) => label),
    );
  expect(await labels()).toEqual(['mine.json', 'other.json']);
  await lab.page.evaluate(() => {
    const files: string[] = [];
    Object.assign(window, { files });
    window.bridge!.onFile(({ name }) => files.push(name));
  });
  await lab.app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('recent:1')!.click());
  await expect.poll(() => lab.page.evaluate(() => (window as unknown as { files: string[] }).files)).toEqual(['other.json']);
});

test('a recent session that is gone is forgotten, with one line', async () => {
  const at = (await recent()).indexOf('mine.json');
  rmSync(inFolder('mine.json'));
  expect(await line(lab.page.evaluate((index) => window.bridge!.openRecent(index), at))).toBe(
    'mine.json: cannot be read, it is no longer there',
  );
  expect(await recent()).toEqual(['other.json']);
});

test('recent sessions outlive the app', async () => {
  await lab.restart();
  expect(await recent()).toEqual(['other.json']);
});

test('a folder of images is opened by the sandboxed page itself, and learnt from', async () => {
  const faces = inFolder('faces');
  mkdirSync(faces, { recursive: true });
  const flat = (level: number) => encode({ width: 4, height: 4, data: new Uint8Array(16).fill(level), channels: 1 });
  for (let i = 0; i < 10; i += 1) writeFileSync(join(faces, `${i}.png`), flat(i));
  await lab.page.getByText('Autoencoders', { exact: true }).first().click();
  await lab.page.getByRole('button', { name: /^Data/ }).click();
  const chooser = lab.page.waitForEvent('filechooser');
  await lab.page.getByRole('button', { name: 'Open a folder…' }).click();
  await (await chooser).setFiles(faces);
  await expect(lab.page.getByText('faces: 8 images of 4 × 4, and 2 held out', { exact: true })).toBeVisible({ timeout: 30_000 });
});
