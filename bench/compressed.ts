// One image through LeNet-300-100 as it is coded: in whole numbers, and with the 5 % of its weights that are left, against float32, all
// weights; in TypeScript and by vectors, in the same run. And a training step with beliefs about its weights against one with weights alone.
import { cpus } from 'node:os';
import { spawnThread } from '../cli/threads.ts';
import type { CodedNetwork } from '../core/compression/coded.ts';
import { calibrate } from '../core/compression/run/calibrate.ts';
import { createInt8Runner } from '../core/compression/run/int8-runner.ts';
import { int8Arithmetic } from '../core/compression/run/int8-vectors.ts';
import { createRunner } from '../core/compression/run/network-runner.ts';
import { vectorKernel } from '../core/compression/run/vector-kernels.ts';
import { createRandom } from '../core/prob/random.ts';
import { closeTensors, openTensors } from '../core/tensor/index.ts';
import { dense300, floatsOf, gridOf, sparseOf } from '../tests/compression/made-networks.ts';
import { BATCH, createSteps } from './method-steps.ts';
import { percentile, type Row } from './statistics.ts';

const RUNS = 20;
const ROUNDS = 150;

/** Microseconds an image, in the quickest tenth of short rounds in which all take turns: what else the machine does lengthens long ones more. */
function timesOf(runs: Readonly<Record<string, () => unknown>>): Readonly<Record<string, number>> {
  const samples = Object.fromEntries(Object.keys(runs).map((name) => [name, [] as number[]]));
  for (let round = -30; round < ROUNDS; round += 1)
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now();
      for (let i = 0; i < RUNS; i += 1) run();
      if (round >= 0) samples[name]?.push((1000 * (performance.now() - start)) / RUNS);
    }
  return Object.fromEntries(Object.entries(samples).map(([name, sample]) => [name, percentile(sample, 0.1)]));
}

/** A step by sparse variational dropout and a plain one, in turn, as the lab takes them. */
async function trainingRow(): Promise<Row> {
  const threads = Math.min(2, cpus().length);
  await openTensors({ ...(threads > 1 && { spawn: spawnThread }), threads, reproducible: true });
  const steps = { plain: createSteps('plain'), sparse: createSteps('sparseVariational') };
  const times = { plain: [] as number[], sparse: [] as number[] };
  for (let round = -30; round < ROUNDS; round += 1)
    for (const name of ['plain', 'sparse'] as const) {
      const time = steps[name](1);
      if (round >= 0) times[name].push(time);
    }
  await closeTensors();
  return {
    what: `training step, batch ${BATCH}, sparse variational dropout, ${threads} threads`,
    measured: percentile(times.sparse, 0.1),
    unit: 'ms',
    against: { name: 'plain', value: percentile(times.plain, 0.1) },
  };
}

export async function compressedRows(): Promise<readonly Row[]> {
  const random = createRandom(1);
  // As many pixels are dark as in a digit.
  const x = Float32Array.from({ length: 784 }, () => Math.max(0, 5 * random.uniform() - 4));
  const made = (code: Parameters<typeof dense300>[1]): CodedNetwork => dense300(createRandom(2), code);
  const float = made(floatsOf);
  const sparse = made((shape, values) => sparseOf(shape, values, 0.05, floatsOf));
  const grid = made((shape, values) => gridOf(shape, values, 8, true));
  const grids = calibrate(grid, [x]);
  const runners = {
    float: createRunner(float),
    sparse: createRunner(sparse),
    int8: createInt8Runner(grid, grids),
    floatVectors: createRunner(float, vectorKernel),
    sparseVectors: createRunner(sparse, vectorKernel),
    int8Vectors: createInt8Runner(grid, grids, int8Arithmetic),
  };
  const times = timesOf(Object.fromEntries(Object.entries(runners).map(([name, { run }]) => [name, () => run(x)])));
  const row = (what: string, name: keyof typeof runners, other: keyof typeof runners): Row => ({
    what,
    measured: times[name] ?? Number.NaN,
    unit: 'µs',
    against: { name: other.startsWith('floatV') ? 'float32 by vectors' : 'float32', value: times[other] ?? Number.NaN },
  });
  return [
    row('5 % of the weights', 'sparse', 'float'),
    row('whole numbers', 'int8', 'float'),
    row('float32 by vectors', 'floatVectors', 'float'),
    row('5 % of the weights, four sums at once', 'sparseVectors', 'floatVectors'),
    row('whole numbers by vectors', 'int8Vectors', 'floatVectors'),
    row('whole numbers by vectors', 'int8Vectors', 'float'),
    await trainingRow(),
  ];
}
