// What a training step of a network costs, in Node and in Chromium, against PyTorch and TensorFlow.js’ own WebAssembly backend on the same
// machine in the same run: repetitions take turns, so that what slows the machine slows all.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { build } from 'vite';
import { spawnThread } from '../cli/threads.ts';
import { type TensorInfo, tf } from '../core/tensor/index.ts';
import { findBrowser, launchOptions } from '../scripts/browser.ts';
import { root } from '../scripts/root.ts';
import { serve } from '../scripts/serve.ts';
import { openPeer } from './peer.ts';
import { median, type Row } from './statistics.ts';
import { BATCH, createBatches, openBench, SIZE } from './tensor-steps.ts';

const REPETITIONS = 7;
const STEPS = 40;
const PRODUCTS = 60;

/** Something that takes steps: ours or a peer. */
interface Contestant {
  readonly name: string;
  steps(count: number): Promise<number> | number;
  product?(count: number): Promise<number> | number;
  close?(): Promise<unknown> | unknown;
}

/** PyTorch with so many threads; undefined where it is not installed. */
async function openTorch(threads: number): Promise<Contestant | undefined> {
  const count = String(threads);
  const peer = await openPeer('vae.py', { inputs: [count], environment: { OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count } });
  return (
    peer && {
      name: `PyTorch ${peer.version}, ${threads === 1 ? 'one thread' : `${threads} threads`}`,
      steps: (steps) => peer.ask({ case: 'steps', count: steps }),
      product: (products) => peer.ask({ case: 'product', count: products }),
      close: peer.close,
    }
  );
}

/** Ours in Chromium: a page of its own, isolated, with the training in a worker. */
async function openPage(threads: number): Promise<Contestant | undefined> {
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
  const info = await ask<TensorInfo>('open', threads);
  return {
    name: `Chromium ${browser.version()}, ${describe(info)}`,
    steps: (count) => ask('steps', count),
    product: (count) => ask('product', count),
    async close() {
      await browser.close();
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

const describe = ({ kernels, threads }: TensorInfo) => `${kernels}, ${threads === 1 ? 'one thread' : `${threads} threads`}`;

/** The same network in TensorFlow.js’ own operations and optimizer on its own WebAssembly backend. */
async function openStock(): Promise<Contestant> {
  setWasmPaths(`${join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`);
  const batches = createBatches();
  const ours = tf.getBackend();
  await tf.setBackend('wasm');
  const layer = (inputs: number, outputs: number) =>
    [tf.variable(tf.randomNormal([inputs, outputs], 0, 1 / Math.sqrt(inputs))), tf.variable(tf.zeros([outputs]))] as const;
  const encoder = layer(SIZE.pixels, SIZE.hidden);
  const [mean, variance] = [layer(SIZE.hidden, SIZE.latent), layer(SIZE.hidden, SIZE.latent)];
  const [decoder, output] = [layer(SIZE.latent, SIZE.hidden), layer(SIZE.hidden, SIZE.pixels)];
  const dense = (x: tf.Tensor, [weights, bias]: readonly [tf.Tensor, tf.Tensor]) => tf.add(tf.matMul(x, weights), bias);
  const adam = tf.train.adam(1e-3);
  await tf.setBackend(ours);
  return {
    name: 'TensorFlow.js’ WebAssembly backend, Node',
    async steps(count) {
      const before = tf.getBackend();
      await tf.setBackend('wasm');
      const start = performance.now();
      for (let i = 0; i < count; i += 1) {
        tf.tidy(() => {
          const x = tf.tensor2d(batches[i % batches.length] as Float32Array, [BATCH, SIZE.pixels]);
          adam.minimize(() => {
            const h = tf.relu(dense(x, encoder));
            const [m, v] = [dense(h, mean), dense(h, variance)];
            const z = tf.add(m, tf.mul(tf.exp(tf.mul(0.5, v)), tf.randomNormal([BATCH, SIZE.latent])));
            const l = dense(tf.relu(dense(z, decoder)), output);
            // log(1 + e^l) in operations whose gradients that backend has.
            const softplus = tf.add(tf.relu(l), tf.log(tf.add(1, tf.exp(tf.neg(tf.abs(l))))));
            const likelihood = tf.sum(tf.sub(tf.mul(x, l), softplus));
            const complexity = tf.mul(0.5, tf.sum(tf.sub(tf.add(tf.square(m), tf.exp(v)), tf.add(1, v))));
            return tf.div(tf.sub(complexity, likelihood), BATCH) as tf.Scalar;
          });
        });
      }
      const time = (performance.now() - start) / count;
      await tf.setBackend(before);
      return time;
    },
  };
}

/** Steps and products of all in turn. */
async function race(contestants: readonly Contestant[], counts: (contestant: Contestant) => number) {
  const times = contestants.map((): number[] => []);
  const rates = contestants.map((): number[] => []);
  for (const contestant of contestants) await contestant.steps(counts(contestant));
  for (let r = 0; r < REPETITIONS; r += 1) {
    for (const [i, contestant] of contestants.entries()) {
      times[i]?.push(await contestant.steps(counts(contestant)));
      const rate = await contestant.product?.(PRODUCTS);
      if (rate !== undefined) rates[i]?.push(rate);
    }
  }
  return contestants.map(({ name }, i) => ({
    name,
    time: median(times[i] as number[]),
    ...((rates[i] as number[]).length > 0 && { rate: median(rates[i] as number[]) }),
  }));
}

export async function tensorRows(): Promise<Row[]> {
  const threads = Math.min(2, cpus().length);
  const { info, ...bench } = await openBench({ ...(threads > 1 && { spawn: spawnThread }), threads });
  const node: Contestant = { name: `Node, ${describe(info)}`, ...bench };
  const stock = await openStock();
  const pages = [await openPage(1), ...(threads > 1 ? [await openPage(threads)] : [])].filter((each) => each !== undefined);
  const torch = (await Promise.all([1, 2].map(openTorch))).filter((each) => each !== undefined);
  if (pages.length === 0) console.log('No browser of Chromium’s family: steps in Node alone.');
  if (torch.length === 0) console.log('PyTorch is not installed (Debian packages: python3-torch, libopenblas0): no peer for training.');
  const contestants = [node, ...pages, stock, ...torch];
  try {
    const results = await race(contestants, (each) => (each === stock ? 2 : STEPS));
    const mine = (name: string) => [node, ...pages].some((each) => each.name === name);
    const peers = results.filter(({ name }) => name.startsWith('PyTorch'));
    const quickest = peers.toSorted((a, b) => a.time - b.time)[0];
    const fastest = peers.toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))[0];
    // What Debian gives PyTorch without OpenBLAS is a textbook’s loops.
    if (fastest && (fastest.rate ?? 0) < 30) console.log('PyTorch runs without a fast BLAS here (Debian package: libopenblas0).');
    const work = `${SIZE.pixels}-${SIZE.hidden}-${SIZE.latent} VAE, batch ${BATCH}`;
    return [
      ...results
        .filter(({ name }) => mine(name) || name === stock.name)
        .map(({ name, time }) => ({
          what: `training step, ${work}: ${name}`,
          measured: time,
          unit: 'ms',
          ...(quickest && { against: { name: quickest.name, value: quickest.time } }),
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
