// Whatever opens over the page is there whole, at every size: its last control in view, and covered by nothing.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { failOnComplaints } from './lab-page.ts';
import { allSizes, nameOf, resize, type Size, usualSizes } from './sizes.ts';

test.setTimeout(120_000);

failOnComplaints();

test.beforeEach(async ({ page }) => {
  // Some of it is asked for by the menu of the desktop alone.
  await page.addInitScript(() => {
    Object.assign(window, {
      bridge: {
        recent: async () => ['one.json', 'another.json'],
        about: async () => ({ version: '1.2.3', host: 'a host of this test' }),
        keepAwake: async () => {},
        onCommand: (listener: unknown) => {
          Object.assign(window, { ask: listener });
          return () => {};
        },
        onFile: () => () => {},
      },
    });
  });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  await expect(page.locator('[data-page]:not([aria-busy]) figure svg').first()).toBeVisible({ timeout: 30_000 });
  await page.getByText('Two explanations', { exact: true }).first().click();
  await page.getByRole('tab', { name: 'Equations' }).click();
  await expect(page.getByRole('button', { name: /agrees/ }).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Controls' }).click();
});

const lastItem = (page: Page) => page.locator('[role=menu] [role^=menuitem]').last();
const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

interface Opener {
  readonly open: (page: Page) => Promise<void>;
  readonly last: (page: Page) => Locator;
  readonly sheet?: true;
  /** Whether it is there at a layout; everywhere, if it does not say. */
  readonly layouts?: readonly string[];
}

const openers: Readonly<Record<string, Opener>> = {
  'the list of keys': {
    open: (page) => page.keyboard.press('?'),
    last: (page) => page.getByRole('dialog', { name: 'Keys' }).locator('kbd').last(),
    sheet: true,
  },
  'what this is': {
    open: (page) => page.evaluate(() => (window as unknown as { ask: (command: string) => void }).ask('about')),
    last: (page) => page.getByRole('dialog', { name: 'Free Energy Lab' }).getByText('Version 1.2.3'),
    sheet: true,
  },
  'the sheet to paste on': {
    open: button('Paste numbers'),
    last: (page) => page.getByRole('dialog', { name: 'Paste numbers' }).getByRole('button', { name: 'Use these numbers' }),
    sheet: true,
  },
  'the test of a certificate': {
    open: async (page) => {
      await page.getByRole('tab', { name: 'Equations' }).click();
      await page
        .getByRole('button', { name: /agrees/ })
        .last()
        .click();
    },
    last: (page) => page.getByRole('dialog').getByRole('button', { name: 'Run it again' }),
  },
  'the menu of exports': { open: (page) => page.keyboard.press('e'), last: lastItem },
  'the menu of files': { open: button(/^Open$/), last: lastItem },
  'the menu of speeds': { open: button(/^Speed/), last: lastItem },
  'the menu of a picture': { open: button(/^More for/), last: lastItem },
  'the menu of presets': { open: button(/^Presets/), last: lastItem, layouts: ['narrow', 'stacked'] },
  'the menu of labs': { open: button(/^Labs/), last: lastItem, layouts: ['stacked'] },
  'the menu of units': { open: button(/^(nats )?Unit/), last: (page) => page.getByRole('option').last() },
};

/** For what finds its place by itself: the usual windows, and the smallest and the largest. */
const fewSizes: readonly Size[] = [...usualSizes, [1024, 640, 2], [3840, 2160, 1]];

/** What keeps it from being seen and pressed; empty where nothing does. */
function hindrance(control: Element): string {
  // It may have to be scrolled to, but only where the window has no more room.
  for (let around = control.parentElement; around && around !== document.body; around = around.parentElement) {
    const { top, bottom } = around.getBoundingClientRect();
    const scrolls = /auto|scroll/.test(getComputedStyle(around).overflowY) && around.scrollHeight > around.clientHeight + 1;
    if (scrolls && top > 24 && bottom < innerHeight - 24) return `it scrolls within ${Math.round(bottom - top)} px of ${innerHeight}`;
    if (around.scrollWidth > around.clientWidth + 1 && getComputedStyle(around).overflowX !== 'visible')
      return 'it is wider than what it stands in';
  }
  control.scrollIntoView({ block: 'nearest' });
  const { left, right, top, bottom } = control.getBoundingClientRect();
  if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return 'it is out of the window';
  for (const [x, y] of [
    [left + 3, top + 3],
    [right - 3, top + 3],
    [(left + right) / 2, (top + bottom) / 2],
    [left + 3, bottom - 3],
    [right - 3, bottom - 3],
  ] as const) {
    const hit = document.elementFromPoint(x, y);
    if (!hit || !(control.contains(hit) || hit.contains(control))) return `it is covered by ${hit?.tagName}.${hit?.className}`;
  }
  return '';
}

const showPictures = (page: Page, shown: boolean) =>
  page.evaluate(
    (display) => {
      for (const picture of document.querySelectorAll<HTMLElement>('figure')) picture.style.display = display;
    },
    shown ? '' : 'none',
  );

test('the last control of all that opens can be seen and pressed at every size', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  const faults: string[] = [];
  for (const [at, [name, { open, last, sheet, layouts }]] of Object.entries(openers).entries()) {
    // Sheets are all made alike: each in the usual windows and every other one, in turn.
    const sheetSizes = allSizes.filter((size, i) => i % 2 === at % 2 || usualSizes.some((usual) => nameOf(usual) === nameOf(size)));
    // A sheet lies over the pictures, whatever they show: they need not be drawn anew for every window.
    await showPictures(page, !sheet);
    for (const size of sheet ? sheetSizes : fewSizes) {
      if (faults.length >= 12) break;
      await resize(session, size);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const layout = await page.locator('html').getAttribute('data-layout');
      if (layouts && !layouts.includes(layout ?? '')) continue;
      // What has opened from a place of the page opens again where that is now; a sheet stays.
      if (!sheet && (await last(page).isVisible())) await page.keyboard.press('Escape');
      if (!(await last(page).isVisible())) await open(page);
      await expect(last(page), `${name}, ${nameOf(size)}`).toBeVisible();
      // It finds its place in a frame or two.
      let fault = '';
      await expect
        .poll(
          async () => {
            fault = await last(page).evaluate(hindrance);
            return fault;
          },
          { timeout: 1500 },
        )
        .toBe('')
        .catch(() => faults.push(`${name}, ${nameOf(size)}: ${fault}`));
    }
    await page.keyboard.press('Escape');
    await resize(session, usualSizes[0] as Size);
    await page.getByRole('tab', { name: 'Controls' }).click();
  }
  expect(faults.join('\n')).toBe('');
});
