// The Samplers lab as a person meets it: play, break, compare.
import { readFileSync } from 'node:fs';
import { test as alone, expect, type Page } from '@playwright/test';
import { readTable } from '../../../core/lab/csv.ts';
import { chaotic, expectSampleShown } from '../same-numbers.ts';
import { failOnComplaints, openLab } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

test.setTimeout(90_000);
test.use({ viewport: { width: 1440, height: 900 } });

failOnComplaints();

test.beforeEach(async ({ page }) => {
  if (!isNew(page)) return backTo(page);
  await page.goto('/');
  await openLab(page, 'Samplers', 'plane');
});

const stepOf = async (page: Page) => Number(await page.getByTestId('step').textContent());
const preset = (page: Page, title: string) => page.getByText(title, { exact: true }).first().click();
const sentence = (page: Page) =>
  page
    .locator('main p')
    .getByText(/^(SGLD|MALA|ULA) (does not sample|agrees|has|shows)/)
    .first();

test('samples when it is played, and does not sample the target without N/n', async ({ page }) => {
  const before = await stepOf(page);
  await page.getByRole('button', { name: 'Sample', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 20_000 }).toBeGreaterThan(before + 1000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await preset(page, 'N/n forgotten');
  await expect(sentence(page)).toHaveText(/^SGLD does not sample the target/, { timeout: 20_000 });
});

test('sets samplers and fitted normals side by side', async ({ page }) => {
  await preset(page, 'At equal cost');
  await page.getByRole('tab', { name: 'Side by side' }).click();
  const multiples = page.locator('[data-plot="multiples"] svg');
  for (const name of ['SGLD', 'HMC', 'NUTS', 'mean field', 'full covariance'])
    await expect(multiples.getByText(name, { exact: true })).toHaveCount(1);
});

test('samples where the map is clicked', async ({ page }) => {
  await preset(page, 'The map of bias');
  const handle = page.locator('[data-plot="mapVariance"] [data-handle]');
  const stepSize = page.getByRole('textbox', { name: /^step size/ }).first();
  await expect(stepSize).toHaveValue(/^0\.001/, { timeout: 20_000 });
  await expect.poll(() => stepOf(page)).toBe(4000);
  await expect(sentence(page)).toHaveText(/^SGLD does not sample the target/);
  // From its own frame on, the map lies where its cells will be.
  const box = (await handle.boundingBox()) as { x: number; y: number; width: number; height: number };
  await page.mouse.click(box.x + box.width / 2 - 40, box.y + box.height / 2 - 30);
  await expect(stepSize).not.toHaveValue(/^0\.001/);
  await expect.poll(async () => (await handle.boundingBox())?.x).toBeLessThan(box.x - 20);
  // It begins there, and goes on by itself: what is told is of the cell that was clicked.
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => stepOf(page)).toBeLessThan(3500);
  await expect.poll(() => stepOf(page), { timeout: 20_000 }).toBeGreaterThan(200);
  await expect(sentence(page)).not.toHaveText(/^SGLD does not sample the target/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.keyboard.press('Control+z');
  await expect(stepSize).toHaveValue(/^0\.001/, { timeout: 20_000 });
});

test('hands out the cells of the map as a table', async ({ page }) => {
  await preset(page, 'Sixty-four on a ring');
  await expect(page.locator('[data-plot="mapVariance"] [data-handle]')).toBeVisible({ timeout: 20_000 });
  // It is there as soon as its first cell is, and for a moment there may be none again: the map of the values that have just come is another.
  const item = page.getByRole('menuitem', { name: 'map', exact: true });
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('menuitem', { name: 'Tables as CSV' }).click();
    await expect(item).toBeVisible({ timeout: 1000 });
    const saved = page.waitForEvent('download');
    await item.click();
    const { provenance, table } = readTable(readFileSync(await (await saved).path(), 'utf8'));
    expect([provenance.lab, provenance.table]).toEqual(['samplers', 'map']);
    expect(Object.keys(table).slice(0, 2)).toEqual(['stepSize', 'row']);
    expect(table.varianceError?.length).toBeGreaterThan(0);
    for (const row of table.row ?? []) expect([0, 1, 2]).toContain(row);
  }).toPass({ timeout: 30_000 });
});

alone('pales while another run is on its way', async ({ page }) => {
  await expect.poll(() => stepOf(page)).toBe(20_000);
  const centre = page.locator('[data-stale]');
  await expect(centre).toHaveAttribute('data-stale', 'false');
  const heard = await page.evaluateHandle(() => {
    const states: string[] = [];
    const tell = () => states.push(document.querySelector('[data-stale]')?.getAttribute('data-stale') ?? '');
    new MutationObserver(tell).observe(document, { subtree: true, attributeFilter: ['data-stale'] });
    return states;
  });
  // A run that is asked for now takes its time, however quick the machine.
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, ...said: Parameters<typeof postMessage>) {
      setTimeout(() => postMessage.apply(this, said), 500);
    } as typeof postMessage;
  });
  await preset(page, 'At equal cost');
  await expect.poll(() => heard.jsonValue(), { timeout: 30_000 }).toEqual(['true', 'false']);
  await expect.poll(() => stepOf(page)).toBe(60_000);
  // And so it looks, however soon the next run is there.
  const opacity = () => centre.evaluate((element) => Number(getComputedStyle(element).opacity));
  await centre.evaluate((element) => element.setAttribute('data-stale', 'true'));
  await expect.poll(opacity).toBeLessThan(0.6);
  await centre.evaluate((element) => element.setAttribute('data-stale', 'false'));
  await expect.poll(opacity).toBe(1);
});

for (const one of chaotic)
  test(`shows in a browser the numbers of the command line: ${one.preset}`, ({ page }) => expectSampleShown(page, one));
