// How the page is read: in a lecture, in a theme of one's choice, by keyboard alone, from snapshot to snapshot.
import AxeBuilder from '@axe-core/playwright';
import { test as alone, expect, type Page } from '@playwright/test';
import { failOnComplaints } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

failOnComplaints();

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
const notice = (page: Page) => page.getByRole('region', { name: /notices/i }).getByRole('alertdialog');
const stepOf = async (page: Page) => Number(await page.getByTestId('step').textContent());

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  if (isNew(page)) await page.goto('/');
  await backTo(page, 'Two explanations');
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBe(41);
});

test('a lecture leaves the plot that was looked at, equation and ledger, larger, and Escape ends it', async ({ page }) => {
  const sizeOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  const before = await sizeOf('[aria-label=Ledger] [data-scalar=gap]');
  await page.locator('[data-plot=landscape] figure').hover();
  await page.keyboard.press('l');
  await expect(page.locator('[data-plot]')).toHaveCount(1);
  await expect(page.locator('[data-plot=landscape] svg').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Identity' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Ledger' })).toBeVisible();
  for (const gone of [page.getByRole('navigation', { name: 'Labs' }), button(page, 'Descend'), page.getByRole('tab', { name: 'Controls' })])
    await expect(gone).toHaveCount(0);
  expect((await sizeOf('[aria-label=Ledger] [data-scalar=gap]')) / before).toBeGreaterThan(1.4);
  // All of it is in the window, and the picture has most of it.
  const boxes = await Promise.all(
    ['[data-plot=landscape]', '[aria-label=Ledger]', '[aria-label=Identity]'].map((at) => page.locator(at).boundingBox()),
  );
  for (const box of boxes) expect((box?.y ?? 900) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
  expect(boxes[0]?.height).toBeGreaterThan(450);
  // What plays and steps does so here, too.
  await page.keyboard.press('s');
  await page.keyboard.press('Escape');
  await expect.poll(() => stepOf(page)).toBe(42);
  await expect(page.getByRole('tab', { name: 'Controls' })).toBeVisible();
  expect(await sizeOf('[aria-label=Ledger] [data-scalar=gap]')).toBe(before);
});

test('a lecture fits small windows and large ones', async ({ page }) => {
  test.slow();
  await page.keyboard.press('l');
  await expect(page.locator('[data-plot]')).toHaveCount(1);
  // A term that comes to lie under the pointer is lit, and the others fade.
  await page.mouse.move(1, 1);
  for (const [width, height] of [
    [1024, 640],
    [720, 450],
    [2560, 1440],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const at of ['[data-plot]', '[aria-label=Ledger]', '[aria-label=Identity]']) {
      const within = async () => {
        const box = await page.locator(at).boundingBox();
        return [(box?.x ?? 0) + (box?.width ?? 0) <= width, (box?.y ?? 0) + (box?.height ?? 0) <= height];
      };
      await expect.poll(within, { message: `${at}, ${width} × ${height}` }).toEqual([true, true]);
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  }
});

test('snapshots are kept under numbers, come back, are renamed, and go with the session', async ({ page }) => {
  const numbers = () => page.getByRole('region', { name: 'Ledger' }).textContent();
  const before = await numbers();
  await page.keyboard.press('5');
  await expect(notice(page)).toContainText('There is no snapshot 5 yet');
  await page.keyboard.press('Shift+Digit5');
  await expect(notice(page).filter({ hasText: 'Snapshot 5 is kept: Two explanations, step 41.' })).toBeVisible();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('s');
  await expect.poll(() => stepOf(page)).toBe(45);
  await page.keyboard.press('5');
  await expect.poll(() => stepOf(page)).toBe(41);
  expect(await numbers()).toBe(before);
  await page.keyboard.press('m');
  const sheet = page.getByRole('dialog', { name: 'Snapshots' });
  await sheet.getByRole('textbox', { name: 'Name of snapshot 5' }).fill('where it begins to settle');
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Escape');
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Control+s');
  const text = await (await saved).createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()).toString());
  expect(JSON.parse(text).snapshots).toMatchObject([{ key: 5, name: 'where it begins to settle', steps: 41 }]);
});

alone('a theme that is chosen stays chosen, whatever the system says', async ({ page }) => {
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await page.emulateMedia({ colorScheme: 'light' });
  const choose = async (name: string) => {
    await button(page, 'View').click();
    await page.getByRole('menuitemradio', { name, exact: true }).click();
  };
  await choose('Dark');
  expect(await theme()).toBe('dark');
  await page.reload();
  await expect(button(page, 'View')).toBeVisible({ timeout: 30_000 });
  expect(await theme()).toBe('dark');
  await choose('As the system');
  expect(await theme()).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(theme).toBe('dark');
  await choose('Light');
  expect(await theme()).toBe('light');
});

test('the first stop of the tab key leads to the pictures', async ({ page }) => {
  await page.reload();
  await expect(button(page, 'View')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Tab');
  await expect(button(page, 'Skip to the pictures')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
});

test('a run at its end says so to who steps on, and to who plays', async ({ page }) => {
  await page.getByRole('button', { name: /^Speed/ }).click();
  await page.getByRole('menuitemradio', { name: 'as fast as it goes' }).click();
  await button(page, 'Descend').click();
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(150);
  await expect(button(page, 'Pause')).toBeHidden({ timeout: 30_000 });
  const step = await stepOf(page);
  await button(page, 'Step').click();
  await expect(notice(page)).toContainText('The run is at its end: another step changes nothing.');
  expect(await stepOf(page)).toBe(step);
  await button(page, 'Descend').click();
  await expect(notice(page).filter({ hasText: 'begins again' })).toBeVisible();
});

alone('the speed that is shown is the one that is reached', async ({ page }) => {
  await page.getByText('Samplers', { exact: true }).first().click();
  await expect(page.locator('[data-page]:not([aria-busy]) [data-plot="plane"] svg').first()).toBeVisible({ timeout: 30_000 });
  const speed = button(page, /^Speed/);
  await speed.click();
  await page.getByRole('menuitemradio', { name: 'as fast as it goes' }).click();
  await expect(speed).toHaveText('max');
  await button(page, 'Sample').click();
  await expect(speed).toHaveText(/^[\d,]+\/s$/, { timeout: 20_000 });
  await expect(speed).toHaveAccessibleName(/^Speed: [\d,]+\/s, aimed at max$/);
  await button(page, 'Pause').click();
  await expect(speed).toHaveText('max');
});

test('what is printed is a sheet of the run, light and whole, and the page is as it was', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('tab', { name: 'Notes' }).click();
  // The sheet is made ready while nothing else happens.
  await page.waitForTimeout(1500);
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const sheet = page.locator('[data-sheet]');
  await expect(sheet).toHaveCount(1);
  await expect(sheet).toBeHidden();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(sheet).toBeVisible();
  await expect(page.locator('[data-page]')).toBeHidden();
  await expect(sheet).toContainText('Two explanations');
  await expect(sheet.locator('svg')).toHaveCount(5);
  await expect(sheet.locator('math').first()).toBeVisible();
  expect(await sheet.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(255, 255, 255)');
  const gap = sheet.locator('[data-hue=gap]').first();
  expect(await gap.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(143, 100, 0)');
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(sheet).toHaveCount(0);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  expect(pdf).not.toMatch(/\/Subtype\s*\/Image/);
});
