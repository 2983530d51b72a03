// What a training step of a network costs, in Node and in Chromium, against PyTorch and TensorFlow.js’ own WebAssembly backend on the same
// machine in the same run: repetitions take turns, so that what slows the machine slows all.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { build } from 'vite';
import { spawnThread } from '../cli/threads.ts';
import type { TensorInfo } from '../core/tensor/index.ts';
import { findBrowser, launchOptions } from '../scripts/browser.ts';
import { root } from '../scripts/root.ts';
import { serve } from '../scripts/serve.ts';
import { median, type Row } from './statistics.ts';
import { openStock } from './stock-steps.ts';
import { BATCH, openBench, SIZE } from './tensor-steps.ts';
import { openTorch } from './torch.ts';

const REPETITIONS = 7;
const STEPS = 40;
const SOFTMAX_STEPS = 3;
const PRODUCTS = 60;
const STOCK = 'TensorFlow.js’ WebAssembly backend, one thread';

/** Something that takes steps: ours or a peer. */
interface Contestant {
  readonly name: string;
  steps(count: number): Promise<number> | number;
  /** The same by TensorFlow.js’ tape, and of a softmax over 256 levels. */
  tapedSteps?(count: number): Promise<number> | number;
  softmaxSteps?(count: number): Promise<number> | number;
  classifierSteps?(count: number): Promise<number> | number;
  product?(count: number): Promise<number> | number;
  close?(): Promise<unknown> | unknown;
}

/** PyTorch with so many threads; undefined where it is not installed. */
async function torchContestant(threads: number): Promise<Contestant | undefined> {
  const torch = await openTorch(threads);
  return (
    torch && {
      name: torch.name,
      steps: (count) => torch.ask('steps', count),
      product: (count) => torch.ask('product', count),
      close: torch.close,
    }
  );
}

