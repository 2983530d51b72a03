// Which polynomial, in the Bound lab: evidences by another road, words that agree with them, and numbers of any scale.
import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { adopt } from '../../core/labs/bound/declaration/adopt.ts';
import { dragState } from '../../core/labs/bound/declaration/drag.ts';
import type { BoundValues } from '../../core/labs/bound/declaration/params.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { type Points, parabola, polynomials } from '../../core/labs/bound/model/polynomials.ts';
import { anywhere } from '../anywhere.ts';

/** log N(y; 0, s²I + t²ZZᵀ) by the covariance of y itself, and γ = M − tr A⁻¹/t² by the inverse of A. */
function byCovariance({ x, y }: Points, degree: number, priorSd: number, noiseSd: number) {
  const xs = Array.from(x);
  const mean = xs.reduce((a, b) => a + b) / xs.length;
  const sd = Math.sqrt(xs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / xs.length);
  const Z = new Matrix(xs.map((each) => Array.from({ length: degree + 1 }, (_, k) => ((each - mean) / sd) ** k)));
  const C = Z.mmul(Z.transpose())
    .mul(priorSd ** 2)
    .add(Matrix.eye(xs.length).mul(noiseSd ** 2));
  const factor = new CholeskyDecomposition(C);
  const target = Matrix.columnVector(Array.from(y));
  const logDeterminant = 2 * factor.lowerTriangularMatrix.diagonal().reduce((sum, l) => sum + Math.log(l), 0);
  const square = target.transpose().mmul(factor.solve(target)).get(0, 0);
  const A = Z.transpose()
    .mmul(Z)
    .div(noiseSd ** 2)
    .add(Matrix.eye(degree + 1).div(priorSd ** 2));
  const trace = new CholeskyDecomposition(A).solve(Matrix.eye(degree + 1)).trace();
  return {
    logEvidence: -0.5 * (xs.length * Math.log(2 * Math.PI) + logDeterminant + square),
    effective: degree + 1 - trace / priorSd ** 2,
  };
}

const frameOf = async (set: Readonly<Record<string, unknown>>, data?: Points, steps = 0) => {
  const initial = parseValues(bound.params, initialValues(bound.params), { model: 'polynomials', ...set }) as BoundValues;
  const own = data && { name: 'own.csv', columns: { x: Float64Array.from(data.x), y: Float64Array.from(data.y) } };
  const values = parseValues(bound.params, initial, own ? { dataset: 'own', ...adopt(initial, own), ...set } : {}) as BoundValues;
  const { result, diverged } = await (await openRun(bound, values, 1, own)).next(steps, values);
  expect(diverged).toBeUndefined();
  return { result, values, scalars: result.scalars as Record<string, number> };
};

