// How long a network of 784-400-20-400-784 trains on 10,000 digits until its bound on held-out ones is −110 nats: in the app as it is seen,
// on the command line, and in PyTorch; and how the page fares meanwhile.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { dataFor } from '../cli/data.ts';
import { spawnThread } from '../cli/threads.ts';
import { threadsOn } from '../core/lab/means.ts';
import { initialValues, parseValues } from '../core/lab/param.ts';
import { writeSession } from '../core/lab/session.ts';
import type { VaeValues } from '../core/labs/vae/declaration/params.ts';
import { vae } from '../core/labs/vae/lab.ts';
import { dispose, init, step } from '../core/labs/vae/run/state.ts';
import { elboOf } from '../core/nets/objective.ts';
import { createRandom } from '../core/prob/random.ts';
import { closeTensors } from '../core/tensor/index.ts';
import { hashOf } from '../renderer/link.ts';
import { findBrowser, launchOptions } from '../scripts/browser.ts';
import { ensureBuilt } from '../scripts/built.ts';
import { root } from '../scripts/root.ts';
import { serve } from '../scripts/serve.ts';
import { median, percentile, type Row } from './statistics.ts';
import { openTorch } from './torch.ts';

const NATS = -110;

const values = parseValues(vae.params, initialValues(vae.params), { ...vae.presets['mnist-20d']?.values, epochs: 1000 });

/** Seconds and steps of the lab’s own computation, all that it looks at on the way included. */
async function inNode(): Promise<{ readonly seconds: number; readonly steps: number }> {
  const data = await dataFor(vae, values, undefined);
  const state = await init(values as VaeValues, {
    random: createRandom(1),
    seed: 1,
    data,
    means: { threads: threadsOn(cpus().length, spawnThread) },
  });
  const start = performance.now();
  while (elboOf(state.evaluation) < NATS) step(state, values as VaeValues);
  const seconds = (performance.now() - start) / 1000;
  const steps = state.step;
  dispose(state);
  await closeTensors();
  return { seconds, steps };
}

/** The app in Chromium, from a press on Train until the readout says so; milliseconds between frames meanwhile, and of long tasks. */
async function inPage() {
  const executablePath = findBrowser();
  if (!executablePath) return undefined;
  ensureBuilt();
  const session = writeSession({ lab: 'vae', labVersion: vae.version, values, seed: 1, steps: 0, changes: [] });
  const { url, close } = await serve(join(root, 'out/renderer'), 0);
  const browser = await chromium.launch(launchOptions(executablePath));
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${url}${await hashOf(session)}`);
    await page.waitForSelector('[aria-label=Readouts] [data-scalar=heldOutElbo]');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    /** Seconds of script on the page’s thread until now. */
    const scripted = async () =>
      (await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
    const before = await scripted();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const seen = await page.evaluate(async (nats) => {
      const [deltas, tasks]: [number[], number[]] = [[], []];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: 'longtask' });
      const begin = performance.now();
      for (let [last, told] = [begin, Number.NaN]; !(told >= nats); ) {
        const now = await new Promise<number>(requestAnimationFrame);
        deltas.push(now - last);
        last = now;
        told = Number(document.querySelector('[aria-label=Readouts] [data-scalar=heldOutElbo]')?.textContent?.replace('−', '-'));
      }
      return { seconds: (performance.now() - begin) / 1000, deltas: deltas.slice(1), tasks };
    }, NATS);
    return { ...seen, script: (1000 * ((await scripted()) - before)) / seen.deltas.length };
  } finally {
    await browser.close();
    close();
  }
}

/** Seconds in PyTorch, which looks at its held-out bound as often. */
async function inTorch(threads: number): Promise<{ readonly name: string; readonly value: number } | undefined> {
  const torch = await openTorch(threads);
  if (!torch) return undefined;
  const value = await torch.ask('until', NATS);
  torch.close();
  return { name: torch.name, value };
}

export async function vaeRows(): Promise<Row[]> {
  const peers = [await inTorch(1), await inTorch(2)].filter((each) => each !== undefined);
  const against = peers.toSorted((a, b) => a.value - b.value)[0];
  const node = await inNode();
  const page = await inPage();
  const time = (where: string, seconds: number): Row => ({
    what: `to ${NATS} nats on held-out digits: ${where}`,
    measured: seconds,
    unit: 's',
    ...(against && { against }),
  });
  const frame = { name: 'a frame at 60 Hz', value: 1000 / 60 };
  return [
    time(`the lab in Node, ${node.steps} steps`, node.seconds),
    ...(page
      ? [
          time('the app in Chromium', page.seconds),
          { what: 'while the app trains: between frames, median', measured: median(page.deltas), unit: 'ms', against: frame },
          {
            what: 'while the app trains: between frames, 95th percentile',
            measured: percentile(page.deltas, 0.95),
            unit: 'ms',
            against: frame,
          },
          {
            what: 'while the app trains: script a frame, on average',
            measured: page.script,
            unit: 'ms',
            against: { name: 'aim', value: 5 },
          },
          { what: 'longest task meanwhile (0: none above 50 ms)', measured: Math.max(0, ...page.tasks), unit: 'ms' },
        ]
      : []),
  ];
}
