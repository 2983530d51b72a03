// The lab itself in the desktop app: the menu and the files do to the page what they say.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chaotic, expectSampleShown, expectTrainingShown } from '../same-numbers.ts';
import { desktop } from './desktop.ts';

const lab = desktop();

const click = (id: string) => lab.app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()!.getMenuItemById(id)!.click(), id);
const stepOf = async () => Number(await lab.page.getByTestId('step').textContent());
const numbers = () =>
  lab.page
    .locator('main')
    .getByRole('region', { name: /ledger/i })
    .textContent();
const notice = () => lab.page.getByRole('region', { name: /notices/i }).getByRole('alertdialog');

/** What the next dialogs choose. */
const choose = (path: string) =>
  lab.app.evaluate(({ dialog }, path) => {
    Object.assign(dialog, {
      showSaveDialog: async () => ({ canceled: false, filePath: path }),
      showOpenDialog: async () => ({ canceled: false, filePaths: [path] }),
    });
  }, path);

const inFolder = (name: string) => {
  const folder = join(lab.home, 'documents');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  return join(folder, name);
};

test('the page is alive under the policy: it has drawn, and nothing was refused', async () => {
  await expect(lab.page.locator('main figure svg').first()).toBeVisible();
  const complaints: string[] = [];
  lab.page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  lab.page.on('pageerror', ({ message }) => complaints.push(message));
  await lab.page.reload();
  await expect(lab.page.locator('main figure svg').first()).toBeVisible();
  await expect(lab.page.locator('math').first()).toBeVisible();
  await lab.page.waitForTimeout(300);
  expect(complaints).toEqual([]);
});

test('reset, step, play and pause of the menu run the lab', async () => {
  await click('reset');
  await expect.poll(stepOf).toBe(0);
  await click('step');
  await expect.poll(stepOf).toBe(1);
  await click('play');
  await expect.poll(stepOf).toBeGreaterThan(3);
  await click('play');
  await expect(lab.page.getByRole('button', { name: 'Pause' })).toBeHidden();
});

test('a session saved by the menu opens by the menu at the same step and numbers', async () => {
  await click('reset');
  await expect.poll(stepOf).toBe(0);
  for (let step = 1; step <= 3; step += 1) {
    await click('step');
    await expect.poll(stepOf).toBe(step);
  }
  const before = await numbers();
  await choose(inFolder('kept.freelab'));
  await click('save');
  await expect.poll(() => lab.page.evaluate(() => window.bridge!.recent())).toEqual(['kept.freelab']);
  expect(JSON.parse(readFileSync(inFolder('kept.freelab'), 'utf8'))).toMatchObject({ format: 'free-energy-lab/session', steps: 3 });

  await click('step');
  await expect.poll(stepOf).toBe(4);
  expect(await numbers()).not.toBe(before);
  await click('open');
  await expect.poll(stepOf).toBe(3);
  await expect.poll(numbers).toBe(before);
});

test('undo of the menu takes back what was opened, redo brings it again', async () => {
  await click('undo');
  await expect.poll(stepOf).toBe(4);
  await click('redo');
  await expect.poll(stepOf).toBe(3);
});

test('a file that cannot be taken is told in one line, and changes nothing', async () => {
  const [before, step] = [await numbers(), await stepOf()];
  writeFileSync(inFolder('damaged.json'), '{"format":"free-energy-lab/session"');
  await choose(inFolder('damaged.json'));
  await click('open');
  await expect(notice()).toContainText('session: expected JSON');
  expect([await numbers(), await stepOf()]).toEqual([before, step]);
});

test('about tells the version, the commit and the runtime', async () => {
  await click('about');
  const sheet = lab.page.getByRole('dialog', { name: 'Free Energy Lab' });
  await expect(sheet).toContainText(/Version \d+\.\d+\.\d+ \([0-9a-f]{10}\), in Electron \d+/);
  await lab.page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('a session that the app is started with is what it shows', async () => {
  await lab.restart(inFolder('kept.freelab'));
  await expect.poll(stepOf).toBe(3);
});

for (const one of chaotic) test(`shows the numbers of the command line: ${one.preset}`, () => expectSampleShown(lab.page, one));

test('trains an autoencoder to the numbers of the command line', () =>
  expectTrainingShown(lab.page, async (session) => {
    const path = inFolder('training.json');
    writeFileSync(path, session);
    await choose(path);
    await click('open');
  }));

test('keeps the machine awake while it trains, and no longer', async () => {
  const awake = () => lab.app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)));
  expect(await awake()).toBe(false);
  await lab.page.getByText('Autoencoders', { exact: true }).first().click();
  await lab.page.getByText('Codes that say nothing', { exact: true }).first().click();
  await lab.page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect.poll(awake).toBe(true);
  await lab.page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(awake).toBe(false);
});
