// The Gradient estimators lab as a person meets it: drag q, see the variances, race, find out who is wrong.
import { expect, type Page } from '@playwright/test';
import { failOnComplaints, openLab } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

test.use({ viewport: { width: 1440, height: 900 } });

failOnComplaints();

test.beforeEach(async ({ page }) => {
  if (!isNew(page)) return backTo(page);
  await page.goto('/');
  await openLab(page, 'Gradient estimators', 'arrows');
});

const scalar = async (page: Page, name: string) =>
  Number((await page.locator(`[aria-label=Readouts] [data-scalar=${name}]`).textContent())?.replace('−', '-').replaceAll(/[^\d.e-]/g, ''));

const stepOf = async (page: Page) => Number((await page.getByTestId('step').textContent())?.replaceAll(/\D/g, ''));

test('a narrower q calms the pathwise estimator and makes the score function wild', async ({ page }) => {
  const before = [await scalar(page, 'pathwiseVariance'), await scalar(page, 'varianceRatio')] as const;
  const handle = page.locator('[data-plot="arrows"]').getByRole('slider', { name: 'width of q' });
  const box = await handle.boundingBox();
  if (!box) throw new Error('expected a handle on q, got none');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 8; i += 1) await page.mouse.move(x - 4 * i, y);
  await page.mouse.up();
  await expect.poll(() => scalar(page, 'varianceRatio')).toBeGreaterThan(1.5 * before[1]);
  await expect.poll(() => scalar(page, 'pathwiseVariance')).toBeLessThan(before[0]);
});

test('the race runs, and its picture follows', async ({ page }) => {
  const from = await stepOf(page);
  const path = () => page.locator('[data-plot="race"] svg path').first().getAttribute('d');
  const drawn = await path();
  await page.getByRole('button', { name: 'Race', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 30_000 }).toBeGreaterThan(from + 30);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(await path()).not.toBe(drawn);
});

test('a fast cosine turns the order round, and at a jump the pathwise certificate is red', async ({ page }) => {
  await page.getByText('Where the score wins', { exact: true }).first().click();
  await expect(page.getByText('the score function wins', { exact: false }).first()).toBeVisible();
  await expect.poll(() => scalar(page, 'varianceRatio')).toBeLessThan(1);
  await page.getByText('A jump', { exact: true }).first().click();
  await expect(
    page
      .locator('main p')
      .getByText(/Biased: pathwise\.$/)
      .first(),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'Equations' }).click();
  await expect(page.locator('.Certificate-certificate[data-holds=false]')).toHaveCount(1);
  await expect(page.locator('.Certificate-certificate[data-holds=true]').first()).toBeVisible();
});
