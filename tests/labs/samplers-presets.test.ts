// What each preset of the Samplers lab says is so when it opens, or comes about as it says, by numbers worked out apart.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import type { Dataset } from '../../core/data/dataset.ts';
import { steinDiscrepancy } from '../../core/inference/mcmc/diagnostics/stein-discrepancy.ts';
import { certificatesOf } from '../../core/lab/certificate.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import type { Table } from '../../core/lab/result.ts';
import { openRun } from '../../core/lab/run.ts';
import { samplers } from '../../core/labs/samplers/lab.ts';
import { mixture } from '../../core/labs/samplers/model/mixture.ts';
import { createRandom } from '../../core/prob/random.ts';
import { problemNamed } from '../inference/problems.ts';

async function at(id: string, steps?: number, set: Readonly<Record<string, unknown>> = {}, seed = 1) {
  const preset = samplers.presets[id];
  const values: Values = parseValues(samplers.params, initialValues(samplers.params), { ...preset?.values, ...set });
  const run = await openRun(samplers, values, seed, await dataFor(samplers, values, undefined));
  const { result } = await run.next(steps ?? preset?.steps ?? 0, values);
  const [csv] = await run.export('csv', values);
  run.close();
  const [head = '', ...lines] = new TextDecoder().decode(csv?.bytes).trim().split('\n');
  const names = head.split(',');
  const rows = lines.map((line) => line.split(',').map(Number));
  /** A column of the kept draws, of all chains or of one. */
  const draws = (column: number, chain?: number) =>
    rows.filter((row) => chain === undefined || row[0] === chain).map((row) => row[column] as number);
  const table = (name: string) => result.tables[name] as Table & Record<string, Float64Array>;
  return { scalars: result.scalars as Record<string, number | undefined>, table, result, draws, names, chains: Number(values.chains) };
}

const share = (xs: ArrayLike<number>, holds: (x: number) => boolean) => Array.from(xs).filter(holds).length / xs.length;
const meanOf = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const varianceOf = (xs: readonly number[]) => meanOf(xs.map((x) => (x - meanOf(xs)) ** 2));
/** The two modes of the mixture lie at θ₂ = 1 and at θ₂ = −1. */
const SECOND = 5;

const upper = ({ draws }: Awaited<ReturnType<typeof at>>) => share(draws(SECOND), (y) => y > 0);

