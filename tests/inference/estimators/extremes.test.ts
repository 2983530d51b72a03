// Closed forms of the estimators where a difference of near equals would lose their digits; 40-digit values by mpmath, the expression beside.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logistic } from '../../../core/inference/estimators/problems/loss.ts';
import { polynomialVariances } from '../../../core/inference/estimators/problems/polynomial.ts';
import { anywhere } from '../../anywhere.ts';

const relative = (found: number, exact: number) => Math.abs(found / exact - 1);

describe('variances of estimators of a polynomial, far from its centre', () => {
  // E[g²] − E[g]² of moments m(n) = sum(binomial(n, 2k) d**(n - 2k) s**(2k) (2k - 1)!!), g = p y^(p−1) [ε], and (y^p + others)·score
  it.each([
    [2, 2, 1e-4, 1, 'mean', 4.0e-8, 1600000056],
    [4, -2, 1e-4, 1, 'sd', 1024.0000921600013, 51200017920.000847],
    [2, 1e6, 1, 3, 'sd', 4000000000008, 1.800000000014e25],
    [4, 300, 0.01, 5, 'mean', 116640000.5184, 1.6402500376164003e25],
    [4, -1e5, 2, 2, 'mean', 5.760000009216e22, 1.0000000144e40],
    [3, -7, 1e-3, 2, 'sd', 21609.006174000137, 941192605052.06873],
  ] as const)('p = %s, d = %s, sd %s, D = %s, by the %s', (p, d, sd, dimension, of, pathwise, scoreFunction) => {
    const found = polynomialVariances(p, d, sd, dimension, of);
    expect(relative(found.pathwise, pathwise)).toBeLessThan(1e-14);
    expect(relative(found.scoreFunction, scoreFunction)).toBeLessThan(1e-14);
  });

  it('are 4σ² and d⁴/σ² + 14d² + 15σ² of a parabola by its mean, at any d and σ', () => {
    const scale = anywhere({ min: -6, max: 6 }).map((k) => 10 ** k);
    fc.assert(
      fc.property(scale, scale, fc.boolean(), (size, sd, minus) => {
        const d = minus ? -size : size;
        const { pathwise, scoreFunction } = polynomialVariances(2, d, sd, 1, 'mean');
        expect(relative(pathwise, 4 * sd * sd)).toBeLessThan(1e-14);
        expect(relative(scoreFunction, d ** 4 / sd ** 2 + 14 * d * d + 15 * sd * sd)).toBeLessThan(1e-14);
      }),
    );
  });
});

describe('the logistic loss of what is nearly sure', () => {
  // log1p(exp(-b)), and -1/(1 + exp(b))
  it.each([
    [-40, 40, -1],
    [-20, 20.000000002061153, -0.9999999979388464],
    [20, 2.0611536203143808e-9, -2.0611536181902033e-9],
    [40, 4.248354255291589e-18, -4.248354255291589e-18],
  ])('keeps its digits at log odds of %s', (b, value, slope) => {
    expect(relative(logistic.value(b, 1), value)).toBeLessThan(4e-16);
    expect(relative(logistic.slope(b, 1), slope)).toBeLessThan(4e-16);
    expect(logistic.value(-b, 0)).toBe(logistic.value(b, 1));
    expect(logistic.slope(-b, 0)).toBe(-logistic.slope(b, 1));
  });
});
