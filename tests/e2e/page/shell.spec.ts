// The page's shell in a real browser: alive at once, every way in and out, and nothing lost when something fails.
import { readFile } from 'node:fs/promises';
import { test as alone, expect, type Page } from '@playwright/test';
import { axeIn } from './axe.ts';
import { failOnComplaints } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

const forgive = failOnComplaints();

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 720 });
  if (isNew(page)) await open(page);
  else await backTo(page);
});

/** The plots come first, then the widgets around them. */
const picture = (page: Page) => page.locator('[data-page]:not([aria-busy]) main figure svg').first();
/** Opens the page and waits until it is all there, however slow the machine. */
const open = async (page: Page, path = '/') => {
  await page.goto(path);
  await expect(picture(page)).toBeVisible({ timeout: 30_000 });
};
const stepOf = async (page: Page) => Number(await page.getByTestId('step').textContent());
const numbers = (page: Page) =>
  page
    .locator('main')
    .getByRole('region', { name: /ledger/i })
    .textContent();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const notice = (page: Page) => page.getByRole('region', { name: /notices/i }).getByRole('alertdialog');

const steps = async (page: Page, count: number) => {
  const before = await stepOf(page);
  for (let i = 0; i < count; i += 1) await page.keyboard.press('s');
  await expect.poll(() => stepOf(page)).toBe(before + count);
};

const reset = async (page: Page) => {
  await page.keyboard.press('r');
  await expect.poll(() => stepOf(page)).toBe(0);
};

const drop = (page: Page, name: string, text: string) =>
  page.evaluate(
    ([fileName, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content as string], fileName as string));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );

test('opens a preset that is under way, and steps, plays, pauses', async ({ page }) => {
  await button(page, 'Two explanations').click();
  await expect.poll(() => stepOf(page)).toBe(41);
  await reset(page);
  await steps(page, 3);
  await page.keyboard.press(' ');
  await expect(button(page, 'Pause')).toBeVisible();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(8);
  await page.keyboard.press(' ');
  await expect(button(page, 'Pause')).toBeHidden();
  const paused = await stepOf(page);
  await page.waitForTimeout(200);
  expect(await stepOf(page)).toBe(paused);
});

test('replays the same numbers after reset', async ({ page }) => {
  await reset(page);
  await steps(page, 5);
  const first = await numbers(page);
  await steps(page, 5);
  expect(await numbers(page)).not.toBe(first);
  await button(page, 'Reset').click();
  await expect.poll(() => stepOf(page)).toBe(0);
  await steps(page, 5);
  expect(await numbers(page)).toBe(first);
});

test('leaves reset, step, play and the step count where they are while it plays', async ({ page }) => {
  const places = async () => Promise.all(['Reset', 'Step', /^Speed/].map(async (name) => (await button(page, name).boundingBox())?.x));
  const before = await places();
  await page.keyboard.press(' ');
  await expect(button(page, 'Pause')).toBeVisible();
  expect(await places()).toEqual(before);
});

test('switches presets, and comes back by undo to the very numbers', async ({ page }) => {
  const [before, step] = [await numbers(page), await stepOf(page)];
  const presets = page.getByRole('toolbar', { name: 'Presets' }).getByRole('button');
  await expect(presets.first()).toHaveAttribute('aria-pressed', 'true');
  await presets.nth(3).click();
  await expect(presets.nth(3)).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => numbers(page)).not.toBe(before);
  await page.keyboard.press('Control+z');
  // Both presets may open at the same step.
  await expect.poll(async () => [await stepOf(page), await numbers(page)]).toEqual([step, before]);
  await expect(presets.first()).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+Shift+z');
  await expect(presets.nth(3)).toHaveAttribute('aria-pressed', 'true');
});

