// What estimates of a gradient cost, and a step of a layer of normal weights, against PyTorch on the same machine in the same run: short
// repetitions take turns, and the least of each counts, what it takes when nothing else runs.
import { cpus } from 'node:os';
import { Worker } from 'node:worker_threads';
import { spawnThread } from '../cli/threads.ts';
import { openTensors } from '../core/tensor/index.ts';
import { createEstimates, type EstimatorName } from './estimates.ts';
import { createLocalLayer } from './local-layer.ts';
import { openPeer, type Peer } from './peer.ts';
import type { Row } from './statistics.ts';

const REPETITIONS = 25;
const COUNT = 1_000_000;
const STEPS = 2;

const works: Readonly<Record<EstimatorName, string>> = {
  pathwise: 'pathwise',
  score: 'score function',
  baseline: 'score function, constant baseline',
  antithetic: 'antithetic pairs',
  leave_one_out: 'leave one out, 4 draws each',
};

/** What PyTorch is asked for: by hand in place, the same with a generator for each of two threads, or by autograd. */
const ways = [
  { name: 'by hand', dtype: 'float64', how: 'hand' },
  { name: 'by hand', dtype: 'float32', how: 'hand' },
  { name: 'by hand, two generators', dtype: 'float64', how: 'generators' },
  { name: 'autograd', dtype: 'float64', how: 'autograd' },
] as const;

const differentiated = (work: EstimatorName) => ['pathwise', 'score', 'baseline'].includes(work);

/** Two threads with half of the estimates each, and a seed each. */
function openThreads() {
  const threads = [2, 3].map((seed) => new Worker(new URL('./estimate-thread.mjs', import.meta.url), { workerData: seed, execArgv: [] }));
  const ask = (thread: Worker, request: object) =>
    new Promise<void>((resolve, reject) => {
      thread.once('error', reject);
      thread.once('message', () => {
        thread.off('error', reject);
        resolve();
      });
      thread.postMessage(request);
    });
  return {
    /** Milliseconds from the question to the last answer. */
    async estimate(name: EstimatorName, count: number): Promise<number> {
      const start = performance.now();
      await Promise.all(threads.map((thread) => ask(thread, { name, count: count / threads.length })));
      return performance.now() - start;
    },
    close: () => Promise.all(threads.map((thread) => thread.terminate())),
  };
}

/** Least milliseconds of each contestant, who take turns. */
async function race(contestants: readonly (() => Promise<number> | number)[]): Promise<number[]> {
  const times = contestants.map((): number[] => []);
  for (const contestant of contestants) await contestant();
  for (let i = 0; i < REPETITIONS; i += 1) for (const [j, contestant] of contestants.entries()) times[j]?.push(await contestant());
  return times.map((each) => Math.min(...each));
}

async function estimateRows(peer: Peer | undefined): Promise<Row[]> {
  const alone = createEstimates(1);
  const threads = cpus().length > 1 ? openThreads() : undefined;
  const rows: Row[] = [];
  try {
    for (const name of Object.keys(works) as EstimatorName[]) {
      const theirs = peer ? ways.filter(({ how }) => how !== 'autograd' || differentiated(name)) : [];
      const [one, two, ...others] = await race([
        () => alone(name, COUNT),
        () => threads?.estimate(name, COUNT) ?? Number.NaN,
        ...theirs.map(
          ({ dtype, how }) =>
            () =>
              (peer as Peer).ask<number>({ case: 'estimates', name, count: COUNT, rounds: 1, dtype, how }),
        ),
      ]);
      const rate = (time: number | undefined) => COUNT / 1000 / (time as number);
      const of = (where: string, time: number | undefined, against: (how: string) => boolean): Row[] => {
        const row = { what: `${works[name]}: ${where}`, measured: rate(time), unit: 'million/s' };
        if (theirs.length === 0) return [row];
        return theirs.flatMap((way, i) =>
          against(way.how) ? [{ ...row, against: { name: `PyTorch ${way.dtype}, ${way.name}`, value: rate(others[i]) } }] : [],
        );
      };
      rows.push(...of('one thread', one, (how) => how === 'hand'), ...(threads ? of('two threads', two, () => true) : []));
    }
    return rows;
  } finally {
    await threads?.close();
  }
}

async function layerRows(peer: Peer | undefined): Promise<Row[]> {
  const threads = Math.min(2, cpus().length);
  const info = await openTensors({ ...(threads > 1 && { spawn: spawnThread }), threads });
  const rows: Row[] = [];
  for (const inputs of ['normal', 'images'] as const) {
    const layer = createLocalLayer(inputs);
    const [ours, theirs] = await race([
      () => layer.steps(STEPS),
      ...(peer ? [() => peer.ask<number>({ case: 'layer', dense: inputs === 'normal', steps: STEPS })] : []),
    ]);
    layer.dispose();
    rows.push({
      what: `784 → 400 layer by local reparameterization, batch 128, inputs ${inputs}: ${info.kernels}, ${info.threads} threads`,
      measured: ours as number,
      unit: 'ms',
      ...(theirs !== undefined && { against: { name: 'PyTorch float32', value: theirs } }),
    });
  }
  return rows;
}

export async function estimatorRows(): Promise<Row[]> {
  const peer = await openPeer('estimators.py');
  if (!peer) console.log('PyTorch is not installed (Debian packages: python3-torch, libopenblas0): no peer for the estimators.');
  else console.log(`PyTorch ${peer.version} (the better of one thread and two, of blocks and all at once)`);
  try {
    return [...(await estimateRows(peer)), ...(await layerRows(peer))];
  } finally {
    peer?.close();
  }
}
