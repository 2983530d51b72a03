// Things keep their places: what is said covers nothing that is read, what comes later finds its room, and type grows by a key.
import { expect, type Page, test } from '@playwright/test';
import { failOnComplaints } from './lab-page.ts';
import { nameOf, resize, type Size, usualSizes } from './sizes.ts';

test.setTimeout(90_000);

failOnComplaints();

const home = usualSizes[0] as Size;

const open = async (page: Page) => {
  await page.goto('/');
  await expect(page.locator('[data-page]:not([aria-busy]) figure svg').first()).toBeVisible({ timeout: 30_000 });
};

/** Where the pictures are, once they rest. */
const pictures = async (page: Page) => {
  const places = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[data-place] figure > div')].map((picture) => {
        const { x, y, width, height } = picture.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
      }),
    );
  let before = '';
  await expect
    .poll(async () => {
      const last = before;
      before = JSON.stringify(await places());
      return before === last;
    })
    .toBe(true);
  return JSON.parse(before) as number[][];
};

for (const size of usualSizes) {
  test(`pictures stay where they are when the rest of the page comes, ${nameOf(size)}`, async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    await resize(session, size);
    let letOn = () => {};
    const held = new Promise<void>((resolve) => {
      letOn = resolve;
    });
    await page.route('**/Shell-*.js', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('/');
    await expect(page.locator('[data-page][aria-busy] figure svg').first()).toBeVisible({ timeout: 30_000 });
    const before = await pictures(page);
    letOn();
    await expect(page.locator('[data-page]:not([aria-busy]) figure svg').first()).toBeVisible({ timeout: 30_000 });
    await page.evaluate(() => document.fonts.ready);
    const after = await pictures(page);
    expect(after.length).toBe(before.length);
    after.forEach((place, i) => {
      place.forEach((px, k) => {
        expect(Math.abs(px - (before[i]?.[k] ?? Number.NaN)), `${before} became ${after}`).toBeLessThanOrEqual(1);
      });
    });
  });
}

const drop = (page: Page) =>
  page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['these\nare\nwords\n'], 'words.csv'));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });

test('a notice covers nothing, and moves no picture', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await resize(session, home);
  await open(page);
  const notices = page.getByRole('region', { name: /notices/i });
  for (const size of usualSizes) {
    await resize(session, size);
    const before = await pictures(page);
    await drop(page);
    await expect(notices.getByRole('alertdialog').first()).toBeVisible();
    expect(await pictures(page), nameOf(size)).toEqual(before);
    const covered = await page.evaluate(() => {
      const box = document
        .querySelector('[role=region][aria-label^="Notice"], [role=region][aria-label*="otice"]')
        ?.getBoundingClientRect();
      if (!box) return ['there is no notice'];
      return [...document.querySelectorAll('main section, main figure, main [role=tabpanel], main [role=tablist], header, aside')]
        .filter((part) => {
          // As much of it as is seen in what scrolls.
          let { left, right, top, bottom } = part.getBoundingClientRect();
          for (let around = part.parentElement; around; around = around.parentElement) {
            if (getComputedStyle(around).overflowY === 'visible') continue;
            const edge = around.getBoundingClientRect();
            [top, bottom, left, right] = [
              Math.max(top, edge.top),
              Math.min(bottom, edge.bottom),
              Math.max(left, edge.left),
              Math.min(right, edge.right),
            ];
          }
          return Math.min(right, box.right) - Math.max(left, box.left) > 1 && Math.min(bottom, box.bottom) - Math.max(top, box.top) > 1;
        })
        .map((part) => part.getAttribute('aria-label') ?? part.className);
    });
    expect(covered, nameOf(size)).toEqual([]);
    while (await notices.getByRole('button', { name: 'Dismiss' }).first().isVisible())
      await notices.getByRole('button', { name: 'Dismiss' }).first().click();
    expect(await pictures(page), nameOf(size)).toEqual(before);
  }
});

