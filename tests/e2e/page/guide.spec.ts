// The lab explains itself: a tour that goes on by what is done, plots in words, terms derived line by line, words defined where they stand.
import AxeBuilder from '@axe-core/playwright';
import { test as alone, expect, type Locator, type Page } from '@playwright/test';
import { failOnComplaints, openLab } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

failOnComplaints();

const tour = (page: Page) => page.getByRole('region', { name: 'Tour' });
const step = (page: Page) => tour(page).getByRole('heading');
const identity = (page: Page) => page.getByRole('region', { name: 'Identity' });

/** Nothing is pointed at: a term that is dims the others. */
const accessible = async (page: Page) => {
  await page.mouse.move(0, 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
};

async function pull(page: Page, handle: Locator, by: readonly [x: number, y: number]): Promise<void> {
  // It waits until the handle lies still.
  await handle.hover();
  const box = await handle.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.down();
  await page.mouse.move(x + by[0], y + by[1], { steps: 12 });
  await page.mouse.up();
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  if (!isNew(page)) {
    if (await tour(page).isVisible()) await tour(page).getByRole('button', { name: 'Leave the tour' }).click();
    return backTo(page);
  }
  await page.goto('/');
  await expect(page.locator('[data-page]:not([aria-busy]) [data-plot] svg').first()).toBeVisible({ timeout: 30_000 });
});

test('whoever is new is led from a coin to a temperature, by what they do, and is not asked again', async ({ page }) => {
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await expect(step(page)).toHaveText('Say what you believe');
  await expect(page.locator('[data-plot=states]')).toHaveCSS('outline-style', 'solid');
  await accessible(page);
  const bar = page.locator('[data-plot=states]').getByRole('slider').first();
  await bar.focus();
  await bar.press('ArrowUp');
  for (let i = 0; i < 20 && (await tour(page).getByRole('status').textContent()) === ''; i += 1) await bar.press('ArrowUp');
  await expect(tour(page).getByRole('status')).toContainText('Done');

  await expect(step(page)).toHaveText('Let Bayes answer');
  // 0.9 · 0.5 / (0.9 · 0.5 + 0.3 · 0.5), and what is left.
  for (const [state, weight] of [
    [1, '0.75'],
    [2, '0.25'],
  ] as const) {
    const field = page.getByRole('textbox', { name: `weight of ${state}, Approximation q` });
    await field.fill(weight);
    await field.press('Enter');
  }
  await expect(step(page)).toHaveText('Read the equation');
  await identity(page).locator('[data-term=complexity]').hover();
  await expect(step(page)).toHaveText('Let it descend');
  await expect(page.getByRole('region', { name: 'Presets' })).toHaveCount(0);
  await page.mouse.move(720, 30);
  await page.getByRole('button', { name: 'Descend' }).click();
  await expect(step(page)).toHaveText('Miss something', { timeout: 30_000 });
  await expect(page.locator('[data-plot=beliefs] svg').first()).toBeVisible();
  await tour(page).getByRole('button', { name: 'Next' }).click();
  await expect(step(page)).toHaveText('Turn the temperature');
  const temperature = page.getByRole('textbox', { name: 'temperature' });
  await temperature.fill('3');
  await temperature.press('Enter');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(tour(page)).toHaveCount(0, { timeout: 10_000 });
  await expect(page.getByRole('button', { name: 'Take the tour' })).toHaveCount(0);
  await page.reload();
  await expect(page.locator('[data-page]:not([aria-busy]) [data-plot] svg').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Presets' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take the tour' })).toHaveCount(0);
});

