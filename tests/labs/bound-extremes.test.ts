// Numbers of the Bound lab at the ends of what may be set, against integrals in 30 digits (mpmath; the expression beside each).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weighLine } from '../../core/inference/tempered/line.ts';
import { estimateBound } from '../../core/labs/bound/look/observe.ts';
import { banana } from '../../core/labs/bound/model/banana.ts';
import { bimodal } from '../../core/labs/bound/model/bimodal.ts';
import { correlated } from '../../core/labs/bound/model/correlated.ts';
import { eightSchools, rubin } from '../../core/labs/bound/model/eight-schools.ts';
import { logistic } from '../../core/labs/bound/model/logistic.ts';
import { type Model, summarize } from '../../core/labs/bound/model/model.ts';
import type { Estimate } from '../../core/math/quadrature.ts';
import { normal } from '../../core/prob/normal.ts';
import { anywhere } from '../anywhere.ts';

/** |found − exact| in units of what is claimed, or of 1e-12 of it, whichever is more. */
const off = (found: number, exact: number, claimed = 0) =>
  Math.abs(found - exact) / Math.max(claimed, 1e-12 * Math.max(1, Math.abs(exact)));

/** What is left of log P(X) = accuracy − complexity + gap, beside the largest of them. */
const residual = (model: Model, q: readonly number[]) => {
  const terms = [model.accuracy(q), -model.complexity(q), model.gap(q), -model.logEvidence.value];
  return Math.abs(terms.reduce((a, b) => a + b)) / Math.max(1, ...terms.map(Math.abs));
};

describe('a bent posterior far out', () => {
  // log quad(lambda b: npdf(b, 0, t) * npdf(y, b*b, sqrt(s*s + t*t)))
  it.each([
    [1e4, 1, 1, -5005.274058709191],
    [1e6, 1, 1, -500007.5766933122],
    [-1e5, 1, 1, -2500000007.02198],
    [1e6, 1e3, 1e-2, -15.23444834116776],
    [3e5, 2, 50, -37488.35483264113],
    // The same about the likeliest b, on its own side and twice, or about 0.
    [1e12, 1, 1, -500000000014.48444],
    [1e20, 2, 0.5, -1.25e19],
    [1e35, 1e17, 1e-35, -85.35812424149925],
    [-1e20, 2, 0.5, -1.1764705882352941e39],
    [-1e35, 1, 1, -2.5e69],
  ])('y = %s, prior sd %s, noise %s', (y, priorSd, noiseSd, exact) => {
    const model = banana(summarize([y]), priorSd, noiseSd);
    expect(off(model.logEvidence.value, exact, model.logEvidence.error)).toBeLessThan(1);
    expect(model.logEvidence.error).toBeLessThan(1e-14 * Math.abs(exact) + 1e-11);
    expect(residual(model, [1, priorSd, 2, 0.5])).toBeLessThan(1e-10);
  });
});

describe('two causes of nearly the same', () => {
  const threeRows = { a1: [1, 1, 1], a2: [1e3, 1000.001, 999.999], y: [2, 2.5, 1.5] };
  // n = len(y); C = s*s*eye(n) + t*t*A*A.T; -(n*log(2*pi) + log(det(C)) + (y.T*lu_solve(C, y))[0])/2
  it.each([
    [{ a1: [1], a2: [1], y: [1.5] }, 1e6, 1e-4, -15.081022681449483],
    [{ a1: [1], a2: [1], y: [1.5] }, 1e4, 1e-3, -10.47585250108583],
    [threeRows, 1e5, 1e-3, -25.36234824136999],
    [{ a1: [1, 1], a2: [0.1, 0.1], y: [-3, -3.0001] }, 1e6, 1e-4, -7.0445960081095045],
    [{ a1: [1, 1, 1], a2: [-2, 1, 1e6], y: [1, 2, -3] }, 1e3, 1e6, -51.11110405249423],
  ])('%j, prior sd %s, noise %s', (rows, priorSd, noiseSd, exact) => {
    const model = correlated(rows, priorSd, noiseSd);
    // What 1000.001 is rounded to is a share of its difference from 1000.
    expect(off(model.logEvidence.value, exact)).toBeLessThan(1);
    const [m1, v1, m2, v2] = model.tempered(1).statistics as [number, number, number, number];
    for (const q of [
      [m1, Math.sqrt(v1), m2, Math.sqrt(v2)],
      [m1 + 3, 1, m2 - 3, 2],
    ])
      expect(residual(model, q)).toBeLessThan(1e-10);
  });

  it('keep the identity at any scale', () => {
    const scale = (low: number, high: number) => anywhere({ min: low, max: high }).map((k) => 10 ** k);
    const thousandths = fc.integer({ min: -5000, max: 5000 }).map((k) => k / 1000);
    const row = fc.tuple(thousandths, thousandths, fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), scale(-4, 6), scale(-4, 6), scale(-4, 6), (rows, priorSd, noiseSd, s) => {
        const [a1, a2, y] = [rows.map(([a]) => a), rows.map(([a, more]) => a + more / 1000), rows.map(([, , seen]) => seen)];
        const model = correlated({ a1, a2, y }, priorSd, noiseSd);
        expect(Number.isFinite(model.logEvidence.value)).toBe(true);
        expect(residual(model, [1, s, -1, 1])).toBeLessThan(1e-10);
      }),
      { seed: 20261130, numRuns: 100 },
    );
  });
});

