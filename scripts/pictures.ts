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
      const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      await page.goto(url);
      await page.waitForSelector('[data-handle]');
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(folder, `bound-${colorScheme}${suffix}.png`) });
      if (suffix === '') {
        await page.getByText('Samplers', { exact: true }).first().click();
        await page.getByText('At equal cost', { exact: true }).first().click();
        await page.getByRole('tab', { name: 'Side by side' }).click();
        // The map fills while it is looked at.
        await page.waitForTimeout(20_000);
        await page.screenshot({ path: join(folder, `samplers-${colorScheme}.png`) });
        await page.getByText('Gradient estimators', { exact: true }).first().click();
        await page.getByText('A bowl', { exact: true }).first().click();
        await page.waitForTimeout(4000);
        await page.screenshot({ path: join(folder, `estimators-${colorScheme}.png`) });
        await page.getByText('Autoencoders', { exact: true }).first().click();
        await page.getByRole('button', { name: 'Train', exact: true }).click();
        await page.getByRole('tab', { name: 'Images', exact: true }).click();
        await page.getByRole('tab', { name: 'Given back' }).click();
        await page.waitForTimeout(40_000);
        await page.getByRole('button', { name: 'Pause', exact: true }).click();
        await page.waitForTimeout(1000);
        await page.screenshot({ path: join(folder, `vae-${colorScheme}.png`) });
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  close();
}
