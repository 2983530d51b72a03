// Data under a hand, on the picture of expectation–maximization: chosen, dragged, taken away, added, and all of it undone.
import { expect, test } from '@playwright/test';
import { failOnComplaints, openLab } from './lab-page.ts';

failOnComplaints();

test('a datum is chosen by a click, dragged, taken away by a key, and another is added by a double click', async ({ page }) => {
  await page.goto('/');
  await openLab(page, 'Expectation–maximization', 'plane');
  const chosen = page.locator('[data-plot=plane] [data-handle][aria-keyshortcuts]');
  const words = page.locator('[data-param=edits] [role=status]');
  const svg = page.locator('[data-plot=plane] .Figure-picture > svg');
  const mean = () => page.locator('[data-param=x1] input:not([type=range])').inputValue();
  const at = async () => {
    const box = await chosen.boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  await expect(chosen).toHaveAccessibleName('datum 60');
  await expect(words).toHaveText(/^Drag data/);
  const before = await mean();

  // The leftmost datum of all stands alone: a small dot whose colour says how far it is whose.
  const picture = await svg.boundingBox();
  const dots = await page
    .locator('[data-plot=plane] figure svg svg path')
    .evaluateAll((paths) =>
      paths.flatMap((path) =>
        [...(path.getAttribute('d') ?? '').matchAll(/M([\d.]+),([\d.]+)a2,2/g)].map(([, x, y]) => [Number(x) + 2, Number(y)] as const),
      ),
    );
  expect(dots).toHaveLength(272);
  const [x = 0, y = 0] = dots.toSorted(([a], [b]) => a - b)[0] ?? [];
  const left = { x: (picture?.x ?? 0) + x, y: (picture?.y ?? 0) + y };
  await page.mouse.click(left.x, left.y);
  await expect(chosen).not.toHaveAccessibleName('datum 60');
  await expect(chosen).toBeFocused();
  // Looking at another one begins nothing again, and alters nothing.
  await expect(page.getByTestId('step')).toHaveText('3');
  await expect(words).toHaveText(/^Drag data/);

  await page.mouse.move(left.x, left.y);
  await page.mouse.down();
  await page.mouse.move(left.x + 60, left.y - 30, { steps: 6 });
  await expect.poll(async () => Math.round((await at()).x - left.x)).toBe(60);
  await page.mouse.up();
  await expect(words).toHaveText('1 moved');
  await expect(page.getByTestId('step')).toHaveText('0');
  // Where EM was is where it begins again.
  expect(await mean()).toBe(before);

  await page.keyboard.press('ArrowUp');
  await expect(words).toHaveText('1 moved');
  await page.keyboard.press('Delete');
  await expect(words).toHaveText('1 removed');
  await page.keyboard.press('Enter');
  await expect(words).toHaveText('1 added, 1 removed');
  await expect(chosen).toHaveAccessibleName('datum 272');
  await expect(chosen).toBeFocused();

  const corner = { x: (picture?.x ?? 0) + 70, y: (picture?.y ?? 0) + 40 };
  await page.mouse.dblclick(corner.x, corner.y);
  await expect(words).toHaveText('2 added, 1 removed');
  await expect(chosen).toHaveAccessibleName('datum 273');

  await page.keyboard.press('Control+z');
  await expect(words).toHaveText('1 added, 1 removed');
  await page.locator('[data-param=edits]').getByRole('button', { name: 'Put all back' }).click();
  await expect(words).toHaveText(/^Drag data/);
});
