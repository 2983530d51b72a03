// What each preset of the Gradient estimators lab says is so when it opens, or comes about as it says, by numbers worked out apart.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { certificatesOf } from '../../core/lab/certificate.ts';
import { initialValues, members, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { estimators } from '../../core/labs/estimators/lab.ts';

async function at(id: string, set: Readonly<Record<string, unknown>> = {}) {
  const preset = estimators.presets[id];
  const values: Values = parseValues(estimators.params, initialValues(estimators.params), { ...preset?.values, ...set });
  const run = await openRun(estimators, values, 1, await dataFor(estimators, values, undefined));
  const { result } = await run.next(preset?.steps ?? 0, values);
  run.close();
  const held = new Map(certificatesOf(estimators.certificates, result).map(({ name, holds }) => [name, holds]));
  return { scalars: result.scalars as Record<string, number>, held, values, tables: result.tables };
}

const shown = (id: string) => members(String(estimators.presets[id]?.values.compare));

/** By preset, what its sentence says, and what must be so for it: measured, where the closed forms are not at hand. */
const promises: Readonly<Record<string, readonly [said: RegExp, kept: () => Promise<void>]>> = {
  quadratic: [
    /by the slope of f and by the score\. Make q narrower: one grows calm, the other wild/,
    async () => {
      expect(shown('quadratic')).toEqual(expect.arrayContaining(['pathwise', 'scoreFunction']));
      let before = { calm: Number.POSITIVE_INFINITY, wild: 0 };
      for (const qSd of [0.5, 0.25, 0.1]) {
        const { pathwiseVariance: calm = 0, scoreFunctionVariance: wild = 0 } = (await at('quadratic', { qSd })).scalars;
        // 4σ² and μ⁴/σ² + 14μ² + 15σ² at μ = 2.
        expect(calm / (4 * qSd ** 2)).toBeCloseTo(1, 0);
        expect(wild / (16 / qSd ** 2 + 56 + 15 * qSd ** 2)).toBeCloseTo(1, 0);
        expect(calm).toBeLessThan(before.calm);
        expect(wild).toBeGreaterThan(before.wild);
        before = { calm, wild };
      }
    },
  ],
  dimensions: [
    /its variance grows with D², the pathwise one does not/,
    async () => {
      const of = async (dimension: number) => (await at('dimensions', { dimension, samples: 1 })).scalars;
      const [ten, forty] = [await of(10), await of(40)];
      // Fourfold D is sixteenfold, less what only grows with D.
      expect((forty.scoreFunctionVariance as number) / (ten.scoreFunctionVariance as number)).toBeGreaterThan(11);
      expect((forty.scoreFunctionVariance as number) / (ten.scoreFunctionVariance as number)).toBeLessThan(18);
      expect((forty.pathwiseVariance as number) / (ten.pathwiseVariance as number)).toBeCloseTo(1, 0);
    },
  ],
  baselines: [
    /A constant, the best constant, the other draws, a tangent: all leave the mean where it is and take variance away/,
    async () => {
      const { scalars, held } = await at('baselines');
      for (const name of ['constantBaseline', 'optimalBaseline', 'leaveOneOut', 'controlVariate']) {
        expect(held.get(`${name}Mean`), name).toBe(true);
        const less = (scalars.scoreFunctionVariance as number) - (scalars[`${name}Variance`] as number);
        expect(less / Math.hypot(scalars.scoreFunctionVarianceError as number, scalars[`${name}VarianceError`] as number)).toBeGreaterThan(
          4,
        );
      }
      expect(shown('baselines')).toHaveLength(5);
    },
  ],
  cosine: [
    /its slope is ω times larger than itself, and means nothing\. Lower ω to 4, and the order turns round/,
    async () => {
      // Of cos ωθ the slope is −ω sin ωθ.
      expect(estimators.presets.cosine?.values).toMatchObject({ problem: 'cosine', frequency: 10 });
      const fast = (await at('cosine')).scalars;
      expect(fast.scoreFunctionVariance).toBeLessThan(0.5 * (fast.pathwiseVariance as number));
      const slow = (await at('cosine', { frequency: 4 })).scalars;
      expect(slow.scoreFunctionVariance).toBeGreaterThan(1.2 * (slow.pathwiseVariance as number));
    },
  ],
  step: [
    /The slope of a step is 0 wherever it has one: the pathwise estimator is calm, certain and wrong/,
    async () => {
      const { scalars, held } = await at('step');
      expect([scalars.pathwiseMean, scalars.pathwiseVariance, scalars.pathwiseMeanError]).toEqual([0, 0, 0]);
      // ∂/∂μ P(θ > 0) = φ(μ/σ)/σ at μ = 0.3, σ = 1.
      expect(scalars.trueGradient).toBeCloseTo(Math.exp(-0.045) / Math.sqrt(2 * Math.PI), 9);
      expect(held.get('pathwiseMean')).toBe(false);
    },
  ],
  coin: [
    /straight-through and Gumbel-softmax invent one and are biased, REBAR is not/,
    async () => {
      const { held } = await at('coin');
      expect([held.get('straightThroughMean'), held.get('gumbelSoftmaxMean'), held.get('rebarMean')]).toEqual([false, false, true]);
    },
  ],
  regression: [
    /Bayesian logistic regression: four estimators of the slope of its expected loss, on batches of twenty petals/,
    async () => {
      const { values, tables } = await at('regression');
      expect([values.problem, values.batchSize, tables.now?.estimator?.length]).toEqual(['logistic', 20, 4]);
    },
  ],
  local: [
    /its examples err together, and a larger batch hardly helps\. Noise of their own falls with it/,
    async () => {
      const [now, large] = [(await at('local')).scalars, (await at('local', { batchSize: 500 })).scalars];
      expect((large.pathwiseVarianceExact as number) / (now.pathwiseVarianceExact as number)).toBeGreaterThan(0.9);
      for (const name of ['localPathwise', 'separateWeights']) {
        const less = (large[`${name}VarianceExact`] as number) / (now[`${name}VarianceExact`] as number);
        expect(less).toBeCloseTo(0.1, 2);
      }
      const sds =
        Math.abs((now.pathwiseVariance as number) - (now.pathwiseVarianceExact as number)) / (now.pathwiseVarianceError as number);
      expect(sds).toBeLessThan(4);
    },
  ],
};

describe('a preset of the Gradient estimators lab', () => {
  it('says what is checked here, every one', () => {
    expect(Object.keys(promises)).toEqual(Object.keys(estimators.presets));
    for (const [id, [said]] of Object.entries(promises)) expect(estimators.presets[id]?.sentence).toMatch(said);
  });

  it.each(Object.entries(promises))('keeps its word: %s', async (_, [, kept]) => kept(), 60_000);

  it('would be caught promising the turn of the order at 1/σ', async () => {
    const at5 = (await at('cosine', { frequency: 5 })).scalars;
    expect(at5.scoreFunctionVarianceExact).toBeLessThan(at5.pathwiseVarianceExact as number);
  });
});
