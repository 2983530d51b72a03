// What is known of the Samplers lab beyond its identities: its truths, what breaks it, what it hands out.
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { load } from 'npyjs';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { certificatesOf } from '../../core/lab/certificate.ts';
import type { AnyPlot } from '../../core/lab/lab.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { samplers } from '../../core/labs/samplers/lab.ts';
import { emptyDraws, offerDraw, rungBelow } from '../../core/labs/samplers/run/draws.ts';
import { sceneOf } from '../../renderer/plot/scene-of.ts';
import { light } from '../../renderer/plot/theme.ts';
import { presetValues } from './declaration-faults.ts';

const valuesOf = (raw: Readonly<Record<string, unknown>>) => parseValues(samplers.params, initialValues(samplers.params), raw);

async function runOf(values: Values, steps: number, seed = 1) {
  const run = await openRun(samplers, values, seed, await dataFor(samplers, values, undefined));
  return { run, frame: await run.next(steps, values), values };
}

const scalarsOf = async (raw: Readonly<Record<string, unknown>>, steps: number, seed = 1) =>
  (await runOf(valuesOf(raw), steps, seed)).frame.result.scalars;

/** Whether the certificate of the variance holds. */
async function varianceHolds(raw: Readonly<Record<string, unknown>>, steps: number): Promise<boolean | undefined> {
  const { frame } = await runOf(valuesOf(raw), steps);
  return certificatesOf(samplers.certificates, frame.result).find(({ name }) => name === 'variance')?.holds;
}

describe('the certificate of the variance', () => {
  const normal = { target: 'gaussian', correlation: 0.5, sampler: 'ula', chains: 16, burnIn: 100 };

  it('turns red as the step size grows', async () => {
    expect(await varianceHolds({ ...normal, stepSize: 0.02, thinning: 10 }, 8000)).toBe(true);
    expect(await varianceHolds({ ...normal, stepSize: 1 }, 3000)).toBe(false);
  });

  it('is not given before the chains are worth something', async () => {
    expect(await varianceHolds({ ...normal, stepSize: 0.02 }, 110)).toBeUndefined();
  });

  it('holds for MALA at the step size at which ULA fails', async () => {
    expect(await varianceHolds({ ...normal, sampler: 'mala', stepSize: 1, adapt: false }, 3000)).toBe(true);
  });
});

it('has the variance of an AR(1) process where the steps are constant and the target normal', async () => {
  const { varianceEstimate, varianceStandardError } = await scalarsOf(
    { target: 'gaussian', correlation: 0, sampler: 'ula', chains: 32, burnIn: 100, stepSize: 0.8 },
    4000,
  );
  // σ²/(1 − ε/(4σ²)) at σ = 1, ε = 0.8.
  const z = ((varianceEstimate as number) - 1 / (1 - 0.2)) / (varianceStandardError as number);
  expect(Math.abs(z)).toBeLessThan(4);
  expect(Math.abs(((varianceEstimate as number) - 1) / (varianceStandardError as number))).toBeGreaterThan(10);
});

it('counts what everybody spends: as many passes for rivals as for the sampler', async () => {
  const { frame } = await runOf(presetValues(samplers, 'equal-cost'), 60_000);
  const { method, passes } = frame.result.tables.race as { method: Float64Array; passes: Float64Array };
  const spent = new Map<number, number>();
  method.forEach((kind, row) => void spent.set(kind, passes[row] as number));
  expect(frame.result.scalars.dataPasses).toBeCloseTo(600, 9);
  expect(spent.size).toBe(5);
  for (const [, cost] of spent) expect(cost).toBeLessThanOrEqual(600);
});

it('runs the same chain, whoever races it', async () => {
  const values = presetValues(samplers, 'equal-cost');
  const alone = await runOf({ ...values, compare: '' }, 500);
  const raced = await runOf(values, 500);
  expect(raced.frame.result.tables.trails).toEqual(alone.frame.result.tables.trails);
});

it('begins its books again when what is sampled changes under way', async () => {
  const { run, values } = await runOf(valuesOf({ target: 'gaussian', sampler: 'mala', chains: 2, burnIn: 0, adapt: false }), 100);
  const frame = await run.next(10, { ...values, temperature: 4 });
  expect(frame.result.tables.trace?.step).toEqual(Float64Array.from({ length: 20 }, (_, i) => 101 + (i % 10)));
});

it('reads the user’s own columns as a logistic regression where the last one is 0 and 1, as a linear one where not', async () => {
  const x = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i));
  const open = (y: Float64Array) => openRun(samplers, valuesOf({ target: 'own' }), 1, { name: 'own.csv', columns: { x, y } });
  const binary = await (await open(x.map((v, i) => (v + Math.cos(7 * i) > 0 ? 1 : 0)))).next(0, valuesOf({ target: 'own' }));
  const linear = await (await open(x.map((v, i) => 2 * v + Math.cos(7 * i)))).next(0, valuesOf({ target: 'own' }));
  // A linear posterior is normal, so a full q would close the gap; a logistic one is not.
  expect(binary.result.scalars.logEvidence).toBeLessThan(0);
  expect(linear.result.scalars.logEvidence).not.toBe(binary.result.scalars.logEvidence);
  await expect(openRun(samplers, valuesOf({ target: 'own' }), 1, { name: 'own.csv', columns: { x } })).rejects.toThrow(
    /two columns or more/,
  );
});

