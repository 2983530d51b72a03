// The panel in a real browser: what is dragged moves everything together, terms light up both ways, sums add up on the screen.
import { expect, type Page } from '@playwright/test';
import { axeIn } from './axe.ts';
import { failOnComplaints } from './lab-page.ts';
import { backTo, isNew, test } from './one-page.ts';

failOnComplaints();

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  if (isNew(page)) await page.goto('/');
  else await page.getByRole('tab', { name: 'Controls' }).click();
  await backTo(page, 'Two explanations');
  await expect(page.getByTestId('step')).toHaveText('41', { timeout: 30_000 });
  await expect(handle(page)).toBeVisible();
});

const handle = (page: Page) => page.locator('[data-plot=beliefs]').getByRole('slider', { name: 'mean of q' });
const onLandscape = (page: Page) => page.locator('[data-plot=landscape]').getByRole('slider');
const fieldOf = (page: Page, param: string) => page.locator(`[data-param=${param}] input[inputmode]`);
const read = (text: string | null) => Number(text?.replace('−', '-'));
const headline = async (page: Page, scalar: string) =>
  read(await page.locator(`[aria-label=Identity] [data-scalar=${scalar}]`).textContent());
const ledger = async (page: Page, scalar: string) =>
  read(await page.locator(`[aria-label=Ledger] [data-scalar=${scalar}]`).first().textContent());
const widthOf = (page: Page, scalar: string) =>
  page.locator(`[aria-label=Ledger] [data-term=${scalar}] [aria-hidden] > span`).evaluate((bar) => bar.getBoundingClientRect().width);
const place = async (of: ReturnType<typeof handle>) => {
  const box = await of.boundingBox();
  if (!box) throw new Error('it has no place');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** Everything that must move with q. */
async function seen(page: Page) {
  return {
    headline: await headline(page, 'gap'),
    ledger: await ledger(page, 'energy'),
    bar: await widthOf(page, 'gap'),
    summedBar: await page.locator('[data-plot=terms] path[data-term=gap]').first().getAttribute('d'),
    curve: await page.locator('[data-plot=beliefs] path[data-term=entropy]').last().getAttribute('d'),
    landscape: (await place(onLandscape(page))).x,
    field: await fieldOf(page, 'qMean').inputValue(),
    slider: await page.locator('[data-param=qMean] input[type=range]').getAttribute('aria-valuetext'),
    spoken: await handle(page).getAttribute('aria-valuetext'),
  };
}

/** Three decimals are printed: each term may be off by half of the last. Read again where a frame came between two of them. */
const expectSums = (page: Page) =>
  expect(async () => {
    const h = (scalar: string) => headline(page, scalar);
    expect((await h('accuracy')) - (await h('complexity')) + (await h('gap'))).toBeCloseTo(await h('logEvidence'), 2);
    const [total, l] = [await ledger(page, 'freeEnergy'), (scalar: string) => ledger(page, scalar)];
    expect((await l('energy')) - (await l('entropy'))).toBeCloseTo(total, 2);
    expect((await l('complexity')) - (await l('accuracy'))).toBeCloseTo(total, 2);
    expect((await l('gap')) - (await l('logEvidence'))).toBeCloseTo(total, 2);
    expect(await page.getByTestId('ledger-residual').textContent()).toMatch(/^(0|\de−1[0-9])$/);
  }).toPass();

async function expectAllMoved(page: Page, before: Awaited<ReturnType<typeof seen>>) {
  await expect.poll(async () => (await seen(page)).headline).not.toBe(before.headline);
  const after = await seen(page);
  for (const [name, was] of Object.entries(before)) expect(after[name as keyof typeof after], name).not.toBe(was);
  await expectSums(page);
}

test('q dragged by the mouse moves curve, landscape, sliders, bars, ledger and equation, and the terms add up', async ({ page }) => {
  await expectSums(page);
  const before = await seen(page);
  const from = await place(handle(page));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 40, from.y, { steps: 4 });
  await expectAllMoved(page, before);
  const half = await seen(page);
  await page.mouse.move(from.x - 120, from.y, { steps: 8 });
  await expectAllMoved(page, half);
  // Still under the hand: the handle is where the pointer is.
  await expect.poll(async () => Math.abs((await place(handle(page))).x - (from.x - 120))).toBeLessThan(2);
  await page.mouse.up();
  await expectSums(page);
});

