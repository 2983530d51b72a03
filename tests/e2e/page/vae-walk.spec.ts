// The walk through a training step, and how far a training has come.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { failOnComplaints, openLab } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

test.setTimeout(120_000);
test.use({ viewport: { width: 1440, height: 900 } });

const stages = ['Data', 'Encode', 'Sample', 'Decode', 'Energy', 'Entropy', 'Gradient', 'Update'];

failOnComplaints();

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  if (!isNew(page)) {
    await page.getByRole('tab', { name: 'Controls' }).click();
    return backTo(page);
  }
  await page.goto('/');
  await openLab(page, 'Autoencoders', 'plane');
});

const current = (page: Page) => page.locator('[aria-current="step"]');
const told = (page: Page) => page.locator('.Walk-told > p').first();

test('walks through all stages by hand, takes one step, and begins again', async ({ page }) => {
  await page.getByRole('tab', { name: 'Walk' }).click();
  const picture = page.locator('[data-plot="network"]');
  await expect(picture).toContainText('−log p(x|z)');
  const sentences: string[] = [];
  for (const [i, stage] of stages.entries()) {
    await expect(current(page)).toHaveText(`${i + 1}${stage}`);
    await expect(told(page)).toContainText(/\.$/);
    sentences.push((await told(page).textContent()) ?? '');
    await expect(page.getByTestId('step')).toHaveText('0');
    await page.getByRole('button', { name: stage === 'Update' ? 'Take the step' : 'Forward' }).press('Enter');
  }
  expect(new Set(sentences).size).toBe(stages.length);
  await expect(current(page)).toHaveText('1Data');
  await expect(page.getByTestId('step')).toHaveText('1');
  await expect(told(page)).not.toHaveText(sentences[0] as string);

  // Back, straight to a stage, and away: the plot goes with the walk.
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: '5 Energy' }).click();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(current(page)).toHaveText('4Decode');
  await page.getByRole('tab', { name: 'Controls' }).click();
  await expect(picture).toHaveCount(0);
  await expect(page.locator('[data-plot="plane"]')).toBeVisible();
  await expect(page.getByTestId('step')).toHaveText('1');
});

test('walks slowly by itself, until training goes on', async ({ page }) => {
  await page.getByRole('tab', { name: 'Walk' }).click();
  await page.getByRole('button', { name: 'Walk slowly' }).click();
  await expect(current(page)).toHaveText('3Sample');
  // Space is still the run’s, where no tab or button has the focus.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Walk slowly' })).toBeVisible();
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
});

test('has nothing for axe to find on the walk', async ({ page }) => {
  await page.getByRole('tab', { name: 'Walk' }).click();
  await expect(page.locator('[data-plot="network"]')).toContainText('−log p(x|z)');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
});

test('does not walk by itself for whoever wants no motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('tab', { name: 'Walk' }).click();
  await expect(page.getByRole('button', { name: 'Forward' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Walk slowly' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Forward' }).click();
  await expect(current(page)).toHaveText('2Encode');
});

test('says how far a training has come, and what is left of it', async ({ page }) => {
  const bar = page.getByRole('progressbar', { name: 'Train' });
  await expect(bar).toHaveAttribute('aria-valuetext', 'epoch 0.0 of 40');
  const box = await bar.boundingBox();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(bar).toContainText(/about \d+ (s|min|h).* left/, { timeout: 30_000 });
  await expect(bar).toContainText(/[\d,]+ images\/s/);
  await expect(page.locator('.TrainingProgress-place')).toHaveText(/epoch \d+\.\d of 40/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(bar).not.toContainText('left');
  expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(100);
  expect(await bar.boundingBox()).toEqual(box);
});
