// Takes the README's pictures from the app itself: npm run pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, launchOptions } from './browser.ts';
import { ensureBuilt } from './built.ts';
import { root } from './root.ts';
import { serve } from './serve.ts';

const sizes = { '': [1440, 900], '-1024x640': [1024, 640], '-1920x1080': [1920, 1080] } as const;

const executablePath = findBrowser();
if (!executablePath) throw new Error('pictures: expected an installed browser of Chromium’s family, got none');
ensureBuilt();
const folder = join(root, 'docs/pictures');
mkdirSync(folder, { recursive: true });
const { url, close } = await serve(join(root, 'out/renderer'), 0);
const browser = await chromium.launch(launchOptions(executablePath));
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [suffix, [width, height]] of Object.entries(sizes)) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme, reducedMotion: 'reduce' });
      await page.goto(url);
      const open = (name: string) => page.getByText(name, { exact: true }).first().click();
      await page.waitForSelector('[data-page]:not([aria-busy]) [data-handle]');
      await open('Two explanations');
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(folder, `bound-${colorScheme}${suffix}.png`) });
      if (suffix === '') {
        await open('Expectation–maximization');
        await open('Old Faithful');
        await page.waitForTimeout(3000);
        await page.screenshot({ path: join(folder, `em-${colorScheme}.png`) });
        await open('Description length');
        await open('Noise in the weights');
        await page.getByRole('tab', { name: 'By precision' }).click();
        await page.waitForTimeout(3000);
        await page.screenshot({ path: join(folder, `descriptionLength-${colorScheme}.png`) });
        await open('Samplers');
        await open('At equal cost');
        await page.getByRole('tab', { name: 'Side by side' }).click();
        // The map fills while it is looked at.
        await page.waitForTimeout(20_000);
        await page.screenshot({ path: join(folder, `samplers-${colorScheme}.png`) });
        await open('Gradient estimators');
        await open('A bowl');
        await page.waitForTimeout(4000);
        await page.screenshot({ path: join(folder, `estimators-${colorScheme}.png`) });
        await open('Autoencoders');
        await page.waitForTimeout(4000);
        await page.screenshot({ path: join(folder, `vae-${colorScheme}.png`) });
        await open('Compression');
        await open('The threshold in hand');
        await page.waitForTimeout(4000);
        await page.screenshot({ path: join(folder, `compression-${colorScheme}.png`) });
        await open('Spikes');
        await open('Each like the last');
        await page.waitForTimeout(4000);
        await page.screenshot({ path: join(folder, `spiking-${colorScheme}.png`) });

        await open('Intelligence per kilowatt-hour');
        await open('Stop when sure');
        await page.getByRole('tab', { name: 'Sure', exact: true }).click();
        await page.waitForTimeout(3000);
        await page.screenshot({ path: join(folder, `kilowattHour-${colorScheme}.png`) });
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  close();
}