/** By preset, what its sentence says, and what must be so for it. */
const promises: Readonly<Record<string, readonly [said: RegExp, kept: () => Promise<void>]>> = {
  'welling-teh': [
    /one row of a hundred, steps that fall\. Which mode it has seen more of is still chance; play on, and within 300,000 steps both have their share/,
    async () => {
      const { table } = await at('welling-teh');
      expect(samplers.presets['welling-teh']?.values).toMatchObject({ batchSize: 1 });
      const { stepSize = [] } = table('schedule');
      expect(Array.from(stepSize)).toEqual(Array.from(stepSize).toSorted((a, b) => b - a));
      const seeds = [1, 2, 3, 4];
      const uppers = async (steps?: number) => Promise.all(seeds.map(async (seed) => upper(await at('welling-teh', steps, {}, seed))));
      const [opening, later] = [await uppers(), await uppers(320_000)];
      expect(Math.max(...opening) - Math.min(...opening)).toBeGreaterThan(0.5);
      expect(Math.max(...later) - Math.min(...later)).toBeLessThan(0.25);
      expect(later.filter((share) => share < 0.25 || share > 0.75)).toEqual([]);
      // Control: as it opens not every seed has seen both.
      expect(opening.filter((share) => share < 0.25 || share > 0.75)).not.toEqual([]);
    },
  ],
  'equal-cost': [
    /HMC and NUTS stand on both modes, the chains of SGLD do not agree yet, a mean-field q sits on one/,
    async () => {
      const { table, scalars } = await at('equal-cost');
      const { racer, y } = table('clouds') as Record<'racer' | 'y', Float64Array>;
      for (const rival of [1, 2]) {
        const upper = share(
          y.filter((_, i) => racer[i] === rival),
          (each) => each > 0,
        );
        expect({ rival, both: upper > 0.1 && upper < 0.9 }).toEqual({ rival, both: true });
      }
      expect(scalars.splitRhat).toBeGreaterThan(1.05);
      // Its ring of two sds does not come to the line between the modes.
      const ring = table('meanField').y as Float64Array;
      const side = Math.sign(ring[0] as number);
      expect(share(ring.filter(Number.isFinite), (each) => Math.sign(each) === side)).toBe(1);
    },
  ],
  'without-the-factor': [
    /Each row of a minibatch counts once instead of ten times: the chains spread as if nine tenths of the data were gone/,
    async () => {
      const { draws } = await at('without-the-factor', 40_000);
      // The posterior with every row's log-likelihood a tenth, over a lattice.
      const values = initialValues(samplers.params);
      const { columns } = (await dataFor(samplers, values, undefined)) as Dataset;
      const target = mixture(columns.x as Float64Array);
      const prior = mixture(new Float64Array());
      const points: number[] = [];
      for (let a = -4; a <= 5; a += 0.05) for (let b = -4; b <= 4; b += 0.05) points.push(a, b);
      const [whole, alone] = [new Float64Array(points.length / 2), new Float64Array(points.length / 2)];
      target.logDensities(Float64Array.from(points), whole);
      prior.logDensities(Float64Array.from(points), alone);
      const logs = whole.map((l, i) => (alone[i] as number) + 0.1 * (l - (alone[i] as number)));
      const top = Math.max(...logs);
      const weights = logs.map((l) => Math.exp(l - top));
      const total = weights.reduce((a, b) => a + b, 0);
      for (const axis of [0, 1]) {
        const m = weights.reduce((sum, w, i) => sum + w * (points[2 * i + axis] as number), 0) / total;
        const v = weights.reduce((sum, w, i) => sum + w * ((points[2 * i + axis] as number) - m) ** 2, 0) / total;
        // Chance, and what steps of 0.05 and minibatches add.
        expect(Math.abs(varianceOf(draws(4 + axis)) / v - 1)).toBeLessThan(0.2);
      }
    },
  ],
  'no-noise': [
    /falls onto the mode and trembles there: what looks like uncertainty is the minibatch’s noise, and here too little of it/,
    async () => {
      const { table, draws, scalars } = await at('no-noise');
      const { mean, exactMean, exactSd } = table('coordinates') as Record<string, Float64Array>;
      expect(scalars.splitRhat).toBeLessThan(1.01);
      for (const i of [0, 1]) {
        expect(Math.abs((mean?.[i] as number) - (exactMean?.[i] as number))).toBeLessThan(0.1 * (exactSd?.[i] as number));
        expect(varianceOf(draws(4 + i))).toBeLessThan(0.5 * (exactSd?.[i] as number) ** 2);
      }
      expect(table('parts').value?.[3]).toBe(0);
      expect(table('parts').value?.[2]).not.toBe(0);
    },
  ],
  'too-hot': [
    /R-hat is 1\.00, and every variance is half too large: the certificate notices, and the Stein discrepancy/,
    async () => {
      const { scalars, draws, result } = await at('too-hot');
      expect(scalars.splitRhat?.toFixed(2)).toBe('1.00');
      // Of the correlated normal both are 1.
      for (const column of [4, 5]) expect(Math.abs(varianceOf(draws(column)) - 1.5)).toBeLessThan(0.15);
      expect(certificatesOf(samplers.certificates, result).find(({ name }) => name === 'variance')?.holds).toBe(false);
      const right = await at('too-hot', 2000, { sampler: 'mala', stepSize: 0.5 });
      expect(scalars.steinDiscrepancy).toBeGreaterThan(2 * (right.scalars.steinDiscrepancy as number));
    },
  ],
  'bias-map': [
    /below the dashed line the minibatch’s noise rules\. Click a cell to sample there/,
    async () => {
      const { table, scalars } = await at('bias-map');
      const { stepSize, row } = table('crossover') as Record<string, Float64Array>;
      // Along a row noise grows with ε: ε²V/4 beyond εT right of the line, and the line rises to the right, so that right of it is below it.
      expect(Array.from(stepSize ?? [])).toEqual(Array.from(stepSize ?? []).toSorted((a, b) => a - b));
      expect(Array.from(row ?? [])).toEqual(Array.from(row ?? []).toSorted((a, b) => a - b));
      const phases = table('phases');
      const last = (phases.stepSize?.length ?? 0) - 1;
      expect(phases.minibatch?.[last]).toBeGreaterThan(phases.injected?.[last] as number);
      expect(phases.minibatch?.[0]).toBeLessThan(phases.injected?.[0] as number);
      expect(scalars.logEvidence).toBeDefined();
    },
  ],
  'two-phases': [
    /In the first thirty steps the minibatch’s noise was the larger, an optimizer’s; since then the injected one is, a sampler’s/,
    async () => {
      const ratio = async (steps: number) => {
        const { scalars, table } = await at('two-phases', steps);
        const { stepSize, minibatch, injected } = table('phases') as Record<string, Float64Array>;
        const now = scalars.stepSizeNow as number;
        return ((minibatch?.[7] as number) / (injected?.[7] as number)) * (now / (stepSize?.[7] as number));
      };
      expect(await ratio(1)).toBeGreaterThan(1);
      expect(await ratio(27)).toBeGreaterThan(1);
      expect(await ratio(33)).toBeLessThan(1);
      expect(await ratio(500)).toBeLessThan(1);
    },
  ],
  'hamiltonian-banana': [
    /at five steps a second one trajectory follows another\. Some diverge/,
    async () => {
      const { scalars, table } = await at('hamiltonian-banana');
      expect(samplers.presets['hamiltonian-banana']?.speed).toBe(5);
      expect(table('path').x?.length).toBeGreaterThan(5);
      expect(scalars.divergences).toBeGreaterThan(0);
      expect(scalars.divergences).toBeLessThan(0.1 * 4 * 1300);
    },
  ],
  'sixty-four': [
    /All began at one point: three hundred steps have spread sixty-four chains around the ring, and R-hat knows that each has seen a part of it only\. Play on, and it falls/,
    async () => {
      const opens = await at('sixty-four');
      const { x, y } = opens.table('now') as Record<'x' | 'y', Float64Array>;
      expect(x).toHaveLength(64);
      const quarters = new Set(Array.from(x, (each, i) => Math.floor((Math.atan2(y[i] as number, each) + Math.PI) / (Math.PI / 2))));
      expect(quarters.size).toBeGreaterThanOrEqual(4);
      // Half of the chains at least have not been in all quarters.
      const seen = Array.from({ length: 64 }, (_, chain) => {
        const [xs, ys] = [opens.draws(4, chain), opens.draws(5, chain)];
        return new Set(xs.map((each, i) => Math.floor((Math.atan2(ys[i] as number, each) + Math.PI) / (Math.PI / 2)) % 4)).size;
      });
      expect(share(seen, (count) => count < 4)).toBeGreaterThan(0.5);
      expect(opens.scalars.splitRhat).toBeGreaterThan(1.3);
      expect((await at('sixty-four', 3300)).scalars.splitRhat).toBeLessThan(1.1);
    },
  ],
  'eight-modes': [
    /A crossing leads to the next mode only: after two thousand steps R-hat still says that the chains tell different stories\. The Stein discrepancy does not notice/,
    async () => {
      const opens = await at('eight-modes');
      expect(opens.scalars.splitRhat).toBeGreaterThan(1.05);
      const mode = (x: number, y: number) => (Math.round(Math.atan2(y, x) / (Math.PI / 4)) + 8) % 8;
      const leaps: number[] = [];
      for (let chain = 0; chain < 8; chain += 1) {
        const ys = opens.draws(5, chain);
        const modes = opens.draws(4, chain).map((x, i) => mode(x, ys[i] as number));
        for (let i = 1; i < modes.length; i += 1) leaps.push(((modes[i] as number) - (modes[i - 1] as number) + 8) % 8);
      }
      const crossings = leaps.filter((leap) => leap > 0);
      expect(crossings.length).toBeGreaterThan(0);
      expect(share(crossings, (leap) => leap === 1 || leap === 7)).toBeGreaterThan(0.98);
      // As many perfect draws: a mode, and a normal about it.
      const random = createRandom(5);
      const points = Array.from({ length: 256 }).flatMap(() => {
        const angle = (Math.floor(8 * random.uniform()) * Math.PI) / 4;
        return [3 * Math.cos(angle) + 0.5 * random.normal(), 3 * Math.sin(angle) + 0.5 * random.normal()];
      });
      const { target } = problemNamed('eightModes');
      const perfect = Float64Array.from(points);
      const gradients = new Float64Array(perfect.length);
      target.logDensityGradients(perfect, gradients, new Float64Array(perfect.length / 2));
      expect(opens.scalars.steinDiscrepancy).toBeLessThan(1.5 * steinDiscrepancy(perfect, gradients, 2));
    },
  ],
  funnel: [
    /glides diverge, and the neck below v = −4, which holds nine in a hundred of the target, is reached too seldom/,
    async () => {
      for (const seed of [1, 2, 3]) {
        const { scalars, draws } = await at('funnel', undefined, {}, seed);
        expect(scalars.divergences).toBeGreaterThan(0);
        // v ~ N(0, 9): Φ(−4/3) = 0.0912.
        expect(share(draws(5), (v) => v < -4)).toBeLessThan(0.0912 / 2);
      }
    },
  ],
  penguins: [
    /Five weights of a logistic regression on 333 birds\. Nobody knows the evidence; NUTS and a full-covariance q agree all the same/,
    async () => {
      const { scalars, draws, table, names } = await at('penguins');
      expect(scalars.logEvidence).toBeUndefined();
      expect(names.slice(4)).toHaveLength(5);
      expect(problemNamed('penguins').target.data?.size).toBe(333);
      // The inner ring of q, one sd about its mean, in the coordinates that are shown: the second and the third.
      const ring = table('fullCovariance') as Record<'x' | 'y', Float64Array>;
      for (const [axis, column] of [
        ['x', 5],
        ['y', 6],
      ] as const) {
        const end = ring[axis].findIndex(Number.isNaN);
        const inner = Array.from(ring[axis].subarray(0, end));
        const [low, high] = [Math.min(...inner), Math.max(...inner)];
        const sd = Math.sqrt(varianceOf(draws(column)));
        expect(Math.abs((low + high) / 2 - meanOf(draws(column)))).toBeLessThan(0.1 * sd);
        expect(Math.abs((high - low) / 2 / sd - 1)).toBeLessThan(0.1);
      }
    },
  ],
  optimum: [
    /At T = 0\.02 each of eight chains rests on the mode it fell onto: an optimizer/,
    async () => {
      const { draws, chains } = await at('optimum');
      expect([samplers.presets.optimum?.values.temperature, chains]).toEqual([0.02, 8]);
      // Of late each is about one mode all the time, and some are about either.
      const late = Array.from({ length: chains }, (_, chain) => draws(SECOND, chain).slice(-200));
      for (const ys of late) {
        expect([0, 1]).toContain(share(ys, (y) => y > 0));
        expect(meanOf(ys.map((y) => Math.abs(Math.abs(y) - 1)))).toBeLessThan(0.25);
      }
      expect(new Set(late.map(([y = 0]) => Math.sign(y))).size).toBe(2);
    },
  ],
};

describe('a preset of the Samplers lab', () => {
  it('says what is checked here, every one', () => {
    expect(Object.keys(promises)).toEqual(Object.keys(samplers.presets));
    for (const [id, [said]] of Object.entries(promises)) expect(samplers.presets[id]?.sentence).toMatch(said);
  });

  it.each(Object.entries(promises))('keeps its word: %s', async (_, [, kept]) => kept(), 60_000);

  it('would be caught saying what it said before', async () => {
    // “each chain stays where it began”, as it opens.
    const { draws } = await at('eight-modes');
    const mode = (x: number, y: number) => Math.round(Math.atan2(y, x) / (Math.PI / 4));
    const stays = Array.from({ length: 8 }, (_, chain) => {
      const ys = draws(5, chain);
      return new Set(draws(4, chain).map((x, i) => (mode(x, ys[i] as number) + 8) % 8)).size === 1;
    });
    expect(stays).not.toEqual(Array(8).fill(true));
  });
});