test('keeps a preset that was changed, with its words, and leads back to it', async ({ page }) => {
  const presets = page.getByRole('region', { name: 'Presets' });
  await button(page, 'Two explanations').click();
  await expect.poll(() => stepOf(page)).toBe(41);
  const [before, place] = [await numbers(page), await presets.getByText('The sign of Θ is lost').boundingBox()];
  const q = page.locator('[data-plot=beliefs]').getByRole('slider', { name: 'mean of q' });
  await q.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => numbers(page)).not.toBe(before);
  await expect(presets.getByRole('button', { name: /^Two explanations/ })).toHaveAttribute('aria-pressed', 'true');
  expect(await presets.getByText('The sign of Θ is lost').boundingBox()).toEqual(place);
  await button(page, 'Back to Two explanations').click();
  await expect.poll(() => stepOf(page)).toBe(41);
  expect(await numbers(page)).toBe(before);
  await expect(button(page, 'Back to Two explanations')).toBeHidden();
});

test('goes through the presets by arrows, as one stop of the tab key', async ({ page }) => {
  const presets = page.getByRole('toolbar', { name: 'Presets' }).getByRole('button');
  await presets.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(presets.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(presets.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  for (const preset of await presets.all()) await expect(preset).not.toBeFocused();
});

test('saves a session that opens to the same step and numbers in a new page', async ({ page }) => {
  await reset(page);
  await steps(page, 4);
  const before = await numbers(page);
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const text = await readFile(await (await saved).path(), 'utf8');
  const other = await page.context().newPage();
  // Listened for from the start: on a busy machine the listening itself takes a while to begin.
  const chooser = other.waitForEvent('filechooser');
  await open(other);
  await other.keyboard.press('Control+o');
  await (await chooser).setFiles({ name: 'session.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect.poll(() => stepOf(other)).toBe(4);
  expect(await numbers(other)).toBe(before);
  await other.close();
});

test('opens a link at its step', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await reset(page);
  await steps(page, 2);
  const before = await numbers(page);
  await button(page, 'Export').click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(notice(page)).toContainText('link');
  const other = await page.context().newPage();
  await open(other, await page.evaluate(() => navigator.clipboard.readText()));
  await expect.poll(() => stepOf(other)).toBe(2);
  expect(await numbers(other)).toBe(before);
  await other.close();
});

test('gives figures that open: an SVG dropped on the page is the run again', async ({ page }) => {
  await reset(page);
  await steps(page, 3);
  const before = await numbers(page);
  const saved = page.waitForEvent('download');
  await page.keyboard.press('e');
  await page.getByRole('menuitem').first().press('ArrowRight');
  await page.getByRole('menuitem', { name: 'SVG, column of 85 mm' }).click();
  const svg = await readFile(await (await saved).path(), 'utf8');
  await steps(page, 2);
  await drop(page, 'figure.svg', svg);
  await expect.poll(() => stepOf(page)).toBe(3);
  expect(await numbers(page)).toBe(before);
});

test('hands out PNG and CSV', async ({ page }) => {
  const png = page.waitForEvent('download');
  await page.keyboard.press('e');
  await page.getByRole('menuitem').first().press('ArrowRight');
  await page.getByRole('menuitem', { name: 'PNG, slide' }).click();
  const picture = await readFile(await (await png).path());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.readUInt32BE(16)).toBe(1280);
  const csv = page.waitForEvent('download');
  await page.keyboard.press('e');
  await page.getByRole('menuitem', { name: 'Tables as CSV' }).press('ArrowRight');
  await page.getByRole('menu').last().getByRole('menuitem').first().click();
  expect(await readFile(await (await csv).path(), 'utf8')).toMatch(/^# lab: \w+\n/);
});

const damaged: readonly (readonly [name: string, file: string, text: string, said: string])[] = [
  ['a damaged session', 'session.json', '{"format":"free-energy-lab/session","version":1,"lab":"bound"', 'session: expected JSON'],
  ['a session of another program', 'session.json', '{"version":9}', 'session: expected a file of format'],
  ['a session of a newer release', 'session.json', '{"format":"free-energy-lab/session","version":99}', 'newer release'],
  ['an SVG that is no figure of ours', 'drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'drawing.svg: expected a figure'],
  ['a CSV of words', 'words.csv', 'these\nare\nwords\n', 'expected'],
  ['a file of another kind', 'photo.heic', 'x', 'photo.heic: expected a session'],
];
alone('says in one line what is wrong with a file, and changes nothing', async ({ page }) => {
  const [before, step] = [await numbers(page), await stepOf(page)];
  for (const [name, file, text, said] of damaged) {
    await drop(page, file, text);
    await expect(notice(page), name).toContainText(said);
    expect(((await notice(page).textContent()) ?? '').trim(), name).not.toContain('\n');
    expect(await stepOf(page), name).toBe(step);
    expect(await numbers(page), name).toBe(before);
    await expect(button(page, 'Undo'), name).toBeDisabled();
    await notice(page).getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice(page), name).toHaveCount(0);
  }
});

test('refuses 100 MB of numbers before reading them', async ({ page }) => {
  const before = await numbers(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    const mega = new Uint8Array(1024 * 1024).fill(49);
    dataTransfer.items.add(new File(Array(100).fill(mega), 'large.csv'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await expect(notice(page)).toContainText('large.csv: expected at most 64 MB, got 100 MB');
  expect(await numbers(page)).toBe(before);
});

test('says that a link is cut off and opens on its preset', async ({ page }) => {
  await page.goto('about:blank');
  await open(page, '/#s=q1Yqz');
  await expect(notice(page)).toContainText('link: expected a whole session');
});

alone('outlives a worker that dies: the picture stays, one line says so, reset goes on', async ({ page }) => {
  await page.keyboard.press(' ');
  await page.keyboard.press(' ');
  await page.workers()[0]?.evaluate(() => self.close());
  await page.keyboard.press('s');
  await expect(page.getByText('the computation stopped; press reset to begin again')).toBeVisible();
  await expect(picture(page)).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByText('the computation stopped')).toBeHidden();
  await steps(page, 2);
});

alone('offers the run that a closed window left, step and all', async ({ page, context }) => {
  await reset(page);
  await steps(page, 6);
  const before = await numbers(page);
  await page.waitForTimeout(1000);
  await page.close({ runBeforeUnload: true });
  const next = await context.newPage();
  forgive(page);
  await open(next);
  await next.getByRole('button', { name: 'Open it' }).click();
  await expect.poll(() => stepOf(next)).toBe(6);
  expect(await numbers(next)).toBe(before);
});

test('lists the keys that it binds, and leaves them to a field that is typed in', async ({ page }) => {
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toContainText('Play or pause');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  const step = await stepOf(page);
  await page.locator('main input[type=text], main input[inputmode]').first().press('s');
  expect(await stepOf(page)).toBe(step);
});

// Colours are those of a theme, structure that of a layout.
test('has nothing for axe to find, in either theme and every layout', async ({ page }) => {
  test.slow();
  for (const [colorScheme, width, height] of [
    ['light', 1440, 900],
    ['light', 1024, 640],
    ['light', 720, 450],
    ['dark', 1440, 900],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await expect(picture(page)).toBeVisible();
    const { violations } = await axeIn(page, colorScheme).analyze();
    const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    expect(found, `${colorScheme}, ${width}×${height}`).toEqual([]);
  }
});

test('has nothing for axe to find in a notice', async ({ page }) => {
  await drop(page, 'words.csv', 'these\nare\nwords\n');
  await expect(notice(page)).toBeVisible();
  const { violations } = await axeIn(page).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
});

test('scrolls nowhere sideways at 1024×640, and offers the presets in the bar', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 640 });
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'auto')
      .map(({ className }) => className),
  );
  expect(wide).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  const before = await numbers(page);
  await button(page, /^Presets/).click();
  await page.getByRole('menuitemradio').nth(2).click();
  await expect.poll(() => numbers(page)).not.toBe(before);
});