/** In Chromium, a page of its own, isolated, with the training in a worker: ours with so many threads, or TensorFlow.js’ own backend. */
async function openPage(threads: number | 'stock'): Promise<Contestant | undefined> {
  const executablePath = findBrowser();
  if (!executablePath) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tensor-'));
  await build({
    root: join(root, 'bench/tensor-page'),
    base: './',
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { target: 'chrome130', outDir: folder, emptyOutDir: true, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  });
  const { url, close } = await serve(folder, 0);
  const browser = await chromium.launch(launchOptions(executablePath));
  const page = await browser.newPage();
  await page.goto(url);
  const ask = <T>(kind: string, count: number) =>
    page.evaluate((request) => (window as unknown as { ask(request: unknown): Promise<unknown> }).ask(request), {
      kind,
      count,
    }) as Promise<T>;
  const info = threads === 'stock' ? await ask<undefined>('openStock', 0) : await ask<TensorInfo>('open', threads);
  return {
    name: info ? `Chromium ${browser.version()}, ${describe(info)}` : `${STOCK}, Chromium`,
    steps: (count) => ask('steps', count),
    classifierSteps: (count) => ask('classifierSteps', count),
    ...(info && {
      tapedSteps: (count: number) => ask<number>('tapedSteps', count),
      softmaxSteps: (count: number) => ask<number>('softmaxSteps', count),
      product: (count: number) => ask<number>('product', count),
    }),
    async close() {
      await browser.close();
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

const describe = ({ kernels, threads }: TensorInfo) => `${kernels}, ${threads === 1 ? 'one thread' : `${threads} threads`}`;

/** Medians of what all are asked, in turn: a number of each that has an answer. */
async function race(contestants: readonly Contestant[], counts: (contestant: Contestant) => number) {
  const asked = { time: 'steps', taped: 'tapedSteps', softmax: 'softmaxSteps', classifier: 'classifierSteps', rate: 'product' } as const;
  const measured = contestants.map(() => ({
    time: [] as number[],
    taped: [] as number[],
    softmax: [] as number[],
    classifier: [] as number[],
    rate: [] as number[],
  }));
  for (const contestant of contestants) await contestant.steps(counts(contestant));
  for (let r = 0; r < REPETITIONS; r += 1) {
    for (const [i, contestant] of contestants.entries()) {
      for (const [name, method] of Object.entries(asked) as [keyof typeof asked, (typeof asked)[keyof typeof asked]][]) {
        const count = method === 'product' ? PRODUCTS : method === 'softmaxSteps' ? SOFTMAX_STEPS : counts(contestant);
        const value = await contestant[method]?.(count);
        if (value !== undefined) measured[i]?.[name].push(value);
      }
    }
  }
  return contestants.map(({ name }, i) => {
    const medians = Object.entries(measured[i] ?? {}).map(([what, values]) => [what, values.length > 0 ? median(values) : undefined]);
    return { name, ...(Object.fromEntries(medians) as { time: number } & Partial<Record<keyof typeof asked, number>>) };
  });
}

export async function tensorRows(): Promise<Row[]> {
  const threads = Math.min(2, cpus().length);
  const { info, ...bench } = await openBench({ ...(threads > 1 && { spawn: spawnThread }), threads });
  const node: Contestant = { name: `Node, ${describe(info)}`, ...bench };
  setWasmPaths(`${join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`);
  const stock: Contestant = { name: `${STOCK}, Node`, ...(await openStock()) };
  const stockPage = await openPage('stock');
  const pages = [await openPage(1), ...(threads > 1 ? [await openPage(threads)] : [])].filter((each) => each !== undefined);
  const torch = (await Promise.all([1, 2].map(torchContestant))).filter((each) => each !== undefined);
  if (pages.length === 0) console.log('No browser of Chromium’s family: steps in Node alone.');
  if (torch.length === 0) console.log('PyTorch is not installed (Debian packages: python3-torch, libopenblas0): no peer for training.');
  const contestants = [node, ...pages, stock, ...(stockPage ? [stockPage] : []), ...torch];
  try {
    const results = await race(contestants, (each) => (each.name.startsWith(STOCK) ? 2 : STEPS));
    const mine = (name: string) => [node, ...pages].some((each) => each.name === name);
    const peers = results.filter(({ name }) => name.startsWith('PyTorch'));
    const quickest = peers.toSorted((a, b) => a.time - b.time)[0];
    const fastest = peers.toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))[0];
    // What Debian gives PyTorch without OpenBLAS is a textbook’s loops.
    if (fastest && (fastest.rate ?? 0) < 30) console.log('PyTorch runs without a fast BLAS here (Debian package: libopenblas0).');
    const stocks = results.find(({ name, classifier }) => name.startsWith(STOCK) && classifier !== undefined);
    const work = `${SIZE.pixels}-${SIZE.hidden}-${SIZE.latent} VAE, batch ${BATCH}`;
    return [
      ...results
        .filter(({ name }) => mine(name) || name.startsWith(STOCK))
        .map(({ name, time }) => ({
          what: `training step, ${work}: ${name}`,
          measured: time,
          unit: 'ms',
          ...(quickest && { against: { name: quickest.name, value: quickest.time } }),
        })),
      ...results.flatMap(({ name, time, taped, softmax }): Row[] => [
        ...(taped === undefined
          ? []
          : [
              {
                what: `training step from its recording, ${work}: ${name}`,
                measured: time,
                unit: 'ms',
                against: { name: 'by TensorFlow.js’ tape', value: taped },
              },
            ]),
        ...(softmax === undefined
          ? []
          : [
              {
                what: `training step, ${work}, to a softmax over 256 levels: ${name}`,
                measured: softmax,
                unit: 'ms',
                against: { name: 'aim', value: 150 },
              },
            ]),
      ]),
      ...results
        .filter(({ classifier }) => classifier !== undefined)
        .map(({ name, classifier }) => ({
          what: `training step, LeNet-300-100, batch ${BATCH}: ${name}`,
          measured: classifier as number,
          unit: 'ms',
          ...(stocks && mine(name) && { against: { name: stocks.name, value: stocks.classifier as number } }),
        })),
      ...results
        .filter(({ name, rate }) => mine(name) && rate !== undefined)
        .map(({ name, rate }) => ({
          what: `product 128 × 784 × 400: ${name}`,
          measured: rate as number,
          unit: 'GFLOP/s',
          ...(fastest?.rate !== undefined && { against: { name: fastest.name, value: fastest.rate } }),
        })),
    ];
  } finally {
    for (const contestant of contestants) await contestant.close?.();
  }
}
