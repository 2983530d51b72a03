// Images on the page itself: what is on the screen has each of their pixels as a square of whole pixels, at any ratio.
import { expect, type Page, test } from '@playwright/test';
import { decode } from 'fast-png';
import { openLab } from './lab-page.ts';

test.setTimeout(120_000);

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** A grey level a pixel, −1 where nothing is drawn. */
  readonly levels: number[];
  /** Where the first pixel is on the screen, in its pixels. */
  readonly at: readonly [x: number, y: number];
}

/** What is drawn on a picture’s canvas. A million numbers come over as one text. */
const drawnIn = async (page: Page, plot: string): Promise<Pixels> => {
  const { text, ...rest } = await page
    .locator(`[data-plot="${plot}"] figure canvas:not([tabindex])`)
    .evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
      const { left, top } = canvas.getBoundingClientRect();
      const at = [left, top].map((px) => Math.round(px * window.devicePixelRatio)) as [number, number];
      let text = '';
      for (let i = 0; i < width * height; i += 1) text += String.fromCharCode(data[4 * i + 3] === 255 ? (data[4 * i] as number) : 256);
      return { width, height, at, text };
    });
  return { ...rest, levels: Array.from(text, (letter) => (letter === 'Ā' ? -1 : letter.charCodeAt(0))) };
};

/** Lengths of the stretches of a line that are drawn on, and where the first begins. */
function stretches(line: readonly number[]): { readonly from: number; readonly lengths: readonly number[] } {
  const lengths: number[] = [];
  line.forEach((level, i) => {
    if (level < 0) return;
    if (i === 0 || (line[i - 1] as number) < 0) lengths.push(0);
    lengths[lengths.length - 1] = (lengths.at(-1) as number) + 1;
  });
  return { from: line.findIndex((level) => level >= 0), lengths };
}

/** The box of the first image of a picture, and its size in the screen’s pixels. */
function firstImage({ width, height, levels }: Pixels) {
  const y0 = levels.findIndex((level) => level >= 0);
  const top = Math.floor(y0 / width);
  const row = levels.slice(top * width, (top + 1) * width);
  const { from: left, lengths } = stretches(row);
  const column = Array.from({ length: height }, (_, y) => levels[y * width + left] as number);
  return { left, top, across: lengths, down: stretches(column).lengths };
}

for (const ratio of [1, 1.5, 2]) {
  test(`are squares of whole pixels at ${ratio}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: ratio });
    const page = await context.newPage();
    await page.goto('/');
    await openLab(page, 'Autoencoders', 'plane');
    for (const { plot, side, tiles } of [
      { plot: 'decoded', side: 28, tiles: 1 },
      { plot: 'reconstructions', side: 112, tiles: 4 },
    ]) {
      await expect(page.locator(`[data-plot="${plot}"] figure canvas`).first()).toBeVisible();
      const pixels = await drawnIn(page, plot);
      const { left, top, across, down } = firstImage(pixels);
      const size = (across[0] as number) / side;
      expect(Number.isInteger(size), `${plot}: ${across[0]} pixels for ${side}`).toBe(true);
      expect([new Set(across).size, new Set(down).size, down[0]]).toEqual([1, 1, across[0]]);
      expect(tiles * 28).toBe(side);
      const level = (x: number, y: number) => pixels.levels[y * pixels.width + x];
      const torn: string[] = [];
      for (let y = 0; y < side * size; y += 1)
        for (let x = 0; x < side * size; x += 1) {
          const corner = level(left + Math.floor(x / size) * size, top + Math.floor(y / size) * size);
          if (level(left + x, top + y) !== corner) torn.push(`${x},${y}`);
        }
      expect(torn, plot).toEqual([]);
      // What the screen shows is that, pixel by pixel, begun at a px of the page. Where a px is no whole number of pixels, this browser
      // only pretends to have such a screen, and stretches what it has drawn for another.
      if (!Number.isInteger(ratio)) continue;
      const shot = decode(await page.screenshot());
      const begun = pixels.at.map((px) => Math.round(px / ratio - 1e-9) * ratio);
      const shown = [0, -ratio, ratio]
        .flatMap((dx) => [0, -ratio, ratio].map((dy) => [dx, dy] as const))
        .some(([dx, dy]) => {
          for (let y = 0; y < side * size; y += 1)
            for (let x = 0; x < side * size; x += 1) {
              const at = ((begun[1] as number) + dy + top + y) * shot.width + (begun[0] as number) + dx + left + x;
              if (shot.data[at * shot.channels] !== level(left + x, top + y)) return false;
            }
          return true;
        });
      expect(shown, `${plot} on the screen`).toBe(true);
    }
    // The sheet has 15 images a side: as many pixels each, whatever their number.
    await page.getByRole('tab', { name: 'Images', exact: true }).click();
    await expect(page.locator('[data-plot="sheet"] figure canvas')).toBeVisible();
    const { across, down } = firstImage(await drawnIn(page, 'sheet'));
    expect([across.length, across[0], Number(across[0]) % 15]).toEqual([1, down[0], 0]);
    await context.close();
  });
}
