// Certificates of measured moments where rare estimates decide: chance is not taken for a fault, and a fault is not taken for chance.
import { describe, expect, it } from 'vitest';
import { certificatesOf } from '../../core/lab/certificate.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { estimators } from '../../core/labs/estimators/lab.ts';
import { measure, summaryOf } from '../../core/labs/estimators/model/measured.ts';
import { createRandom } from '../../core/prob/random.ts';

async function certificatesAt(set: Readonly<Record<string, unknown>>, seed: number) {
  const values: Values = parseValues(estimators.params, initialValues(estimators.params), set);
  const run = await openRun(estimators, values, seed);
  const { result } = await run.next(0, values);
  run.close();
  return { scalars: result.scalars, certificates: certificatesOf(estimators.certificates, result) };
}

describe('a step that draws hardly ever cross', () => {
  const rare = { ...estimators.presets.step?.values, qSd: 0.06 };

  it('leaves the mean of an unbiased estimator to chance, also where no draw crossed it; the pathwise one stays off', async () => {
    const alike: number[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const { scalars, certificates } = await certificatesAt(rare, seed);
      if (scalars.leaveOneOutVariance === 0) alike.push(seed);
      const { leaveOneOutMean, leaveOneOutVariance, pathwiseMean } = Object.fromEntries(certificates.map((each) => [each.name, each]));
      expect({ seed, ...leaveOneOutMean }).toMatchObject({ seed, holds: true });
      // Of draws that are all alike nobody can tell how far off their variance is.
      expect({ seed, known: leaveOneOutVariance !== undefined }).toEqual({ seed, known: scalars.leaveOneOutVariance !== 0 });
      expect({ seed, ...pathwiseMean }).toMatchObject({ seed, holds: false });
    }
    expect(alike.length).toBeGreaterThan(0);
  });
});

describe('how well a variance is told', () => {
  const estimator = (estimate: (z: number) => number) => ({
    group: 1,
    sample: (_: unknown, count: number, __: unknown, random: ReturnType<typeof createRandom>, out: Float64Array) => {
      for (let i = 0; i < count; i += 1) out[i] = estimate(random.normal());
    },
  });
  const summary = (estimate: (z: number) => number, count: number, seed = 1) =>
    summaryOf(measure(estimator(estimate) as never, {} as never, createRandom(seed), count, 1, [-4, 4]));

  it('is by a seventh as many squares as there are normal draws: 2n/(15 − 1)', () => {
    const found = Array.from({ length: 40 }, (_, seed) => summary((z) => z, 2000, seed).varianceDraws);
    const mean = found.reduce((sum, each) => sum + each, 0) / found.length;
    expect(Math.abs(mean / (2000 / 7) - 1)).toBeLessThan(0.15);
  });

  it('is by few where the largest outweighs the rest, and a thousand stand for more', () => {
    expect(summary((z) => z ** 7, 2000).varianceDraws).toBeLessThan(20);
    expect(summary((z) => Math.sin(z), 100_000).varianceDraws).toBe(1001);
    // Two values, one as often as the other: squares that are all alike.
    expect(summary(Math.sign, 2000).varianceDraws).toBe(1001);
  });
});
