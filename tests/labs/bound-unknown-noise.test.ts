// Mean and noise both unknown, in the Bound lab: its closed forms against integrals and against each other, at any scale.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logEvidenceOfNormal, type NormalInverseGamma } from '../../core/inference/conjugate/normal-inverse-gamma.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { summarize } from '../../core/labs/bound/model/model.ts';
import { unknownNoise } from '../../core/labs/bound/model/unknown-noise.ts';
import { integrate } from '../../core/math/quadrature.ts';
import { anywhere } from '../anywhere.ts';

const three = summarize([0.5, -0.3, 1.2]);
const first: NormalInverseGamma = { mean: 0, belief: 1, shape: 2, rate: 1 };

const frameOf = async (set: Readonly<Record<string, unknown>>, steps = 0) => {
  const values = parseValues(bound.params, initialValues(bound.params), { model: 'unknownNoise', ...set });
  return { frame: await (await openRun(bound, values, 1)).next(steps, values), values };
};

describe('mean and noise, both unknown', () => {
  it('has the evidence of (0.5, −0.3, 1.2) by the integral over μ and log σ', () => {
    const model = unknownNoise(three, first);
    const at = (mu: number, ell: number) => Math.exp(model.logPrior([mu, ell]) + model.logLikelihood([mu, ell]));
    const over = (ell: number) => {
      const reach = 14 * Math.exp(ell);
      return integrate((mu) => at(mu, ell), [0.35 - reach, 0.35, 0.35 + reach], 1e-15).value;
    };
    expect(Math.log(integrate(over, [-4, -1, 0, 1, 3, 8], 1e-13).value)).toBeCloseTo(-3.991080522587562, 10);
    expect(model.logEvidence.value).toBeCloseTo(-3.991080522587562, 13);
    // Student’s t of 7 degrees about 0.35, of squared scale 1.645 · 5/(3.5 · 4).
    expect(model.predictive?.mean).toBeCloseTo(0.35, 14);
    expect(model.predictive?.variance).toBeCloseTo(((1.645 * 5) / 14) * (7 / 5), 13);
  });

  it('has a Q_T of the partition, energy and moments of the integral, as long as it has one', () => {
    const model = unknownNoise(three, first);
    // Of the posterior (0.35, 4, 3.5, 1.645): up to T = 8.
    expect(model.improperFrom).toBe(8);
    for (const T of [0.05, 0.4, 1, 2, 5]) {
      const { logPartition, energy, entropy, statistics } = model.tempered(T);
      const logJoint = (mu: number, ell: number) => model.logPrior([mu, ell]) + model.logLikelihood([mu, ell]);
      // μ by hand: given log σ it is N(0.35, Tσ²/4).
      const weight = (ell: number) =>
        Math.exp((logJoint(0.35, ell) - logPartition.value) / T + 0.5 * Math.log((2 * Math.PI * T) / 4) + ell);
      const over = (f: (ell: number) => number) => integrate((ell) => f(ell) * weight(ell), [-12, -3, -1, -0.4, 0, 1, 4, 60], 1e-13).value;
      expect(over(() => 1)).toBeCloseTo(1, 9);
      expect(over((ell) => ell)).toBeCloseTo(statistics[2] as number, 8);
      expect(over((ell) => (ell - (statistics[2] as number)) ** 2)).toBeCloseTo(statistics[3] as number, 7);
      expect(over((ell) => T / 2 - logJoint(0.35, ell))).toBeCloseTo(energy, 7);
      expect(energy - T * entropy).toBeCloseTo(-logPartition.value, 12);
      if (T < 2) expect(over((ell) => (T * Math.exp(2 * ell)) / 4)).toBeCloseTo(statistics[1] as number, 7);
    }
    expect(model.tempered(1).logPartition.value).toBeCloseTo(model.logEvidence.value, 13);
    expect(model.tempered(3).statistics[1]).toBe(Number.POSITIVE_INFINITY);
    expect(() => model.tempered(8)).toThrow(RangeError);
  });

  const power = (low: number, high: number) => anywhere({ min: low, max: high }).map((k) => 10 ** k);
  const unit = anywhere({ min: -3, max: 3 });

  it('keeps the identity under any q, in any unit, however sure the prior is', () => {
    fc.assert(
      fc.property(
        fc.array(unit, { minLength: 1, maxLength: 10 }),
        fc.tuple(unit, power(-2, 12), power(-0.2, 12), power(-3, 3)),
        fc.tuple(unit, power(-4, 1), unit, power(-4, 0.5)),
        power(-30, 30),
        (xs, [mean, belief, shape, guess], [m1, s1, m2, s2], scale) => {
          const data = summarize(xs.map((x) => scale * x));
          const prior = { mean: scale * mean, belief, shape, rate: shape * (scale * guess) ** 2 };
          const model = unknownNoise(data, prior);
          const q = [scale * m1, scale * s1, m2 + Math.log(scale), s2];
          const [accuracy, complexity, gap] = [model.accuracy(q), model.complexity(q), model.gap(q)];
          const evidence = model.logEvidence.value;
          const terms = [accuracy, complexity, gap, evidence];
          expect(terms.every(Number.isFinite)).toBe(true);
          const most = Math.max(1, ...terms.map(Math.abs));
          expect(Math.abs(accuracy - complexity + gap - evidence) / most).toBeLessThan(1e-10);
          expect(gap).toBeGreaterThan(-1e-10 * most);
          expect(evidence).toBe(logEvidenceOfNormal(prior, data));
          expect(Math.abs(model.tempered(1).logPartition.value - evidence) / Math.max(1, Math.abs(evidence))).toBeLessThan(1e-10);
        },
      ),
      { seed: 20261130, numRuns: 150 },
    );
  });

  it('goes down to the best q there is, and on KL(p‖q) to the moments of the posterior', async () => {
    const { frame } = await frameOf({ rate: 0.3 }, 120);
    expect(frame.result.scalars.rise).toBe(0);
    const { frame: later } = await frameOf({ rate: 0.3 }, 160);
    expect(later.result.scalars.gap).toBeCloseTo(frame.result.scalars.gap as number, 9);
    const covering = await frameOf({ rate: 0.3, direction: 'pq' }, 200);
    const { trail, standing } = covering.frame.result.tables;
    // One number seen, imagined one and shape 1: αₙ = 1.5, a variance of μ that is finite, but far from a normal’s.
    expect((trail?.qSd?.at(-1) as number) / (standing?.posteriorSd?.[0] as number)).toBeCloseTo(1, 6);
    expect((trail?.qSd2?.at(-1) as number) / (standing?.posteriorSd?.[1] as number)).toBeCloseTo(1, 6);
    expect(covering.frame.result.scalars.gap).toBeGreaterThan(frame.result.scalars.gap as number);
  });

  it('says where F has no lowest value, and stays where it is on KL(p‖q) where there is nothing finite to cover', async () => {
    const { frame, values } = await frameOf({ temperature: 4 }, 2);
    expect(frame.diverged).toBeUndefined();
    expect(frame.result.tables.exact?.lowest?.[0]).toBeNaN();
    expect(bound.sentence(frame.result, values)).toMatch(/^At T = 4 F has no lowest value: it falls without end as q spreads; KL/);
    for (const temperature of [2, 4])
      for (const descent of ['natural', 'coordinate']) {
        const { frame: still } = await frameOf({ temperature, direction: 'pq', descent }, 4);
        expect(still.result.tables.trail?.qSd?.at(-1)).toBe(0.8);
      }
    const { path } = frame.result.tables;
    for (const [i, T] of (path?.temperature ?? []).entries()) expect(Number.isFinite(path?.energy?.[i]), `${T}`).toBe(T < 4);
  });

  it('says in one line where E[1/σ²] under q is beyond all numbers', async () => {
    await expect(frameOf({ qSd2: 100 })).rejects.toThrow(/^qSd2: expected at most 15\.8, so that the energy of q can be written, got 100$/);
    await expect(frameOf({ qMean2: -1e6 })).rejects.toThrow(
      /^qMean2: expected a mean at which the energy of q can be written, got -1000000$/,
    );
  });
});
