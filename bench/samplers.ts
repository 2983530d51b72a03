// What a step of the samplers costs, against NumPy and PyTorch on the same machine in the same run: repetitions of ours and theirs take
// turns, so that what slows the machine slows both.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawnThread } from '../cli/threads.ts';
import { bulkEffectiveSampleSize } from '../core/inference/mcmc/diagnostics/effective-sample-size.ts';
import type { Info, Settings } from '../core/inference/mcmc/kernel.ts';
import { kernels } from '../core/inference/mcmc/kernels.ts';
import { sgld } from '../core/inference/mcmc/langevin.ts';
import { stepSizeAt } from '../core/inference/mcmc/schedule.ts';
import type { Target } from '../core/inference/mcmc/target.ts';
import { logistic } from '../core/labs/samplers/model/logistic.ts';
import { mixture } from '../core/labs/samplers/model/mixture.ts';
import { openTeam } from '../core/math/team.ts';
import { createRandom } from '../core/prob/random.ts';
import { openPeer, type Peer } from './peer.ts';
import { median, type Row } from './statistics.ts';

const REPETITIONS = 7;
const ROWS = 10_000;
const DIMENSION = 50;
const DRAWS = 200;
/** Milliseconds before each turn: threads of the other side look out for more work for a while before they sleep. */
const REST = 200;

const settings: Settings = {
  stepSize: 0.01,
  temperature: 1,
  batchSize: 1,
  scaled: true,
  leapfrogSteps: 1,
  friction: 0.1,
  memory: 0.99,
  adapt: undefined,
};

/** 0.01 (1 + t/1000)^−0.55. */
const schedule = { stepSize: 0.01 * 1000 ** 0.55, offset: 1000, decay: 0.55, decreasing: true };

/** Welling and Teh’s mixture, and a regression whose labels follow from standard normal features by weights of N(0, 4/d). */
function makeData() {
  const random = createRandom(1);
  const few = Float64Array.from({ length: 100 }, () => (random.uniform() < 0.5 ? 0 : 1) + Math.SQRT2 * random.normal());
  const weights = Float64Array.from({ length: DIMENSION }, () => (2 / Math.sqrt(DIMENSION)) * random.normal());
  const x = new Float64Array(ROWS * DIMENSION);
  random.normals(x);
  const y = Float64Array.from({ length: ROWS }, (_, i) => {
    const z = weights.reduce((sum, w, j) => sum + w * (x[i * DIMENSION + j] as number), 0);
    return random.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
  });
  return { few, x, y };
}

/** Microseconds a step, the first tenth not counted. */
function stepTime(target: Target, chains: number, steps: number, { batchSize, slower }: { batchSize: number; slower: number }): number {
  const random = createRandom(2);
  let state = sgld.init(target, new Float64Array(chains * target.dimension), settings, random);
  let spent: Info | undefined;
  const run = (count: number) => {
    for (let t = 0; t < count; t += 1) {
      const stepSize = stepSizeAt(schedule, t) / slower;
      ({ state, info: spent } = sgld.step(target, state, { ...settings, stepSize, batchSize }, random, spent));
    }
  };
  run(Math.max(10, steps / 10));
  const start = performance.now();
  run(steps);
  return ((performance.now() - start) / steps) * 1000;
}

/** Least bulk effective sample size of the coordinates. */
const leastSize = (draws: readonly ArrayLike<number>[]) =>
  Math.min(
    ...Array.from({ length: DIMENSION }, (_, j) => bulkEffectiveSampleSize([Float64Array.from(draws, (draw) => draw[j] as number)])),
  );

interface Pace {
  readonly sizes: number;
  readonly gradients: number;
}

/** A NUTS run that goes on where the last one ended. */
function nutsRuns(target: Target) {
  const random = createRandom(3);
  let state = kernels.nuts.init(target, new Float64Array(DIMENSION), settings, random);
  let stepSize = 0;
  for (let t = 0; t < 150; t += 1) ({ state } = kernels.nuts.step(target, state, { ...settings, adapt: 0.8 }, random));
  const run = (): Pace => {
    const draws: Float64Array[] = [];
    let evaluations = 0;
    const start = performance.now();
    for (let t = 0; t < DRAWS; t += 1) {
      const { state: next, info } = kernels.nuts.step(target, state, settings, random);
      state = next;
      stepSize = info.stepSize;
      draws.push(state.positions);
      evaluations += info.gradientEvaluations;
    }
    const seconds = (performance.now() - start) / 1000;
    return { sizes: leastSize(draws) / seconds, gradients: evaluations / seconds };
  };
  return { run, where: () => ({ start: [...state.positions], stepSize }) };
}

type Peers = Peer<{ readonly numpy: string; readonly torch: string | null }> | undefined;

interface Case {
  readonly what: string;
  readonly ours: () => number;
  readonly chains: number;
  /** Of a peer’s repetition. */
  readonly steps: number;
  /** The functions of the peers’ file. */
  readonly theirs: Readonly<Record<string, string>>;
}