alone('q is dragged over the hump, and the tour has seen it; it can be left, and taken again from the menu', async ({ page }) => {
  await page.getByRole('button', { name: 'Take the tour' }).click();
  for (let i = 0; i < 4; i += 1) await tour(page).getByRole('button', { name: 'Next' }).click();
  await expect(step(page)).toHaveText('Miss something');
  const peak = page.locator('[data-plot=beliefs]').getByRole('slider').first();
  await expect(peak).toBeVisible();
  const width = (await page.locator('[data-plot=beliefs] figure').boundingBox())?.width ?? 0;
  await expect(page.getByTestId('step')).toHaveText(/\b41\b/);
  await pull(page, peak, [-width * 0.35, 0]);
  await expect(step(page)).toHaveText('Turn the temperature');
  await tour(page).getByRole('button', { name: 'Back' }).click();
  await expect(step(page)).toHaveText('Miss something');
  await tour(page).getByRole('button', { name: 'Leave the tour' }).click();
  await expect(tour(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('menuitem', { name: 'Tour' }).click();
  await expect(step(page)).toHaveText('Say what you believe');
});

for (const [width, height] of [
  [1100, 760],
  [1024, 640],
  [390, 800],
] as const)
  test(`the tour stands above the pictures at ${width} × ${height}, and covers nothing`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('menuitem', { name: 'Tour' }).click();
    await expect(step(page)).toHaveText('Say what you believe');
    const [told, below] = await Promise.all([tour(page).boundingBox(), identity(page).boundingBox()]);
    expect((told?.y ?? 0) + (told?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    expect((told?.x ?? 0) + (told?.width ?? 0)).toBeLessThanOrEqual(width);
    await accessible(page);
  });

test('a plot is explained under its picture, and a term where it comes from, line by line', async ({ page }) => {
  const plot = page.locator('[data-plot=slice]');
  await plot.hover();
  await plot.getByRole('button', { name: 'More for Free energy over q(1)' }).click();
  await page.getByRole('menuitem', { name: 'Explain this' }).click();
  await expect(plot).toContainText('Energy, −T times entropy and their sum F');
  await expect(plot).toContainText('Try: Drag the point to the bottom');
  await expect(plot.locator('svg').first()).toBeVisible();

  await identity(page).locator('[data-term=gap]').click();
  const derivation = page.getByRole('region', { name: 'Where gap comes from' });
  await expect(derivation.locator('math').first()).toBeVisible();
  await expect(derivation).toContainText('It is 0 only where q is the posterior.');
  await accessible(page);
  await page.getByRole('region', { name: 'Ledger' }).getByRole('button', { name: 'entropy' }).click();
  await expect(page.getByRole('region', { name: 'Where entropy comes from' })).toBeVisible();
  await expect(derivation).toHaveCount(0);
  await page.getByRole('button', { name: 'Close the derivation' }).click();
  await expect(page.getByRole('region', { name: /comes from/ })).toHaveCount(0);

  await plot.hover();
  await plot.getByRole('button', { name: 'More for Free energy over q(1)' }).click();
  await page.getByRole('menuitem', { name: 'Hide the explanation' }).click();
  await expect(plot).not.toContainText('Try:');
});

test('a word of the field defines itself where it stands, to the mouse and to the keyboard', async ({ page }) => {
  await identity(page).locator('[data-term=gap]').click();
  const word = page.getByRole('region', { name: 'Where gap comes from' }).getByRole('button', { name: 'posterior' }).first();
  await word.hover();
  await expect(page.getByRole('tooltip')).toContainText('what Bayes’ rule says to believe about Θ after the data were seen');
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await word.focus();
  await expect(page.getByRole('tooltip')).toContainText('what Bayes’ rule says');
});

// At the end: it leaves the page in another lab.
test('the tour of spikes goes on when a digit rests, and unfolds the control that it speaks of', async ({ page }) => {
  await openLab(page, 'Spikes', 'raster');
  await page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name: 'View' }).click();
  await page.getByRole('menuitem', { name: 'Tour' }).click();
  await expect(step(page)).toHaveText('A digit moves');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(step(page)).toHaveText('Nothing changes, nothing is spent', { timeout: 30_000 });
  await expect(identity(page).locator('[data-scalar=denseOperations]')).toHaveText('397600');
  for (const title of ['Who saved it', 'Where spikes cost more', 'The same, bit for bit']) {
    await tour(page).getByRole('button', { name: 'Next' }).click();
    await expect(step(page)).toHaveText(title);
  }
  const network = page.locator('[data-param=network]');
  await expect(network).toHaveCSS('outline-style', 'solid');
  await network.getByRole('button').click();
  await page.getByRole('option', { name: /^Rounding/ }).click();
  await expect(step(page)).toHaveText('Your turn');
  await expect(network).toHaveCount(0);
});