describe('two explanations under a q far out', () => {
  // quad(lambda u: (-(log(2*pi) + ((x - abs(u))/noise)**2)/2 - log(noise)) * npdf(u, m, s))
  it.each([
    [1.7, 0.5, 1e6, 0.8, -1999993200007.2859],
    [1.7, 0.5, -1e6, 1e-3, -1999993200006.0059],
    [2e3, 1e-2, 1e5, 1e5, -97686738117645.562],
    [-4, 1, 3e4, 1e4, -500120039.4912839],
  ])('x = %s, noise %s, q = N(%s, %s²)', (x, noiseSd, m, s, exact) => {
    const model = bimodal({ data: summarize([x]), priorMean: 0, priorSd: 1, noiseSd });
    expect(Math.abs(model.accuracy([m, s]) / exact - 1)).toBeLessThan(1e-15);
  });

  it('keep the digits of the width: E(|Θ| − x̄)² less (m − x̄)² is s², though (m − x̄)² is 1e12 of it', () => {
    const [narrow, wide] = [1, 2].map((s) =>
      bimodal({ data: summarize([1]), priorMean: 0, priorSd: 1, noiseSd: 1 }).accuracy([1e6 + 1, s]),
    );
    // −½ (4 − 1), known to the last bits of 5e11.
    expect((wide as number) - (narrow as number)).toBeCloseTo(-1.5, 3);
  });
});

describe('eight schools under a wide q of log τ', () => {
  const model = eightSchools(rubin, 5, 5);
  // quad(lambda l: sum(-(log(2*pi) + log(s**2 + exp(2*l)) + ((y - m1)**2 + s1**2)/(s**2 + exp(2*l)))/2 for y, s) * npdf(l, m2, s2)), and
  // -quad(lambda l: (log(2/(5*pi)) + l - log1p(exp(2*(l - log(5))))) * npdf(l, m2, s2))
  it.each([
    [[4, 3, 1, 1000], -3214.398443762052, 798.3366197978439],
    [[4, 3, 1, 1e6], -3191561.0966107524, 797885.0123860469],
    [[-50, 1000, -300, 40], -30285.881212374567, 302.0610206177238],
  ])('q = %s', (q, accuracy, priorEnergy) => {
    const [m1, s1] = q as [number, number];
    const ofMu = normal.crossEntropy([m1, s1 * s1], [0, 5]);
    expect(off(model.accuracy(q), accuracy)).toBeLessThan(1);
    expect(off(model.priorEnergy(q), priorEnergy + ofMu)).toBeLessThan(1);
    expect(residual(model, q)).toBeLessThan(1e-12);
  });
});

describe('two explanations of the same number', () => {
  // log(sum(npdf(x, ±m, sqrt(s*s + t*t)) * ncdf(mean of the half / its sd)))
  it.each([
    [1e35, 1e35, 1, 1, -1.2655121234846454],
    [-4, 0.5, 1, 0.05, -3205.651913002275],
    [-1e35, 1e35, 1e35, 1, -5e69],
  ])('x = %s, prior %s ± %s, noise %s: evidence, identity, and what it is at a temperature', (x, priorMean, priorSd, noiseSd, exact) => {
    const model = bimodal({ data: summarize([x]), priorMean, priorSd, noiseSd });
    expect(off(model.logEvidence.value, exact)).toBeLessThan(1);
    for (const q of [
      [priorMean, priorSd],
      [x, noiseSd],
      [x, 1e-35],
    ])
      expect(residual(model, q)).toBeLessThan(1e-10);
    for (const temperature of [0.3, 7]) {
      const { energy, entropy, logPartition } = model.tempered(temperature);
      expect(Math.abs(temperature * entropy - energy - logPartition.value) / Math.max(1, Math.abs(energy))).toBeLessThan(1e-12);
    }
  });

  it('have at a temperature the moments that quadrature finds', () => {
    const model = bimodal({ data: summarize([1.2, 0.7]), priorMean: 0.4, priorSd: 1.5, noiseSd: 0.9 });
    for (const temperature of [0.2, 1, 6]) {
      const { tempered } = weighLine((x) => model.logPrior([x]) + model.logLikelihood([x]), [-5, 5], [0], temperature, 1e-13);
      const found = model.tempered(temperature);
      expect(found.logPartition.value).toBeCloseTo(tempered.logPartition.value, 11);
      expect(found.energy).toBeCloseTo(tempered.energy, 10);
      found.statistics.forEach((each, i) => {
        expect(each).toBeCloseTo(tempered.statistics[i] as number, 10);
      });
    }
  });
});