async function compare({ what, ours, chains, steps, theirs }: Case, peers: Peers): Promise<Row[]> {
  const known = Object.entries(theirs).filter(([, name]) => peers && (peers.version.torch || !name.endsWith('torch')));
  const times: number[] = [];
  const other = known.map((): number[] => []);
  ours();
  for (let i = 0; i < REPETITIONS; i += 1) {
    await pause(REST);
    times.push(ours());
    for (const [j, [, name]] of known.entries()) {
      await pause(REST);
      other[j]?.push(await (peers as NonNullable<Peers>).ask<number>({ case: name, chains, steps }));
    }
  }
  const measured = median(times);
  if (known.length === 0) return [{ what, measured, unit: 'µs' }];
  return known.map(([name], j) => ({ what, measured, unit: 'µs', against: { name, value: median(other[j] as number[]) } }));
}

async function nutsRows(target: Target, peers: Peers): Promise<Row[]> {
  const { run, where } = nutsRuns(target);
  const [ours, theirs]: [Pace[], Pace[]] = [[], []];
  for (let i = 0; i < 5; i += 1) {
    await pause(REST);
    ours.push(run());
    if (!peers) continue;
    await pause(REST);
    const answer = await peers.ask<{ seconds: number; draws: number[][]; evaluations: number }>({ case: 'nuts', steps: DRAWS, ...where() });
    theirs.push({ sizes: leastSize(answer.draws) / answer.seconds, gradients: answer.evaluations / answer.seconds });
  }
  const row = (what: string, key: keyof Pace): Row => ({
    what,
    measured: median(ours.map((pace) => pace[key])),
    unit: '/s',
    ...(peers && { against: { name: 'NumPy, the same sampler', value: median(theirs.map((pace) => pace[key])) } }),
  });
  return [row('NUTS, logistic regression: effective samples', 'sizes'), row('NUTS, logistic regression: gradients', 'gradients')];
}

export async function samplerRows(): Promise<Row[]> {
  const { few, x, y } = makeData();
  const folder = mkdtempSync(join(tmpdir(), 'samplers-'));
  writeFileSync(join(folder, 'mixture.f64'), few);
  writeFileSync(join(folder, 'x.f64'), x);
  writeFileSync(join(folder, 'y.f64'), y);
  const peers: Peers = await openPeer('samplers.py', { inputs: [folder] });
  if (!peers) console.log('NumPy is not installed (Debian package: python3-numpy): no peers for the samplers.');
  else if (!peers.version.torch)
    console.log('PyTorch is not installed (Debian package: python3-torch): NumPy alone is the samplers’ peer.');
  else console.log(`NumPy ${peers.version.numpy}, PyTorch ${peers.version.torch} (the better of one thread and two)`);
  const team = openTeam(spawnThread, availableParallelism());
  const two = mixture(few);
  const [oneThread, many] = [undefined, team].map((helpers) => logistic({ x, y, dimension: DIMENSION }, 1, helpers)) as [Target, Target];
  const one = { batchSize: 1, slower: 1 };
  const hundred = { batchSize: 100, slower: 100 };
  const point = Float64Array.from({ length: DIMENSION }, () => 0.1);
  const gradientTime = (target: Target) => {
    const [slope, height] = [new Float64Array(DIMENSION), new Float64Array(1)];
    const start = performance.now();
    for (let i = 0; i < 200; i += 1) target.logDensityGradients(point, slope, height);
    return (performance.now() - start) * 5;
  };
  // Threads take a while to start.
  for (let i = 0; i < 100 && team.helped() === 0; i += 1) {
    gradientTime(many);
    await pause(20);
  }
  const cases: Case[] = [
    {
      what: 'SGLD step, mixture, 1 chain',
      ours: () => stepTime(two, 1, 200_000, one),
      chains: 1,
      steps: 20_000,
      theirs: {
        NumPy: 'mixture_numpy',
        'NumPy, plainly': 'mixture_plain',
        'Python’s numbers': 'mixture_scalars',
        PyTorch: 'mixture_torch',
      },
    },
    {
      what: 'SGLD step, mixture, 1,024 chains',
      ours: () => stepTime(two, 1024, 2000, one),
      chains: 1024,
      steps: 2000,
      theirs: { NumPy: 'mixture_numpy', 'NumPy, plainly': 'mixture_plain', PyTorch: 'mixture_torch' },
    },
    {
      what: 'SGLD step, logistic regression, 100 of 10,000 rows, d = 50',
      ours: () => stepTime(many, 1, 10_000, hundred),
      chains: 1,
      steps: 3000,
      theirs: { NumPy: 'logistic_numpy', PyTorch: 'logistic_torch' },
    },
    {
      what: 'gradient, logistic regression, all 10,000 rows, one thread',
      ours: () => gradientTime(oneThread),
      chains: 1,
      steps: 200,
      theirs: { NumPy: 'gradients_numpy', PyTorch: 'gradients_torch' },
    },
    {
      what: `gradient, logistic regression, all 10,000 rows, ${availableParallelism()} threads`,
      ours: () => gradientTime(many),
      chains: 1,
      steps: 200,
      theirs: { NumPy: 'gradients_numpy', PyTorch: 'gradients_torch' },
    },
  ];
  try {
    const rows: Row[] = [];
    for (const each of cases) rows.push(...(await compare(each, peers)));
    return [...rows, ...(await nutsRows(many, peers))];
  } finally {
    peers?.close();
    team.close();
    rmSync(folder, { recursive: true });
  }
}
