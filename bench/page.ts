// The page in Chromium: from pointer move to painted frame, script per move on the page's thread, start-up, bytes before the first plot.

import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser, launchOptions } from '../scripts/browser.ts';
import { ensureBuilt } from '../scripts/built.ts';
import { root } from '../scripts/root.ts';
import { serve } from '../scripts/serve.ts';
import { median, percentile, type Row } from './statistics.ts';

const MOVES = 160;

/** What is dragged most in each lab: the first handle of its main picture, at one of its presets. */
const drags = [
  ['The bound', 'Two explanations'],
  ['Samplers', 'No noise injected'],
  ['Gradient estimators', 'A bowl'],
  ['Autoencoders', 'Digits on a plane'],
] as const;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly type?: string } };
}

/** Drags to and fro and times each move until its frame is painted. */
async function drag(browser: Browser, page: Page, [lab, preset]: (typeof drags)[number]) {
  await page.getByRole('navigation', { name: 'Labs' }).getByRole('button', { name: lab }).click();
  await page.getByRole('toolbar', { name: 'Presets' }).getByRole('button', { name: preset }).click();
  const handle = page.locator('[data-place=main] [data-handle]').first();
  await handle.waitFor();
  await page.locator('[data-stale=false]').waitFor();
  await page.waitForTimeout(1500);
  const box = await handle.boundingBox();
  if (!box) throw new Error('the page shows no handle to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];

  // In the page: stamp each move, and the first paint after the numbers it moved have changed.
  await page.evaluate(() => {
    const seen = { latencies: [] as number[], longest: 0 };
    Object.assign(window, { seen });
    let moved = 0;
    addEventListener('pointermove', (event) => (moved ||= event.timeStamp), true);
    new MutationObserver(() => {
      const since = moved;
      if (!since) return;
      moved = 0;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => seen.latencies.push(performance.now() - since);
        port2.postMessage(null);
      });
    }).observe(document.querySelector('[data-place=main] figure') ?? document.body, {
      subtree: true,
      characterData: true,
      childList: true,
      attributeFilter: ['d', 'transform'],
    });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
  });

  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 0; i < 20; i += 1) await page.mouse.move(x + 4 * Math.sin(i), y);
  await browser.startTracing(page, { categories: ['devtools.timeline', 'toplevel', '__metadata'] });
  for (let i = 0; i < MOVES; i += 1) {
    await page.mouse.move(x + 90 * Math.sin(i / 12), y);
    await page.waitForTimeout(20);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  await page.mouse.up();
  const { latencies, longest } = await page.evaluate(() => (window as unknown as { seen: { latencies: number[]; longest: number } }).seen);
  return { latencies: latencies.slice(10), longest, ...perMove(trace.traceEvents) };
}

/** Milliseconds of script, and of all work, on the page's thread between one pointer move and the next. */
function perMove(events: readonly TraceEvent[]) {
  const moves = events
    .filter(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'pointermove')
    .sort((a, b) => a.ts - b.ts);
  const first = moves[0];
  if (!first) throw new Error('the trace holds no pointer move');
  const main = events.filter(({ pid, tid, ph, dur }) => pid === first.pid && tid === first.tid && ph === 'X' && dur !== undefined);
  const sums = (names: readonly string[]) =>
    moves.slice(1).map((next, i) => {
      const from = (moves[i] as TraceEvent).ts;
      const inside = main.filter(({ name, ts }) => names.includes(name) && ts >= from && ts < next.ts).sort((a, b) => a.ts - b.ts);
      // Nested calls count once: what lies within a longer one is skipped.
      let end = 0;
      let sum = 0;
      for (const { ts, dur } of inside) {
        if (ts < end) continue;
        sum += dur as number;
        end = ts + (dur as number);
      }
      return sum / 1000;
    });
  return {
    script: sums([
      'FunctionCall',
      'EventDispatch',
      'RunMicrotasks',
      'v8.callFunction',
      'FireAnimationFrame',
      'TimerFire',
      'HandlePostMessage',
    ]),
    work: sums(['RunTask', 'ThreadControllerImpl::RunTask']),
  };
}

/** Milliseconds until the first plot is painted, and the bytes that were asked for before it. */
async function start(page: Page, url: string) {
  const sizes: Promise<readonly [url: string, bytes: number]>[] = [];
  const listener = (response: Awaited<ReturnType<Page['waitForResponse']>>) => {
    const size = async () => {
      const body = await response.body().catch(() => Buffer.alloc(0));
      // Fonts are compressed already; the rest as a static host would send it.
      const packed = /\.(woff2|png)$/.test(new URL(response.url()).pathname);
      return [response.url(), packed ? body.length : gzipSync(body, { level: 9 }).length] as const;
    };
    sizes.push(size());
  };
  page.on('response', listener);
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('first plot').length > 0);
  const { first, later } = await page.evaluate(() => {
    const at = performance.getEntriesByName('first plot')[0]?.startTime ?? Number.NaN;
    const resources = performance.getEntriesByType('resource');
    return { first: at, later: resources.filter(({ startTime }) => startTime >= at).map(({ name }) => name) };
  });
  page.off('response', listener);
  const before = (await Promise.all(sizes)).filter(([name]) => !later.includes(name));
  return { first, bytes: before.reduce((sum, [, bytes]) => sum + bytes, 0) };
}

export async function pageRows(): Promise<Row[]> {
  const executablePath = findBrowser();
  if (!executablePath) {
    console.log('No browser of Chromium’s family is installed: the page is not measured.');
    return [];
  }
  ensureBuilt();
  const { url, close } = await serve(join(root, 'out/renderer'), 0);
  const browser = await chromium.launch(launchOptions(executablePath));
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const cold = await start(page, url);
    const warm: number[] = [];
    for (let i = 0; i < 5; i += 1) warm.push((await start(page, url)).first);
    await page.waitForTimeout(1000);
    const under = (value: number) => ({ name: 'aim', value });
    const moved: Row[] = [];
    for (const one of drags) {
      const { latencies, script, work, longest } = await drag(browser, page, one);
      const row = (what: string, measured: number, aim: number): Row => ({
        what: `${one[0]}, ${what}`,
        measured,
        unit: 'ms',
        against: under(aim),
      });
      moved.push(
        row('pointer move to painted frame, median', median(latencies), 20),
        row('pointer move to painted frame, 95th percentile', percentile(latencies, 0.95), 33),
        row('script on the page’s thread per move, median', median(script), 4),
        row('script on the page’s thread per move, 95th percentile', percentile(script, 0.95), 4),
        row('all work on the page’s thread per move, 95th percentile', percentile(work, 0.95), 8),
        row('longest task during the drag (0: none above 50 ms)', longest, 50),
      );
    }
    return [
      { what: 'first plot, cold', measured: cold.first, unit: 'ms' },
      { what: 'first plot, warm (median of 5)', measured: median(warm), unit: 'ms', against: under(1000) },
      { what: 'bytes before the first plot, compressed', measured: cold.bytes / 1000, unit: 'kB', against: under(250) },
      ...moved,
    ];
  } finally {
    await browser.close();
    close();
  }
}
