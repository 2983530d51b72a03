// Everything fits: at every size and zoom no text of the page lies on another, none is cut, nothing scrolls sideways.
import { type CDPSession, expect, test } from '@playwright/test';
import { labs } from '../../../core/labs/index.ts';
import { failOnComplaints } from './lab-page.ts';
import { textFaults } from './text-boxes.ts';

test.setTimeout(180_000);

failOnComplaints();

type Size = readonly [width: number, height: number, zoom: number];

const windows = [
  [1024, 640],
  [1152, 720],
  [1280, 720],
  [1280, 800],
  [1366, 768],
  [1440, 900],
  [1536, 864],
  [1680, 1050],
  [1920, 1080],
  [1920, 1200],
  [2560, 1440],
  [3840, 2160],
] as const;

const px = ([width, height, zoom]: Size) => [Math.round(width / zoom), Math.round(height / zoom)] as const;

/** Every window at every zoom; one of those that come to the same px. */
const all: readonly Size[] = [
  ...new Map(
    windows
      .flatMap(([width, height]) => [1, 1.25, 1.5, 2].map((zoom): Size => [width, height, zoom]))
      .map((size) => [px(size).join(), size]),
  ).values(),
];

/** Those at which every preset is looked at. */
const usual: readonly Size[] = [
  [1440, 900, 1],
  [1024, 640, 1],
  [1280, 800, 1],
  [2560, 1440, 1],
  [1440, 900, 1.5],
  [1440, 900, 2],
];

const named = ([width, height, zoom]: Size) => `${width}×${height}${zoom === 1 ? '' : ` at ${100 * zoom} %`}`;

/** Makes the window so large, and the page in it. */
async function resize(session: CDPSession, size: Size): Promise<void> {
  const [width, height] = px(size);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: size[2], mobile: false });
}

for (const { id, title, load } of labs) {
  test(`every text of ${title} can be read at every size`, async ({ page }) => {
    const lab = await load();
    await page.goto('/');
    await expect(page.locator('[data-page]:not([aria-busy]) figure svg').first()).toBeVisible({ timeout: 30_000 });
    const session = await page.context().newCDPSession(page);
    const faults: string[] = [];
    const look = async (sizes: readonly Size[], shown: string) => {
      for (const size of sizes) {
        await resize(session, size);
        for (const fault of await page.evaluate(textFaults, [30, 4000] as const)) faults.push(`${shown}, ${named(size)}: ${fault}`);
      }
    };
    const home = usual[0] as Size;
    await resize(session, home);
    await page.getByRole('navigation', { name: 'Labs' }).getByRole('button', { name: title }).click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    for (const [i, [preset, { steps = 0 }]] of Object.entries(lab.presets).entries()) {
      await resize(session, home);
      await page.getByRole('region', { name: 'Presets' }).getByRole('button').nth(i).click();
      if (lab.play) await expect(page.getByTestId('step')).toHaveText(String(steps), { timeout: 30_000 });
      await page.mouse.move(3, 890);
      // Its pictures are there, and what they wait for.
      await page.evaluate(textFaults, [150, 3000] as const);
      await look(i === 0 ? all : usual, `${id} ${preset}`);
    }
    for (const tab of ['Notes', 'Equations']) {
      await resize(session, home);
      await page.getByRole('tab', { name: tab }).click();
      await look(usual, `${id}, ${tab}`);
    }
    expect(faults.join('\n')).toBe('');
  });
}
