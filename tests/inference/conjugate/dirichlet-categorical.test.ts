// Categories of unknown probabilities, against 50 digits (mpmath; the expression above each table) at sizes from 0.01 to 1e12.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dirichletPosterior,
  dirichletPredictive,
  logEvidenceOfCounts,
  logEvidenceOfSequence,
} from '../../../core/inference/conjugate/dirichlet-categorical.ts';
import { anywhere } from '../../anywhere.ts';

const off = (found: number, exact: number) => Math.abs(found - exact) / Math.max(1, Math.abs(exact));

describe('the evidence of categories', () => {
  // lg(A) - lg(A + n) + sum(lg(a + c) - lg(a)); and with lg(n + 1) - sum(lg(c + 1)) beside it, lg = loggamma
  it.each([
    [[7, 3], [1, 1], -7.1853870155804165, -2.3978952727983707],
    [[2, 0, 5], [0.5, 1, 2], -6.448082477498369, -3.403560039774946],
    [[1e12, 0], [1, 1], -27.63102111592955, -27.63102111592955],
    [[5e11, 5e11], [1, 1], -693147180573.535, -27.63102111592955],
    [[1, 1], [1e12, 1e12], -1.3862943611203906, -0.6931471805604453],
    [[1e6, 0], [1e12, 1e6], -0.9999990000016666, -0.9999990000016666],
    [[5e11, 5e11], [1e12, 1e12], -693147180560.1481, -14.244034464663375],
    [[1, 0], [1e-2, 1e-2], -Math.LN2, -Math.LN2],
    [[3, 1e9, 2e9], [0.01, 7, 1e9], -2249340529.234166, -339797971.7536918],
    [[0, 0, 1], [1, 1, 1], -1.0986122886681098, -1.0986122886681098],
    [[123456, 654321], [10, 10], -340332.8316884639, -17.94834836682506],
  ])('counts %j under Dirichlet(%j)', (counts, prior, sequence, unordered) => {
    expect(off(logEvidenceOfSequence(counts, prior), sequence)).toBeLessThan(1e-13);
    expect(off(logEvidenceOfCounts(counts, prior), unordered)).toBeLessThan(1e-13);
  });

  it('of seven heads of ten is 1/1320 in their order, 1/11 in any: they differ by the 120 orders there are', () => {
    const [ordered, any] = [logEvidenceOfSequence([7, 3], [1, 1]), logEvidenceOfCounts([7, 3], [1, 1])];
    expect(Math.exp(-ordered)).toBeCloseTo(1320, 9);
    expect(Math.exp(-any)).toBeCloseTo(11, 12);
    expect(any - ordered).toBeCloseTo(Math.log(120), 13);
  });

  const alpha = anywhere({ min: -3, max: 5 }).map((k) => 10 ** k);
  const category = fc.tuple(fc.nat(9), alpha);

  it('is the product of what was predicted of each draw, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(category, { minLength: 2, maxLength: 5 }), fc.boolean(), (categories, backwards) => {
        const [counts, prior] = [categories.map(([count]) => count), categories.map(([, a]) => a)];
        const draws = counts.flatMap((count, k) => Array.from({ length: count }, () => k));
        const seen = counts.map(() => 0);
        let sum = 0;
        for (const k of backwards ? draws.reverse() : draws) {
          sum += Math.log(dirichletPredictive(seen, prior)[k] as number);
          seen[k] = (seen[k] as number) + 1;
        }
        expect(dirichletPosterior(seen, prior)).toEqual(prior.map((a, k) => a + (counts[k] as number)));
        expect(off(logEvidenceOfSequence(counts, prior), sum)).toBeLessThan(1e-12);
      }),
      { seed: 20261130, numRuns: 100 },
    );
  });

  it('of counts sums to 1 over all that so many draws may give', () => {
    fc.assert(
      fc.property(alpha, alpha, alpha, fc.integer({ min: 1, max: 12 }), (a, b, c, n) => {
        let total = 0;
        for (let i = 0; i <= n; i += 1)
          for (let j = 0; i + j <= n; j += 1) total += Math.exp(logEvidenceOfCounts([i, j, n - i - j], [a, b, c]));
        expect(total).toBeCloseTo(1, 12);
      }),
      { seed: 20261130, numRuns: 40 },
    );
  });
});
