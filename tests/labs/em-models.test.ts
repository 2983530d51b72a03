// What is believed of θ, images of ones and zeros, and a direction: the models of the lab of expectation–maximization that came after mixtures of points.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { sumsOf, termsOf } from '../../core/inference/em/mixture.ts';
import { variationalTerms } from '../../core/inference/em/variational-mixture.ts';
import type { Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { em } from '../../core/labs/em/lab.ts';
import { beginDirections, directions, nextOfDirections, termsOfDirections } from '../../core/labs/em/model/directions.ts';
import { binaryImages, normals, paleImages, probabilities, startOf } from '../../core/labs/em/model/problem.ts';
import { surfaceOf, surfaceOfDirections, withShare } from '../../core/labs/em/model/surface.ts';
import { createRandom } from '../../core/prob/random.ts';
import { presetValues } from './declaration-faults.ts';

async function frameOf(preset: string, more: Partial<Values> = {}, steps = em.presets[preset]?.steps ?? 0) {
  const values = { ...presetValues(em, preset), ...more } as Values;
  const run = await openRun(em, values, 1, await dataFor(em, values, undefined));
  return { ...(await run.next(steps, values)), values };
}

const massesOf = ({ result }: Awaited<ReturnType<typeof frameOf>>) => [...(result.tables.means?.mass ?? [])];

describe('variational Bayes on screen', () => {
  it('is offered five components and keeps two, which alone are drawn, with F downhill', async () => {
    const begun = await frameOf('survivors');
    expect(massesOf(begun).every((mass) => mass >= 1)).toBe(true);
    expect(new Set(begun.result.tables.rings?.label).size).toBe(5);
    const ended = await frameOf('survivors', {}, 200);
    expect(ended.done).toBe(true);
    expect(massesOf(ended).filter((mass) => mass >= 1)).toHaveLength(2);
    expect(new Set(ended.result.tables.rings?.label).size).toBe(2);
    expect(em.sentence(ended.result as never, ended.values)).toContain('Of 5 components 2 are in use.');
    const f = ended.result.tables.trail?.freeEnergy as Float64Array;
    for (let at = 1; at < f.length; at += 1) expect(f[at]).toBeLessThanOrEqual((f[at - 1] as number) + 1e-10);
    // Nobody knows the evidence of several components, and nothing is said of it.
    expect(ended.result.scalars).not.toHaveProperty('logEvidence');
    expect(ended.result.scalars).not.toHaveProperty('gap');
  });

  it('keeps three on the penguins, which are three species', async () => {
    const start = { x1: 37, y1: 18, x2: 40, y2: 18, x3: 44, y3: 17, x4: 47, y4: 16, x5: 50, y5: 17, spread: 1 };
    const frame = await frameOf('survivors', { dataset: 'penguins', ...start }, 400);
    expect(massesOf(frame).filter((mass) => mass >= 1)).toHaveLength(3);
  });

  it('is the evidence where one component made all, known before the first step and met by the second', async () => {
    const [before, after] = [await frameOf('survivors', { components: 1 }, 0), await frameOf('survivors', { components: 1 }, 2)];
    expect(before.result.scalars.gap).toBeGreaterThan(1);
    expect(Math.abs(after.result.scalars.gap as number)).toBeLessThan(1e-9);
    expect(after.result.scalars.logEvidence).toBe(before.result.scalars.logEvidence);
    expect(after.result.scalars.freeEnergy).toBeCloseTo(-(after.result.scalars.logEvidence as number), 9);
  });

  it('races the others, and takes part with coins and images, too', async () => {
    const frame = await frameOf('oldFaithful', { compare: 'incremental,variational' }, 40);
    // It is another θ that it looks for: it comes near the others, and does not count as arrived.
    const { method, behind } = frame.result.tables.race as { method: Float64Array; behind: Float64Array };
    const last = behind[method.lastIndexOf(8)] as number;
    expect(last).toBeGreaterThan(0.1);
    expect(last).toBeLessThan(30);
    for (const preset of ['twoCoins', 'images']) {
      const { result } = await frameOf(preset, { variant: 'variational' }, 6);
      expect(result.scalars.complexity).toBeGreaterThan(0);
      expect(result.scalars.rise).toBeLessThan(1e-9);
    }
  });

  it('has a staircase that stands on its own F', () => {
    const data = Float64Array.of(-1, 0.2, 0.5, 2, 2.4, 3.1);
    const problem = normals(data, 1, { covariance: 'full', floor: 0.01, concentration: 0.3 });
    const responsibilities = Float64Array.from({ length: 18 }, (_, at) => [0.5, 0.3, 0.2][(at + Math.floor(at / 3)) % 3] as number);
    const believed = sumsOf(problem.model, responsibilities, 3);
    const model = { components: problem.model.components, ...problem.model.beliefs };
    const mixture = { weights: new Float64Array(3), theta: new Float64Array(6) };
    const at = { mixture, believed, responsibilities, datum: 2, component: 1, axis: 0, temperature: 1.4 };
    const { values } = surfaceOf(problem, at, { q: [0, 1], mean: [0.5, 2], columns: 5, rows: 4 });
    const own = [...responsibilities.subarray(6, 9)];
    for (let row = 0; row < 4; row += 1) {
      for (let column = 0; column < 5; column += 1) {
        const sums = believed.slice();
        sums.set(problem.model.beliefs.believed.withMean(believed.slice(3, 6), 0, 0.5 + 0.5 * row), 3);
        const q = responsibilities.slice();
        q.set(withShare(own, 1, column / 4), 6);
        expect(values[row * 5 + column]).toBeCloseTo(variationalTerms(model, sums, q, 1.4).freeEnergy, 4);
      }
    }
  });
});

describe('images of ones and zeros', () => {
  it('become digits: most data of a component are of one class', async () => {
    const frame = await frameOf('images', {}, 80);
    const images = (await dataFor(em, frame.values, undefined))?.images?.training;
    const { columns, rows, tile } = frame.result.grids.images ?? {};
    expect([columns, rows, tile]).toEqual([40, 16, [8, 8]]);
    expect(massesOf(frame).reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(images?.count as number, 6);
    expect(frame.result.scalars.rise).toBeLessThan(1e-9);
  });

  it('have a staircase over a pixel that stands on F', () => {
    const random = createRandom(2);
    const data = Float64Array.from({ length: 12 * 5 }, () => (random.uniform() < 0.4 ? 1 : 0));
    const problem = binaryImages(data, 5, 0.1);
    const mixture = probabilities(paleImages(3, 5, random), 3);
    const responsibilities = Float64Array.from({ length: 36 }, (_, at) => [0.5, 0.3, 0.2][at % 3] as number);
    const at = { mixture, responsibilities, datum: 4, component: 2, axis: 3, temperature: 1 };
    const { values } = surfaceOf(problem, at, { q: [0.1, 0.9], mean: [0.2, 0.8], columns: 3, rows: 3 });
    for (let row = 0; row < 3; row += 1) {
      for (let column = 0; column < 3; column += 1) {
        const theta = mixture.theta.slice();
        theta[2 * 5 + 3] = 0.2 + 0.3 * row;
        const q = responsibilities.slice();
        q.set(withShare([0.5, 0.3, 0.2], 2, 0.1 + 0.4 * column), 12);
        expect(values[row * 3 + column]).toBeCloseTo(termsOf(problem.model, { ...mixture, theta }, q).freeEnergy, 4);
      }
    }
  });
});

describe('one direction', () => {
  const rows = () => {
    const random = createRandom(3);
    return Array.from({ length: 100 }, () => 0).flatMap(() => {
      const z = random.normal();
      return [5 + 3 * z + 0.5 * random.normal(), -2 + z + 0.5 * random.normal()];
    });
  };

  it('turns to the first principal one, with the rest as noise', () => {
    const problem = directions(Float64Array.from(rows()));
    let state = beginDirections([-0.2, 2], 1);
    for (let move = 0; move < 1200; move += 1) state = nextOfDirections(problem, state);
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new Matrix(problem.covariance.to2DArray()), {
      assumeSymmetric: true,
    });
    const [small, large] = realEigenvalues as [number, number];
    const [w0, w1, noise] = state.mixture.theta as unknown as [number, number, number];
    expect(noise).toBeCloseTo(small, 10);
    expect(Math.hypot(w0, w1)).toBeCloseTo(Math.sqrt(large - small), 10);
    const cosine = (w0 * eigenvectorMatrix.get(0, 1) + w1 * eigenvectorMatrix.get(1, 1)) / Math.hypot(w0, w1);
    expect(Math.abs(cosine)).toBeCloseTo(1, 12);
    expect(termsOfDirections(problem, state).gap).toBeCloseTo(0, 10);
  });

  it('has a staircase on which E goes across, M goes up, and F is what it says', async () => {
    let { result } = await frameOf('directions', {}, 0);
    for (let move = 0; move < 4; move += 1) {
      const { q, mean, toQ, toMean } = result.tables.coming as Record<string, Float64Array>;
      if (move % 2 === 0) expect(toMean?.[0]).toBe(mean?.[0]);
      else expect(toQ?.[0]).toBe(q?.[0]);
      ({ result } = await frameOf('directions', {}, move + 1));
      expect([result.tables.here?.q?.[0], result.tables.here?.mean?.[0]]).toEqual([toQ?.[0], toMean?.[0]]);
    }
    const problem = directions(Float64Array.from(rows()));
    const state = nextOfDirections(problem, beginDirections([1, 2], 1));
    const { values } = surfaceOfDirections(
      problem,
      { ...state, axis: 1, temperature: 1 },
      { q: [-1, 1], mean: [0, 3], columns: 3, rows: 3 },
    );
    const [theta, q] = [state.mixture.theta.slice(), state.responsibilities.slice()];
    [theta[1], q[1]] = [1.5, 1];
    const there = termsOfDirections(problem, { mixture: { ...state.mixture, theta }, responsibilities: q });
    expect(values[1 * 3 + 2]).toBeCloseTo(there.freeEnergy, 3);
  });
});

describe('rings', () => {
  it('are set by a width, a lean and a height, and begin as wide as the data where none is', () => {
    const data = Float64Array.of(0, 0, 2, 6, 4, 0, 6, 6);
    const problem = normals(data, 2, { covariance: 'full', floor: 0, concentration: 1 });
    const ring = { wide: 2, lean: 1, tall: 3 };
    const { theta } = startOf(
      problem,
      [
        [1, 1],
        [2, 2],
      ],
      0.5,
      [ring],
    );
    expect([...theta]).toEqual([1, 1, 1, 0.5, 2.5, 2, 2, 1.25, 0, 2.25]);
  });

  it('follow the state, so that a mean that is dragged keeps them', async () => {
    const { result } = await frameOf('oldFaithful', {}, 7);
    const now = Object.fromEntries(
      Object.entries(em.params).flatMap(([name, param]) => {
        const [table = '', column = ''] = 'follows' in param ? (param.follows ?? []) : [];
        const value = result.tables[table]?.[column]?.at(-1);
        return value === undefined || Number.isNaN(value) ? [] : [[name, value]];
      }),
    );
    expect(now.spread).toBe(1);
    const again = await frameOf('oldFaithful', now, 0);
    for (const column of ['wide1', 'lean1', 'tall1', 'wide2', 'lean2', 'tall2'])
      expect(again.result.tables.shapes?.[column]?.[0]).toBeCloseTo(result.tables.shapes?.[column]?.[0] as number, 12);
    // The handle is on the ring.
    const [x, y] = [again.result.tables.wide?.x?.[0] as number, again.result.tables.means?.x?.[0] as number];
    expect(x - y).toBeCloseTo(now.wide1 as number, 12);
  });
});

describe('a ring that leans', () => {
  it('to a hundred thousand times its height is begun with, and refused by name where rounding leaves it none', async () => {
    const begun = await frameOf('oldFaithful', { of: 2, lean2: 1e5, tall2: 1 }, 0);
    expect(begun.diverged).toBeUndefined();
    await expect(frameOf('oldFaithful', { of: 2, lean2: -1e9, tall2: 1 }, 0)).rejects.toThrow(
      'lean2: expected at most a million times the height, got -1000000000',
    );
  });
});
