// A link to a step that takes many minutes: the page comes first, says how far it is, lets other labs go on, and takes a no for an answer.
import { deflateRawSync } from 'node:zlib';
import { expect, type Page, test } from '@playwright/test';
import { SESSION_FORMAT } from '../../../core/lab/session.ts';
import { failOnComplaints } from './lab-page.ts';

failOnComplaints();
test.use({ viewport: { width: 1280, height: 720 } });

const session = { format: SESSION_FORMAT, version: 1, lab: 'samplers', labVersion: 1, values: {}, seed: 1, changes: [] };
const link = (steps: number) => `/#s=${deflateRawSync(JSON.stringify({ ...session, steps })).toString('base64url')}`;
const notice = (page: Page) => page.getByRole('region', { name: /notices/i }).getByRole('alertdialog');
const stepOf = async (page: Page) => Number(await page.getByTestId('step').textContent());

test('shows the page on the way to a far step, and another lab beside it; cancelled, the lab is as it was', async ({ page }) => {
  await page.goto(link(1e9));
  await expect(notice(page)).toContainText('On the way to step 1,000,000,000.', { timeout: 30_000 });
  const share = () => notice(page).getByRole('progressbar').getAttribute('value').then(Number);
  const before = await share();
  await expect.poll(share).toBeGreaterThan(before);
  const bound = page.getByRole('heading', { level: 1, name: 'The bound' });
  await page.getByText('The bound', { exact: true }).first().click();
  await expect(bound).toBeVisible();
  await page.keyboard.press('s');
  await expect.poll(() => stepOf(page)).toBe(1);
  await expect(notice(page)).toHaveCount(0);
  await page.getByText('Samplers', { exact: true }).first().click();
  await notice(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(notice(page)).toHaveCount(0);
  // What was open stays: here what opens where a link leads nowhere.
  await expect(bound).toBeVisible();
});

test('refuses a step that no run comes to, and opens', async ({ page }) => {
  await page.goto(link(1e15));
  await expect(notice(page)).toContainText('session steps: expected at most 1000000000', { timeout: 30_000 });
  await expect(page.locator('[data-page]:not([aria-busy]) main figure svg').first()).toBeVisible({ timeout: 30_000 });
});
