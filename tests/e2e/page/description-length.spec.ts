// Description length as a person meets it: find the best choice of codewords, then send a network and read it back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { readFor } from '../../../core/lab/data-for.ts';
import { descriptionLength } from '../../../core/labs/descriptionLength/lab.ts';
import { invoke } from '../../cli/invoke.ts';
import { failOnComplaints, openLab } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

test.setTimeout(90_000);
test.use({ viewport: { width: 1440, height: 900 } });

failOnComplaints();

test.beforeEach(async ({ page }) => {
  if (!isNew(page)) return backTo(page);
  await page.goto('/');
  await openLab(page, 'Description length', 'cost');
});

const preset = (page: Page, title: string) => page.getByText(title, { exact: true }).first().click();

test('says that no choice does better where the curve has its least', async ({ page }) => {
  const told = page.locator('main p').getByText(/^A symbol takes/);
  await expect(told).toHaveText(/The best choice would cost 2\.415 bits\.$/);
  const field = page.getByRole('textbox', { name: /share of the first/ }).first();
  await field.fill('0.6667');
  await field.press('Enter');
  await expect(told).toHaveText(/2\.415 bits net\. No choice does better\.$/);
});

test('writes as much more as comes back when weights are told more finely', async ({ page }) => {
  await preset(page, 'Noise in the weights');
  await page.getByRole('tab', { name: 'By precision' }).click();
  const handle = page.locator('[data-plot="precision"] [data-handle]');
  await expect(handle).toBeVisible({ timeout: 30_000 });
  const ledger = async () => {
    const text = async (name: string) =>
      Number((await page.locator(`[data-scalar="${name}"]`).first().textContent())?.replace(/[^\d.]/g, ''));
    return { spent: await text('spent'), returned: await text('bitsBack'), length: await text('descriptionLength') };
  };
  const before = await ledger();
  await handle.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await ledger()).spent).toBeLessThan(before.spent - 1);
  const after = await ledger();
  expect(after.length).toBe(before.length);
  expect(Math.abs(before.spent - after.spent - (before.returned - after.returned))).toBeLessThan(0.2);
});

test('sends a network in an envelope, which the command line’s reader opens, and the page', async ({ page }, info) => {
  await preset(page, 'Noise in the weights');
  await expect(page.getByTestId('step')).toHaveText('600', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Envelope (.envelope)' }).click();
  const path = info.outputPath('network.envelope');
  await (await download).saveAs(path);
  const { columns } = await readFor(descriptionLength, [{ name: 'network.envelope', bytes: new Uint8Array(readFileSync(path)) }]);
  expect([columns.x?.length, columns.y?.length]).toEqual([60, 60]);

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a CSV…' }).click();
  await (await chooser).setFiles(path);
  await expect(page.getByText('network.envelope: 60 rows of x, y; target: y.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: /^Your own/ }).first()).toBeVisible();
});

for (const { title, steps, by, told } of [
  { title: 'Who made which, for free', steps: '40', by: 'mixture', told: 'mixture.envelope: 272 numbers' },
  { title: 'Digits by bits back', steps: '8', by: 'factors', told: 'factors.envelope: 150 images of 8 × 8, and 50 held out' },
])
  test(`sends “${title}” in the envelope that the command line writes, bit for bit, and opens it`, async ({ page }, info) => {
    await preset(page, title);
    await expect(page.getByTestId('step')).toHaveText(steps, { timeout: 30_000 });
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Envelope (.envelope)' }).click();
    const path = info.outputPath(`${by}.envelope`);
    await (await download).saveAs(path);
    const out = info.outputPath('command-line');
    const id = title.startsWith('Who') ? 'labels' : 'digits';
    expect(await invoke(['run', 'descriptionLength', '--preset', id, '--out', out, '--exports', 'envelope'])).toMatchObject({ code: 0 });
    expect(readFileSync(path).equals(readFileSync(join(out, `${by}.envelope`)))).toBe(true);

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a CSV…' }).click();
    await (await chooser).setFiles(join(out, `${by}.envelope`));
    await expect(page.getByText(told).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole('button', { name: /^Your own/ }).first()).toBeVisible();
  });
