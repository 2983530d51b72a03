// What a page in a browser makes of a text of the user's, and of a measurement that it cannot make.
import { expect, test } from '@playwright/test';
import { failOnComplaints, openLab } from './lab-page.ts';

failOnComplaints();

test('prices of one’s own are opened, refused where they are none, and removed; joules are not measured in a browser', async ({ page }) => {
  await page.goto('/');
  await openLab(page, 'Intelligence per kilowatt-hour', 'efficiency');
  const find = page.getByPlaceholder('Find a control');
  await find.fill('own prices');
  const prices = page.locator('[data-param=prices]');
  const give = async (name: string, text: string) => {
    const chooser = page.waitForEvent('filechooser');
    await prices.getByRole('button', { name: /^Open…/ }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  const download = page.waitForEvent('download');
  await prices.getByRole('button', { name: 'Save a template' }).click();
  const template = await (await download).createReadStream();
  expect((await download).suggestedFilename()).toBe('kilowattHour-prices.csv');
  await give('mine.csv', Buffer.concat(await template.toArray()).toString());
  await expect(prices.getByRole('button', { name: 'Remove' })).toBeVisible();
  const before = await prices.getByRole('status').innerText();
  await give('worse.csv', 'nothing, of the kind');
  await expect(prices.getByRole('alert')).toHaveText(/^[^\n]+: expected [^\n]+, got [^\n]+$/);
  await expect(prices.getByRole('status')).toHaveText(before);
  await prices.getByRole('button', { name: 'Remove' }).click();
  await expect(prices.getByRole('status')).not.toHaveText(before);

  await find.fill('of this machine');
  const measured = page.locator('[data-param=measured]');
  await expect(measured.getByRole('button', { name: 'Measure on this machine' })).toBeDisabled();
  await expect(measured).toContainText('Not offered here: a page in a browser sees no joules');
});
