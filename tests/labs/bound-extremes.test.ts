// Numbers of the Bound lab at the ends of what may be set, against integrals in 30 digits (mpmath; the expression beside each).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { banana } from '../../core/labs/bound/model/banana.ts';
import { eightSchools, rubin } from '../../core/labs/bound/model/eight-schools.ts';
import { logistic } from '../../core/labs/bound/model/logistic.ts';
import { type Model, summarize } from '../../core/labs/bound/model/model.ts';
import { normal } from '../../core/prob/normal.ts';

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
  ])('y = %s, prior sd %s, noise %s', (y, priorSd, noiseSd, exact) => {
    const model = banana(summarize([y]), priorSd, noiseSd);
    expect(off(model.logEvidence.value, exact, model.logEvidence.error)).toBeLessThan(1);
    expect(model.logEvidence.error).toBeLessThan(1e-14 * Math.abs(exact) + 1e-12);
    expect(residual(model, [1, priorSd, 2, 0.5])).toBeLessThan(1e-10);
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

describe('logistic regression at any scale', () => {
  const separable = { x: [-2, -1.5, -0.5, 0.5, 1, 2.5], y: [0, 0, 0, 1, 1, 1] };
  const evidenceOf = (priorSd: number) => logistic(separable, 2, priorSd).logEvidence;

  it('has log ½ as the evidence of one row, wherever it is', () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), fc.double({ min: -4, max: 6, noNaN: true }), fc.boolean(), (x, sd, one) => {
        const { value, error } = logistic({ x: [10 ** x], y: [1] }, one ? 1 : 2, 10 ** sd).logEvidence;
        expect(Math.abs(value - Math.log(0.5))).toBeLessThan(1e-11);
        expect(Math.abs(value - Math.log(0.5))).toBeLessThan(error + 1e-15);
        expect(error).toBeLessThan(2e-11);
      }),
      { seed: 20261130, numRuns: 6 },
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
  });

  it('keeps the identity under any q', () => {
    const scale = fc.double({ min: -4, max: 6, noNaN: true });
    const model = logistic(separable, 2, 10);
    fc.assert(
      fc.property(scale, scale, scale, scale, (a, b, c, d) => {
        expect(residual(model, [10 ** a, 10 ** b, -(10 ** c), 10 ** d])).toBeLessThan(1e-11);
      }),
      { seed: 20261130, numRuns: 8 },
    );
  });
});