test('a definition covers nothing of what it stands among', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  await resize(session, home);
  await open(page);
  await page.getByText('An optimum, not a belief', { exact: true }).first().click();
  await expect(page.getByTestId('step')).not.toHaveText('0');
  for (const size of usualSizes) {
    await resize(session, size);
    await pictures(page);
    for (const among of ['Identity', 'Ledger']) {
      const region = page.getByRole('region', { name: among });
      const terms = region.locator('button[data-term]');
      const count = await terms.count();
      // Where the page stands as it was drawn, every one; elsewhere those at the ends, which have the least room.
      const pointed = size === home ? [...Array(count).keys()] : [0, count - 1];
      for (const i of pointed) {
        await terms.nth(i).scrollIntoViewIfNeeded();
        await terms.nth(i).hover();
        const tip = page.getByRole('tooltip');
        await expect(tip).toBeVisible();
        const overlap = async () => {
          const [a, b] = [await tip.boundingBox(), await region.boundingBox()];
          return a && b ? Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) : Number.NaN;
        };
        await expect.poll(overlap, { message: `${nameOf(size)}, ${among}, ${await terms.nth(i).textContent()}` }).toBeLessThanOrEqual(0);
        await page.mouse.move(2, 2);
        await expect(tip).toHaveCount(0);
      }
    }
  }
});

test('type is made larger and smaller by a key, pictures go along, and it stays so', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await open(page);
  /** How large letters are: those of the ledger, of the title, of a picture. */
  const letters = () =>
    page.evaluate(() => {
      const size = (part: Element | null) => Number.parseFloat(part ? getComputedStyle(part).fontSize : '');
      const written = document.querySelector<SVGTextElement>('[data-plot] figure svg text');
      return [
        size(document.querySelector('[aria-label=Ledger] [data-scalar]')),
        size(document.querySelector('h1')),
        size(written) * (written?.getScreenCTM()?.a ?? 0),
      ];
    });
  const drawn = await letters();
  const grown = async () => (await letters()).map((height, i) => height / (drawn[i] as number));
  await page.keyboard.press('+');
  for (const i of [0, 1, 2]) await expect.poll(async () => (await grown())[i]).toBeCloseTo(1.15, 1);
  await page.keyboard.press('+');
  await expect(page.locator('html')).toHaveAttribute('data-layout', 'narrow');
  await page.keyboard.press('-');
  await open(page);
  for (const i of [0, 1, 2]) await expect.poll(async () => (await grown())[i]).toBeCloseTo(1.15, 1);
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  for (const i of [0, 1, 2]) await expect.poll(async () => (await grown())[i]).toBeCloseTo(0.9, 1);
});

test('a handle is where the pointer is, however large the type', async ({ page }) => {
  await page.setViewportSize({ width: 2560, height: 1440 });
  await open(page);
  await page.getByText('Two explanations', { exact: true }).first().click();
  const handle = page.locator('[data-plot=beliefs]').getByRole('slider', { name: 'mean of q' });
  const middle = async () => {
    const box = await handle.boundingBox();
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : { x: Number.NaN, y: Number.NaN };
  };
  await expect(handle).toBeVisible();
  await pictures(page);
  const from = await middle();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 200, from.y, { steps: 8 });
  await expect.poll(async () => Math.abs((await middle()).x - (from.x - 200))).toBeLessThan(2);
  await page.mouse.up();
});

test('on a stacked page all can be reached by keys', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await open(page);
  const reached = new Set<string>();
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return '';
      const { top, bottom, width } = at.getBoundingClientRect();
      const seen = bottom > 0 && top < innerHeight && width > 0 ? '' : ' out of sight';
      const own = at.closest('[data-param]') ? 'a control' : (at.getAttribute('aria-label') ?? at.textContent);
      return [own, at.closest('section')?.getAttribute('aria-label') ?? ''].join(' in ') + seen;
    });
    if (name === '') break;
    reached.add(name);
  }
  const names = [...reached];
  expect(names.filter((name) => name.endsWith('out of sight'))).toEqual([]);
  for (const wanted of [/Labs: /, /^Presets/, /^Reset/, /^Step/, /^Speed/, /^Export/, /^Keys/, /in Identity/, /in Ledger/, /^a control/])
    expect(
      names.some((name) => wanted.test(name)),
      `${wanted} of ${names}`,
    ).toBe(true);
});