describe('a q narrower than neighbouring numbers are apart', () => {
  it('is sampled as it is: the estimate of the bound is within its standard error, and half a nat off where points alone are kept', () => {
    const model = bimodal({ data: summarize([1]), priorMean: 0, priorSd: 1, noiseSd: 1 });
    const q = [3, 1e-35];
    const { elboEstimate, elboStandardError } = estimateBound(model, q, 1000, 1);
    const exact = model.accuracy(q) - model.complexity(q);
    expect(Math.abs(elboEstimate - exact) / elboStandardError).toBeLessThan(4);
    expect(elboStandardError).toBeLessThan(0.05);
    const { drawn: _, ...pointsAlone } = normal;
    expect(Math.abs(estimateBound({ ...model, family: pointsAlone }, q, 1000, 1).elboEstimate - exact)).toBeGreaterThan(0.4);
  });
});

describe('logistic regression at any scale', () => {
  const separable = { x: [-2, -1.5, -0.5, 0.5, 1, 2.5], y: [0, 0, 0, 1, 1, 1] };
  const evidenceOf = (priorSd: number) => logistic(separable, 2, priorSd).logEvidence;

  it('has log ½ as the evidence of one row, wherever it is', () => {
    fc.assert(
      fc.property(anywhere({ min: -35, max: 35 }), anywhere({ min: -35, max: 35 }), fc.boolean(), (x, sd, one) => {
        const { value, error } = logistic({ x: [10 ** x], y: [1] }, one ? 1 : 2, 10 ** sd).logEvidence;
        expect(Math.abs(value - Math.log(0.5))).toBeLessThan(1e-11);
        expect(Math.abs(value - Math.log(0.5))).toBeLessThan(error + 1e-15);
        expect(error).toBeLessThan(2e-11);
      }),
      { seed: 20261130, numRuns: 24 },
    );
  });

  it('has the evidence of six rows apart, by polar coordinates', () => {
    // log quad(lambda phi, r: prod(sigma(±r*(cos(phi) + sin(phi)*x))) * r*exp(-r*r/(2*t*t))/(2*pi*t*t))
    for (const [priorSd, exact] of [[1, -2.850826930474228]] as const) {
      const { value, error } = evidenceOf(priorSd);
      expect(off(value, exact, error)).toBeLessThan(1);
    }
  });

  it('comes to the angle in which all rows are told right, as the prior widens', () => {
    // |intercept| < slope/2: atan(1/2)/π of all directions; the edges lose their share like 1/t².
    const limit = Math.log(Math.atan(0.5) / Math.PI);
    const [near, far] = [evidenceOf(1e3), evidenceOf(1e5)];
    expect(Math.max(near.error, far.error)).toBeLessThan(1e-10);
    expect((near.value - limit) / (far.value - limit)).toBeCloseTo(1e4, -3);
    const widest = evidenceOf(1e35);
    expect(Math.abs(widest.value - limit)).toBeLessThan(widest.error + 1e-15);
  });

  it('finds the mass of rows that overlap in the widest prior: far beyond the likelihood it is flat', () => {
    const overlapping = { x: [-2, -1, -0.5, 0.5, 1, 2], y: [0, 1, 0, 1, 0, 1] };
    const [wide, wider] = [1e3, 1e35].map((priorSd) => logistic(overlapping, 2, priorSd).logEvidence) as [Estimate, Estimate];
    expect(off(wide.value - wider.value, 64 * Math.LN10, 1e-5)).toBeLessThan(1);
    expect(wider.error).toBeLessThan(1e-10);
  });

  it('keeps the identity under any q', () => {
    const scale = anywhere({ min: -4, max: 6 });
    const model = logistic(separable, 2, 10);
    fc.assert(
      fc.property(scale, scale, scale, scale, (a, b, c, d) => {
        expect(residual(model, [10 ** a, 10 ** b, -(10 ** c), 10 ** d])).toBeLessThan(1e-11);
      }),
      { seed: 20261130, numRuns: 8 },
    );
  });
});