describe('which polynomial', () => {
  it('has the evidence and the effective parameters of each degree by the covariance of y', async () => {
    for (const [priorSd, noiseSd] of [
      [2, 0.6],
      [1, 1.5],
      [5, 0.3],
    ] as const) {
      const { result, scalars } = await frameOf({ priorSd, noiseSd });
      const exact = [0, 1, 2, 3].map((degree) => byCovariance(parabola, degree, priorSd, noiseSd));
      const { degrees, states } = result.tables;
      for (const [k, { logEvidence, effective }] of exact.entries()) {
        expect(degrees?.logEvidence?.[k]).toBeCloseTo(logEvidence, 10);
        expect(degrees?.effective?.[k]).toBeCloseTo(effective, 10);
      }
      const total = exact.reduce((sum, { logEvidence }) => sum + Math.exp(logEvidence) / 4, 0);
      expect(scalars.logEvidence).toBeCloseTo(Math.log(total), 10);
      for (const [k, { logEvidence }] of exact.entries()) expect(states?.posterior?.[k]).toBeCloseTo(Math.exp(logEvidence) / 4 / total, 12);
      const best = exact.reduce((a, b) => (b.logEvidence > a.logEvidence ? b : a));
      expect(scalars.effectiveParameters).toBeCloseTo(best.effective, 10);
      // Cost: −log evidence above the best fit, of which complexity is a part.
      const above = exact.map(({ logEvidence }, k) => (degrees?.cost?.[k] as number) + logEvidence);
      for (const each of above) expect(each).toBeCloseTo(above[0] as number, 10);
      for (const [k, cost] of (degrees?.cost ?? []).entries())
        expect(cost).toBeGreaterThanOrEqual((degrees?.complexity?.[k] as number) - 1e-12);
    }
  });

  it('draws the posterior’s curve as the mixture of the degrees’, and q’s as its own', async () => {
    const { result } = await frameOf({ priorSd: 2, noiseSd: 1, qDegree0: 1, qDegree1: 1e-9, qDegree2: 1e-9, qDegree3: 1e-9 });
    const { degreeCurves, mixed, states, seen } = result.tables;
    expect([...(seen?.y ?? [])]).toEqual(parabola.y);
    const at = 40;
    const rows = (degreeCurves?.y?.length as number) / 4;
    const mean = [0, 1, 2, 3].reduce(
      (sum, k) => sum + (states?.posterior?.[k] as number) * (degreeCurves?.y?.[k * rows + at] as number),
      0,
    );
    expect(mixed?.posterior?.[at]).toBeCloseTo(mean, 12);
    expect(mixed?.q?.[at]).toBeCloseTo(degreeCurves?.y?.[at] as number, 7);
    // The width of what comes next is more than the noise: 2 · 2 sd of 1.
    expect((mixed?.high?.[at] as number) - (mixed?.low?.[at] as number)).toBeGreaterThan(4);
  });

  it('says of its curves, costs and parameters what the evidences say', async () => {
    for (const [priorSd, noiseSd] of [
      [2, 0.6],
      [2, 1.5],
      [0.3, 0.6],
    ] as const) {
      const { result, values } = await frameOf({ priorSd, noiseSd });
      const exact = [0, 1, 2, 3].map((degree) => ({ degree, ...byCovariance(parabola, degree, priorSd, noiseSd) }));
      const [best, next] = exact.toSorted((a, b) => b.logEvidence - a.logEvidence);
      const share = 1 / exact.reduce((sum, { logEvidence }) => sum + Math.exp(logEvidence - (best?.logEvidence as number)), 0);
      const says = (plot: string) => bound.plots[plot]?.sentence(result, values) ?? '';
      const curves = /^9 points, and four curves through them; degree (\d) has the highest evidence, and (\d+) % of the posterior\.$/.exec(
        says('fits'),
      );
      expect(Number(curves?.[1])).toBe(best?.degree);
      expect(Math.abs(Number(curves?.[2]) - 100 * share)).toBeLessThanOrEqual(0.5);
      const costs = /^Degree (\d) costs least, (\S+) nats, of which (\S+) are complexity; degree (\d) costs (\S+) more\.$/.exec(
        says('costs'),
      );
      expect([Number(costs?.[1]), Number(costs?.[4])]).toEqual([best?.degree, next?.degree]);
      expect(Number(costs?.[5])).toBeCloseTo((best?.logEvidence as number) - (next?.logEvidence as number), 2);
      expect(Number(costs?.[3])).toBeLessThanOrEqual(Number(costs?.[2]));
      const counted = /^Of the (\d) weights? of degree (\d), which has the highest evidence, the data determine (\S+)\.$/.exec(
        says('effective'),
      );
      expect(Number(counted?.[1])).toBe((best?.degree as number) + 1);
      expect(Number(counted?.[3])).toBeCloseTo(best?.effective as number, 2);
    }
  });

  it('keeps the identity under any q, of evidences too small to be written', () => {
    const weights = fc.array(anywhere({ min: -9, max: 0 }), { minLength: 4, maxLength: 4 });
    const power = anywhere({ min: -30, max: 30 });
    fc.assert(
      fc.property(weights, power, anywhere({ min: -4, max: 4 }), anywhere({ min: -4, max: 4 }), (logs, unit, t, s) => {
        const scale = 10 ** unit;
        const model = polynomials({ x: parabola.x, y: Array.from(parabola.y, (y) => scale * y) }, scale * 10 ** t, scale * 10 ** s);
        const total = logs.reduce((sum, log) => sum + 10 ** log, 0);
        const q = logs.map((log) => 10 ** log / total);
        const terms = [model.accuracy(q), -model.complexity(q), model.gap(q), -model.logEvidence.value];
        expect(terms.every(Number.isFinite)).toBe(true);
        expect(Math.abs(terms.reduce((a, b) => a + b)) / Math.max(1, ...terms.map(Math.abs))).toBeLessThan(1e-10);
        expect(model.gap(q)).toBeGreaterThanOrEqual(-1e-10 * Math.max(1, Math.abs(model.logEvidence.value)));
        const { energy, entropy, logPartition } = model.tempered(1);
        expect(Math.abs(entropy - energy - logPartition.value) / Math.max(1, Math.abs(energy))).toBeLessThan(1e-12);
      }),
      { seed: 20261130, numRuns: 100 },
    );
  });

  it('takes numbers of any scale, few of them, and places that are all the same', async () => {
    for (const data of [
      { x: [3], y: [2] },
      { x: [1, 1, 1], y: [2, 3, 4] },
      { x: [1e30, 2e30, 4e30, 3e30], y: [1e-30, 3e-30, 2e-30, 5e-30] },
      { x: Array.from({ length: 5000 }, (_, i) => i), y: Array.from({ length: 5000 }, (_, i) => Math.sin(i)) },
    ]) {
      const { scalars, result, values } = await frameOf({}, data, 2);
      expect(Object.entries(scalars).filter(([, value]) => !Number.isFinite(value))).toEqual([]);
      expect(scalars.effectiveParameters).toBeLessThanOrEqual(4);
      for (const plot of ['fits', 'costs', 'effective']) expect(bound.plots[plot]?.sentence(result, values)).not.toMatch(/NaN|undefined/);
    }
  });

  it('comes to the posterior going down, and by a hand that drags its bars', async () => {
    expect((await frameOf({ rate: 0.5 }, undefined, 60)).scalars.gap).toBeLessThan(1e-6);
    const { result, values } = await frameOf({});
    const set = dragState(result.tables.states?.posterior?.[2] as number, 2, values);
    expect(Object.keys(set)).toEqual(['qDegree2']);
    const { result: dragged } = await frameOf({ ...set });
    expect(dragged.tables.states?.q?.[2]).toBeCloseTo(result.tables.states?.posterior?.[2] as number, 3);
  });
});
