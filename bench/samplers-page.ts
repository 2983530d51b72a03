// The Samplers lab playing in Chromium, 64 chains as fast as it goes: the time between frames, and tasks that hold the page up.
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { writeSession } from '../core/lab/session.ts';
import { labs } from '../core/labs/index.ts';
import { hashOf } from '../renderer/link.ts';
import { findBrowser, launchOptions } from '../scripts/browser.ts';
import { ensureBuilt } from '../scripts/built.ts';
import { root } from '../scripts/root.ts';
import { serve } from '../scripts/serve.ts';
import { median, percentile, type Row } from './statistics.ts';

const MILLISECONDS = 5000;

export async function samplersPageRows(): Promise<Row[]> {
  const executablePath = findBrowser();
  const entry = labs.find(({ id }) => id === 'samplers');
  if (!executablePath || !entry) return [];
  const lab = await entry.load();
  const values = parseValues(lab.params, initialValues(lab.params), { chains: 64 });
  const session = writeSession({ lab: entry.id, labVersion: lab.version, values, seed: 1, steps: 0, changes: [] });
  ensureBuilt();
  const { url, close } = await serve(join(root, 'out/renderer'), 0);
  const browser = await chromium.launch(launchOptions(executablePath));
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${url}${await hashOf(session)}`);
    await page.waitForFunction(() => performance.getEntriesByName('first plot').length > 0);
    await page.getByRole('button', { name: /^Speed/ }).click();
    await page.getByRole('menuitemradio', { name: 'as fast as it goes' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sample', exact: true }).click();
    await page.waitForTimeout(1000);
    const stepNow = async () => Number(await page.getByTestId('step').textContent());
    const before = await stepNow();
    const { deltas, tasks, seconds } = await page.evaluate(async (duration) => {
      const deltas: number[] = [];
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)));
      observer.observe({ type: 'longtask' });
      const begin = performance.now();
      for (let last = begin; last - begin < duration; ) {
        const now = await new Promise<number>(requestAnimationFrame);
        deltas.push(now - last);
        last = now;
      }
      observer.disconnect();
      return { deltas: deltas.slice(1), tasks, seconds: (performance.now() - begin) / 1000 };
    }, MILLISECONDS);
    const pace = ((await stepNow()) - before) / seconds;
    const against = { name: 'a frame at 60 Hz', value: 1000 / 60 };
    return [
      { what: '64 chains at full speed: steps of all chains', measured: pace, unit: '/s' },
      { what: '64 chains at full speed: between frames, median', measured: median(deltas), unit: 'ms', against },
      { what: '64 chains at full speed: between frames, 95th percentile', measured: percentile(deltas, 0.95), unit: 'ms', against },
      { what: 'tasks above 50 ms in 5 s', measured: tasks.length, unit: '' },
      { what: 'longest task (0: none above 50 ms)', measured: Math.max(0, ...tasks), unit: 'ms' },
    ];
  } catch (error) {
    console.log(`The Samplers lab could not be played: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    return [];
  } finally {
    await browser.close();
    close();
  }
}