test('q moved by keys does the same', async ({ page }) => {
  await handle(page).focus();
  for (const key of ['ArrowLeft', 'Shift+ArrowLeft', 'PageUp', 'Home']) {
    const before = await seen(page);
    await page.keyboard.press(key);
    await expectAllMoved(page, before);
  }
  await expect(handle(page)).toBeFocused();
});

test('q is dragged on the landscape in both directions at once', async ({ page }) => {
  const before = { mean: await fieldOf(page, 'qMean').inputValue(), sd: await fieldOf(page, 'qSd').inputValue() };
  const from = await place(onLandscape(page));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 50, from.y - 40, { steps: 6 });
  await page.mouse.up();
  await expect(fieldOf(page, 'qMean')).not.toHaveValue(before.mean);
  await expect(fieldOf(page, 'qSd')).not.toHaveValue(before.sd);
  await expectSums(page);
});

test('axes keep still under the hand', async ({ page }) => {
  const ticks = () => page.locator('[data-plot=landscape] svg > g > text').allTextContents();
  const before = await ticks();
  const from = await place(onLandscape(page));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 90, { steps: 6 });
  await expect.poll(async () => (await place(onLandscape(page))).y).toBeGreaterThan(from.y + 80);
  expect(await ticks()).toEqual(before);
  await page.mouse.up();
});

test('a drag is one step of undo', async ({ page }) => {
  const before = await fieldOf(page, 'qMean').inputValue();
  const from = await place(handle(page));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 100, from.y, { steps: 10 });
  await page.mouse.up();
  await expect(fieldOf(page, 'qMean')).not.toHaveValue(before);
  await page.keyboard.press('Control+z');
  await expect(fieldOf(page, 'qMean')).toHaveValue(before);
});

test('a term of the equation lights up its bar, its curve and its entry', async ({ page }) => {
  const opacity = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => Number(getComputedStyle(element).opacity));
  await page.mouse.move(20, 20);
  await page.locator('[aria-label=Identity] [data-term=gap]').hover();
  await expect.poll(() => opacity('[data-plot=beliefs] path[data-term=accuracy]')).toBeLessThan(0.5);
  await expect.poll(() => opacity('[aria-label=Ledger] [data-term=energy]')).toBeLessThan(0.5);
  for (const lit of [
    '[data-plot=beliefs] path[data-term=gap]',
    '[data-plot=terms] path[data-term=gap]',
    '[aria-label=Ledger] [data-term=gap]',
  ])
    expect(await opacity(lit), lit).toBe(1);
  await expect(page.getByRole('tooltip')).toContainText('How far q is from the posterior');
  await page.mouse.move(0, 0);
  await expect.poll(() => opacity('[aria-label=Ledger] [data-term=energy]')).toBe(1);
});

test('a curve that is pointed at lights up its term', async ({ page }) => {
  const at = await page
    .locator('[data-plot=beliefs] path[data-term=complexity]')
    .first()
    .evaluate((element) => {
      const path = element as unknown as SVGGeometryElement;
      const point = path.getPointAtLength(path.getTotalLength() * 0.25).matrixTransform(path.getScreenCTM() as DOMMatrix);
      return { x: point.x, y: point.y };
    });
  await page.mouse.move(at.x, at.y + 3);
  await expect(page.locator('.Panel-panel')).toHaveAttribute('data-highlight', 'complexity');
  await page.mouse.move(at.x, at.y + 60);
  await expect(page.locator('.Panel-panel')).not.toHaveAttribute('data-highlight', 'complexity');
});

test('a slider goes by keys, and by its field', async ({ page }) => {
  const sd = page.locator('[data-param=qSd] input[type=range]');
  await sd.focus();
  const before = read(await fieldOf(page, 'qSd').inputValue());
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => read(await fieldOf(page, 'qSd').inputValue()) / before).toBeGreaterThan(1.3);
  await page.keyboard.press('Home');
  await expect(fieldOf(page, 'qSd')).toHaveValue('0.0500');
  await fieldOf(page, 'qSd').fill('7.5');
  await page.keyboard.press('Enter');
  await expect(fieldOf(page, 'qSd')).toHaveValue('7.5');
  await fieldOf(page, 'qSd').fill('wide');
  await page.keyboard.press('Tab');
  await expect(page.locator('[data-param=qSd]').getByRole('alert')).toHaveText('qSd: expected 1e−35 to 1e+35, got wide');
  await expect(fieldOf(page, 'qSd')).toHaveValue('7.50');
  await expectSums(page);
});

