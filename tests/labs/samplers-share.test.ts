// How the two modes share what is believed: P(θ₂ > 0) from draws, beside its exact value.

import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { byLines } from '../../core/inference/tempered/plane.ts';
import { certify } from '../../core/lab/certificate.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { samplers } from '../../core/labs/samplers/lab.ts';
import { mixtureOnLattice } from '../../core/labs/samplers/model/mixture.ts';
import { shareAbove } from '../../core/labs/samplers/model/share-above.ts';
import { normalCdf } from '../../core/math/special.ts';

const spec = { estimate: 'shareEstimate', standardError: 'shareStandardError', exact: 'shareExact', test: 'a share' } as const;

async function resultOf(set: Readonly<Record<string, unknown>>, steps: number, seed = 1) {
  const values = parseValues(samplers.params, initialValues(samplers.params), { target: 'mixture', ...set });
  const run = await openRun(samplers, values, seed, await dataFor(samplers, values, undefined));
  return (await run.next(steps, values)).result;
}

describe('the share of the mode above', () => {
  // sum over b > 0 of sum over a of prod(exp(-(x - a)^2/4) + exp(-(x - a - b)^2/4)) * exp(-a^2/20 - b^2/2), beside all b: midpoints in a,
  // Gauss–Legendre in b, on either side of 0.
  it('is 0.512423344689 of the data that ship', async () => {
    expect((await resultOf({ sampler: 'hmc' }, 0)).scalars.shareExact).toBeCloseTo(0.512423344688789, 11);
  });

  it('is that of a normal by its distribution function, at any temperature and scale', () => {
    for (const [mean, sd, T] of [
      [0.3, 1, 1],
      [-2e-5, 1e-5, 1],
      [4e6, 1e6, 0.25],
      [0, 2, 9],
      [-7, 1, 1],
    ] as const) {
      const evaluate = byLines((y) => (x) => -0.5 * (x * x + ((y - mean) / sd) ** 2));
      const wide = 9 * Math.sqrt(T);
      const window = [
        [-wide, wide],
        [mean - wide * sd, mean + wide * sd],
      ] as const;
      expect(Math.abs(shareAbove(evaluate, window, T) - normalCdf(mean / sd / Math.sqrt(T)))).toBeLessThan(1e-11);
    }
  });

  it('is all or nothing of what lies on one side, and half where the likelihood says nothing of it', () => {
    const flat = mixtureOnLattice(Float64Array.of(0, 0));
    const box = (low: number, high: number) =>
      [
        [-20, 20],
        [low, high],
      ] as const;
    expect(shareAbove(flat, box(0.5, 3), 1)).toBe(1);
    expect(shareAbove(flat, box(-3, -0.5), 1)).toBe(0);
    // Data at their mean: θ₂ and −θ₂ are told apart by the prior of θ₁ alone, which is even.
    expect(shareAbove(flat, box(-12, 12), 1)).toBeCloseTo(0.5, 11);
  });

  it('is estimated within its standard error at several seeds, and would not be at another number', async () => {
    const hmc = { sampler: 'hmc', stepSize: 0.05, leapfrogSteps: 10, chains: 8, burnIn: 100, startSpread: 1 };
    for (const seed of [1, 2]) {
      const result = await resultOf(hmc, 600, seed);
      const { holds, standardError } = certify('share', spec, result);
      expect(holds).toBe(true);
      expect(standardError).toBeLessThan(0.03);
      const wrong = { ...result.scalars, shareExact: (result.scalars.shareExact as number) + 10 * standardError };
      expect(certify('share', spec, { ...result, scalars: wrong }).holds).toBe(false);
    }
  });

  it('is not estimated by chains that do not agree, nor told of other targets', async () => {
    const stuck = (await resultOf({ sampler: 'hmc', stepSize: 0.01, leapfrogSteps: 2, chains: 4, startSpread: 1, burnIn: 0 }, 200)).scalars;
    expect(stuck.splitRhat).toBeGreaterThan(1.05);
    expect(stuck).toHaveProperty('shareExact');
    expect(stuck).not.toHaveProperty('shareEstimate');
    expect(await resultOf({ target: 'banana', sampler: 'hmc' }, 50).then(({ scalars }) => Object.keys(scalars))).not.toContain(
      'shareExact',
    );
  });
});