describe('the draws that are kept', () => {
  it('thin themselves when there is no room left, at even distances', () => {
    const draws = emptyDraws(1, 1);
    for (let step = 1; step <= 20_000; step += 1) offerDraw(draws, Float64Array.of(step), 1, step);
    const kept = [...draws.steps.subarray(0, draws.count)];
    expect(draws.count).toBeLessThanOrEqual(4096);
    expect(draws.count).toBeGreaterThan(2000);
    expect(new Set(kept.slice(1).map((step, i) => step - (kept[i] as number)))).toEqual(new Set([draws.stride]));
    expect(kept).toEqual([...draws.positions.subarray(0, draws.count)]);
  });

  it('are judged as of rungs that do not depend on when one looks', () => {
    for (const count of [5, 16, 100, 1234]) {
      expect(rungBelow(count)).toBeLessThanOrEqual(count);
      expect(rungBelow(count)).toBeGreaterThan(count / 1.2);
      expect(rungBelow(rungBelow(count))).toBe(rungBelow(count));
    }
  });
});

describe('the exports', async () => {
  const { run, frame, values } = await runOf(valuesOf({ target: 'gaussian', sampler: 'mala', chains: 3, burnIn: 10 }), 60);
  const bytesOf = async (id: string) => (await run.export(id, values))[0]?.bytes as Uint8Array<ArrayBuffer>;
  const traced = frame.result.tables.trace as { value: Float64Array };

  it('give the draws as CSV, a row a draw', async () => {
    const [head, ...rows] = new TextDecoder()
      .decode(await bytesOf('csv'))
      .trim()
      .split('\n');
    expect(head).toBe('chain,draw,step,step_size,theta1,theta2');
    expect(rows).toHaveLength(3 * 50);
    expect(rows.map((row) => Number(row.split(',')[4]))).toEqual([...traced.value]);
  });

  it('give them to NumPy: theta by chain, draw and coordinate', async () => {
    const theta = unzipSync(await bytesOf('npz'))['theta.npy'] as Uint8Array<ArrayBuffer>;
    const { data, shape, dtype } = await load(theta.buffer.slice(theta.byteOffset, theta.byteOffset + theta.byteLength));
    expect([shape, dtype]).toEqual([[3, 50, 2], 'f8']);
    expect([...(data as Float64Array)].filter((_, at) => at % 2 === 0)).toEqual([...traced.value]);
  });

  it('give them to ArviZ: every variable by chain and draw', async () => {
    const { posterior, sample_stats } = JSON.parse(new TextDecoder().decode(await bytesOf('arviz')));
    expect(posterior.theta1.flat()).toEqual([...traced.value]);
    expect([posterior.theta2.length, posterior.theta2[0].length, sample_stats.step_size[2].length]).toEqual([3, 50, 50]);
  });
});

it('ships the mixture’s hundred draws, of the model at (0, 1)', () => {
  const x = readFileSync(new URL('../../samples/data/welling-teh.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(Number);
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  expect(x).toHaveLength(100);
  // ½ N(0, 2) + ½ N(1, 2) has mean ½ and variance 2¼.
  expect(Math.abs(mean - 0.5) / Math.sqrt(2.25 / 100)).toBeLessThan(4);
});

it('shows planar targets as they are: the ring is a circle on the screen, in the card of the chains and in every small one', async () => {
  const scales = async (target: string, plotId: string, width: number, height: number) => {
    const values = parseValues(samplers.params, presetValues(samplers, 'equal-cost'), { target, chains: 2 });
    const { frame } = await runOf(values, 20);
    const plot = samplers.plots[plotId] as AnyPlot;
    const { x, y } = sceneOf({ plot, result: frame.result, values, theme: light, width, height }).scales;
    const px = ({ domain, range }: typeof x) => Math.abs((range[1] - range[0]) / (domain[1] - domain[0]));
    return px(x) / px(y);
  };
  for (const [width, height] of [
    [600, 330],
    [300, 300],
    [1300, 500],
  ] as const) {
    for (const target of ['ring', 'banana', 'gaussian', 'eightModes'])
      for (const plotId of ['plane', 'multiples', 'step']) expect(await scales(target, plotId, width, height)).toBeCloseTo(1, 9);
  }
  // A slope and an intercept are not measured alike.
  expect(Math.abs((await scales('faithful', 'plane', 1300, 500)) - 1)).toBeGreaterThan(0.1);
});