test('a slider is pulled by the mouse', async ({ page }) => {
  const thumb = page.locator('[data-param=observation] .NumberControl-thumb');
  const from = await place(thumb);
  const before = await headline(page, 'logEvidence');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 60, from.y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => headline(page, 'logEvidence')).not.toBe(before);
  expect(Math.abs((await place(thumb)).x - (from.x - 60))).toBeLessThan(4);
});

test('the sweep is computed when it is looked at, against any parameter', async ({ page }) => {
  const card = page.locator('[data-place=row]').filter({ has: page.getByRole('tab', { name: 'Sweep' }) });
  await card.getByRole('tab', { name: 'Sweep' }).click();
  const curve = card.locator('path[data-term=gap]');
  await expect(curve.first()).toBeVisible();
  const before = await curve.first().getAttribute('d');
  await card.getByRole('button', { name: /Sweep against/ }).click();
  await page.getByRole('option', { name: 'observation' }).click();
  await expect(card.locator('figure svg').first()).toContainText('observation');
  await expect(curve.first()).not.toHaveAttribute('d', before ?? '');
});

test('nats become bits', async ({ page }) => {
  const nats = await ledger(page, 'freeEnergy');
  await page.getByRole('button', { name: /^(nats )?Unit/ }).click();
  await page.getByRole('option', { name: 'bits' }).click();
  await expect.poll(() => ledger(page, 'freeEnergy')).toBeCloseTo(nats / Math.LN2, 2);
  await expect.poll(() => headline(page, 'gap')).toBeGreaterThan(0);
});

test('a plot is described in words, and saved', async ({ page }) => {
  const card = page.locator('[data-plot=beliefs]');
  await expect(card.locator('figcaption')).toContainText('q sits on the right explanation');
  await card.getByRole('button', { name: 'More for Beliefs' }).click();
  await page.getByRole('menuitem', { name: 'Describe in words' }).click();
  await expect(card.locator('figcaption')).toBeVisible();
  const download = page.waitForEvent('download');
  await card.getByRole('button', { name: 'More for Beliefs' }).click();
  await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
  expect((await download).suggestedFilename()).toBe('bound-beliefs.svg');
});

test('pasted numbers are checked while they are typed, and come into force', async ({ page }) => {
  await page.getByRole('button', { name: 'Paste numbers' }).click();
  const sheet = page.getByRole('dialog', { name: 'Paste numbers' });
  await sheet.getByRole('textbox').fill('1.2\nseven\n0.4');
  await expect(sheet.getByRole('status')).toContainText('seven');
  await expect(sheet.getByRole('button', { name: 'Use these numbers' })).toBeDisabled();
  // Where a comma may separate cells or decimals, both readings are offered.
  await sheet.getByRole('textbox').fill('1,5\n2,5\n3,5');
  await expect(sheet.getByRole('status')).toHaveText('3 rows of x, y');
  await sheet.getByRole('button', { name: /read with/ }).click();
  await page.getByRole('option', { name: /decimal commas/ }).click();
  await expect(sheet.getByRole('status')).toHaveText('3 numbers');
  await expect(sheet.getByRole('button', { name: /read with/ })).toContainText('decimal commas (x 1.5, 2.5, 3.5)');
  await sheet.getByRole('textbox').fill('1.2\n0.7\n0.4');
  await expect(sheet.getByRole('status')).toHaveText('3 numbers');
  await sheet.getByRole('button', { name: 'Use these numbers' }).click();
  await expect(page.locator('[data-param=dataset]')).toContainText('3 numbers');
  await expect(fieldOf(page, 'observation')).toHaveCount(0);
  await expectSums(page);
});

