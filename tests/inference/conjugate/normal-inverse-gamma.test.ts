// A normal of unknown mean and variance, against 60 digits (mpmath; the expression above each table) at scales from 1e-30 to 1e30.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  logEvidenceOfNormal,
  type NormalInverseGamma,
  normalInverseGammaPosterior,
  normalPredictive,
} from '../../../core/inference/conjugate/normal-inverse-gamma.ts';
import { integrate } from '../../../core/math/quadrature.ts';
import { summarize } from '../../../core/math/summary.ts';
import { logStudentDensity, studentVariance } from '../../../core/prob/student.ts';
import { anywhere } from '../../anywhere.ts';

const off = (found: number, exact: number) => Math.abs(found - exact) / Math.max(1, Math.abs(exact));

describe('Student’s t', () => {
  // lg((v + 1)/2) - lg(v/2) - log(v*pi)/2 - log(s) - (v + 1)/2*log1p(((x - m)/s)**2/v), lg = loggamma
  it.each([
    [0.5, 0.35, 0.7, 7, -0.6240125871264899],
    [1e9, 0, 1, 1, -42.59126155974222],
    [1e200, 0, 1e-200, 3, -3222.422794463951],
    [3, 0, 1, 1e12, -5.418938533189173],
    [-2, 1, 0.5, 0.2, -4.048075818572171],
    [1e-3, 0, 1e30, 4, -70.0583820428331],
  ])('at %s, about %s, of scale %s and %s degrees', (x, mean, scale, degrees, exact) => {
    expect(off(logStudentDensity(x, { mean, scale, degrees }), exact)).toBeLessThan(1e-14);
  });

  it('has the area 1, and the variance of its second moment; none at two degrees', () => {
    const student = { mean: 0.3, scale: 0.8, degrees: 9 };
    const moment = (k: number) =>
      integrate((x) => (x - 0.3) ** k * Math.exp(logStudentDensity(x, student)), [-2e3, -20, -2, 0.3, 2, 20, 2e3], 1e-13).value;
    expect(moment(0)).toBeCloseTo(1, 11);
    expect(moment(2)).toBeCloseTo(studentVariance(student), 10);
    expect(studentVariance({ ...student, degrees: 2 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a normal of unknown mean and variance', () => {
  // lg(an) - lg(a) + a*log(b) - an*log(bn) + log(k/kn)/2 - n/2*log(2*pi), lg = loggamma, kn = k + n, an = a + n/2,
  // bn = b + sum((x - mean)**2)/2 + k*n*(mean - m)**2/(2*kn)
  it.each([
    [[0.5, -0.3, 1.2], 0, 1, 2, 1, -3.9910805225875623],
    [[1.5], 0, 1, 1, 1, -2.05572501506252],
    [[1.5], 0, 1e-6, 0.5, 1e-12, -8.516842179657527],
    [[1e30, 3e30, -2e30], 5e29, 0.25, 3, 1e60, -218.47926135217028],
    [[1e-30, 3e-30], 0, 2, 1.5, 1e-60, 132.91038412826185],
    [[0.5, -0.3, 1.2], 0, 1e12, 1e12, 1e12, -3.646815599615102],
    [[1e8, 1e8 + 1, 1e8 - 2], 0, 1e-3, 0.5, 4, -65.11963527251321],
    [[7.25], 0, 1, 1e10, 1e-10, -256015595056.65387],
  ])('has the evidence of %j under (%s, %s, %s, %s)', (xs, mean, belief, shape, rate, exact) => {
    expect(off(logEvidenceOfNormal({ mean, belief, shape, rate }, summarize(xs)), exact)).toBeLessThan(1e-14);
  });

  it('has the posterior (0.35, 4, 3.5, 1.645) of (0.5, −0.3, 1.2) under (0, 1, 2, 1)', () => {
    const { mean, belief, shape, rate } = normalInverseGammaPosterior(
      { mean: 0, belief: 1, shape: 2, rate: 1 },
      summarize([0.5, -0.3, 1.2]),
    );
    expect([mean, belief, shape, rate].map((x) => Number(x.toPrecision(15)))).toEqual([0.35, 4, 3.5, 1.645]);
  });

  const power = (low: number, high: number) => anywhere({ min: low, max: high }).map((k) => 10 ** k);
  const prior = fc.tuple(anywhere({ min: -3, max: 3 }), power(-2, 3), power(-1, 3), power(-2, 3));
  const data = fc.array(anywhere({ min: -5, max: 5 }), { minLength: 1, maxLength: 12 });

  it('has the evidence that is the product of what was predicted of each number, at any unit', () => {
    fc.assert(
      fc.property(prior, data, power(-30, 30), ([mean, belief, shape, rate], xs, unit) => {
        const first = { mean: unit * mean, belief, shape, rate: unit * unit * rate };
        const seen = xs.map((x) => unit * x);
        let now: NormalInverseGamma = first;
        let sum = 0;
        for (const x of seen) {
          sum += logStudentDensity(x, normalPredictive(now));
          now = normalInverseGammaPosterior(now, summarize([x]));
        }
        const all = normalInverseGammaPosterior(first, summarize(seen));
        expect(off(logEvidenceOfNormal(first, summarize(seen)), sum)).toBeLessThan(1e-12);
        expect(all.shape).toBeCloseTo(now.shape, 10);
        expect(off(all.rate / now.rate, 1)).toBeLessThan(1e-12);
      }),
      { seed: 20261130, numRuns: 150 },
    );
  });

  it('would not have it without the share of the means', () => {
    const first = { mean: 3, belief: 1, shape: 2, rate: 1 };
    const apart = logEvidenceOfNormal({ ...first, mean: 0.5 }, summarize([0.5]));
    expect(Math.abs(apart - logStudentDensity(0.5, normalPredictive(first)))).toBeGreaterThan(0.1);
  });

  it('comes to the normal of known noise as its variance is known better', () => {
    const [noise, spread] = [0.7, 1.3];
    const exact = -0.5 * (Math.log(2 * Math.PI * (noise ** 2 + spread ** 2)) + 2 ** 2 / (noise ** 2 + spread ** 2));
    const known = { mean: 0, belief: (noise / spread) ** 2, shape: 1e12, rate: 1e12 * noise ** 2 };
    expect(logEvidenceOfNormal(known, summarize([2]))).toBeCloseTo(exact, 10);
  });
});