test('numbers with gaps say what went and which column is used, let another be chosen, and one undo takes them back', async ({ page }) => {
  const before = await fieldOf(page, 'priorMean').inputValue();
  await page.getByRole('button', { name: 'Paste numbers' }).click();
  const sheet = page.getByRole('dialog', { name: 'Paste numbers' });
  await sheet.getByRole('textbox').fill('height,weight\n170,60\n,70\n180,NA\n165,55\n172,62\n168,58');
  await expect(sheet.getByRole('status')).toHaveText('4 rows of height, weight; 2 rows with gaps left out (lines 3, 4)');
  await sheet.getByRole('button', { name: 'Use these numbers' }).click();
  const notice = page.getByRole('region', { name: /notices/i }).getByRole('alertdialog');
  await expect(notice).toContainText('numbers seen: height');
  await expect(notice).toContainText('set to their scale: noise, sd (data), mean (prior)');
  await expect(fieldOf(page, 'priorMean')).toHaveValue('169.00');
  await page.getByRole('button', { name: /numbers seen/ }).click();
  await page.getByRole('option', { name: 'weight' }).click();
  await expect(fieldOf(page, 'priorMean')).toHaveValue('58.80');
  await expectSums(page);
  await page.keyboard.press('Control+z');
  await expect(fieldOf(page, 'priorMean')).toHaveValue('169.00');
  await page.keyboard.press('Control+z');
  await expect(fieldOf(page, 'priorMean')).toHaveValue(before);
  await expect(page.locator('[data-param=dataset]')).not.toContainText('rows of');
});

test('notes and equations stand beside the picture', async ({ page }) => {
  await page.getByRole('tab', { name: 'Equations' }).click();
  await expect(page.locator('.Equations-residual').first()).toContainText('holds, residual');
  await page.locator('.Certificate-certificate').getByRole('button').first().click();
  await expect(page.getByRole('dialog')).toContainText('Seed 1');
  await page.getByRole('button', { name: 'Run it again with a new seed' }).click();
  await expect(page.getByRole('dialog')).not.toContainText('Seed 1.');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Notes' }).click();
  await page.getByRole('tabpanel', { name: 'Notes' }).getByRole('button', { name: 'Surprise' }).click();
  await expect(page.getByRole('region', { name: 'Presets' }).getByRole('button', { name: /^Surprise/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('all stands on the page and nothing scrolls sideways, whatever the window', async ({ page }) => {
  for (const size of [
    { width: 1024, height: 640 },
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
    { width: 3840, height: 2160 },
  ]) {
    const at = (what: string) => `${what} at ${size.width} × ${size.height}`;
    await page.setViewportSize(size);
    for (const part of [
      '[aria-label=Identity]',
      '[data-place=main] .Figure-picture > svg',
      '[data-place=side] .Figure-picture > svg',
      '[aria-label=Ledger]',
    ]) {
      // Where the layout changes with the window, its pictures are laid out anew.
      await expect(page.locator(part), at(part)).toBeVisible();
      const box = await page.locator(part).boundingBox();
      expect(box, at(part)).not.toBeNull();
      if (!box) continue;
      expect(box.y, at(part)).toBeGreaterThanOrEqual(52);
      expect(box.y + box.height, at(part)).toBeLessThanOrEqual(size.height);
      expect(box.height, at(part)).toBeGreaterThan(40);
    }
    for (const tab of ['Controls', 'Notes', 'Equations']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel', { name: tab })).not.toBeEmpty();
      const wider = await page.evaluate(() =>
        [...document.querySelectorAll('html, body, main, main *')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .filter((element) => element.matches('html, body, main') || ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
          .map((element) => `${element.tagName}.${element.className}`),
      );
      expect(wider, at(tab)).toEqual([]);
    }
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing wrong in the panel, ${colorScheme}`, async ({ page }) => {
    test.slow();
    const axe = () => axeIn(page, colorScheme);
    await page.emulateMedia({ colorScheme });
    for (const tab of ['Controls', 'Notes', 'Equations']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tabpanel', { name: tab })).not.toBeEmpty();
      // Beside the first panel, the others have all the rest of the page in common.
      const { violations } = await (tab === 'Controls'
        ? axe().include('main')
        : axe().include('[role=tablist]').include('[role=tabpanel]')
      ).analyze();
      expect(violations.map(({ id, nodes }) => `${tab}: ${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    }
    await page.setViewportSize({ width: 1024, height: 640 });
    const { violations } = await axe().include('main').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}

test('the name of a control says what it is for while it is pointed at', async ({ page }) => {
  const name = page.locator('.ControlHead-name', { hasText: 'temperature' }).first();
  await name.hover();
  await expect(page.getByRole('tooltip')).not.toBeEmpty();
  await page.mouse.move(5, 5);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expect(page.locator('main figure').first()).toBeVisible();
});
