// The sum of counts of unknown rate, against 50 digits (mpmath; the expression below) at sizes from 0.01 to 5e14.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logEvidenceOfTotal } from '../../../core/inference/conjugate/gamma-poisson.ts';
import { poisson } from '../../../core/labs/bound/model/poisson.ts';
import { logGamma } from '../../../core/math/special.ts';
import { anywhere } from '../../anywhere.ts';

const off = (found: number, exact: number) => Math.abs(found - exact) / Math.max(1, Math.abs(exact));

// a*log(b/(b + n)) + S*log(n/(b + n)) + lg(a + S) - lg(a) - lg(S + 1), lg = loggamma
it.each([
  [8, 3, 2, 1, -2.8768207245178092],
  [0, 5, 0.5, 1, -0.8958797346140275],
  [1, 1, 0.25, 100, -6.003902460674442],
  [1e12, 1e6, 1e12, 1e6, -15.081022681449044],
  [5e14, 1e6, 2, 1, -499999743.78556055],
  [122, 200, 2, 1, -6.402905525092501],
  [3, 1, 1e12, 1e12, -2.791759469227555],
  [7, 1e9, 1e-2, 1e-2, -6.779938870705647],
])('a sum of %s in %s counts under Gamma(%s, %s)', (total, n, shape, rate, exact) => {
  expect(off(logEvidenceOfTotal(total, n, shape, rate), exact)).toBeLessThan(1e-13);
});

it('differs from the counts one by one by the ways in which they share their sum', () => {
  const power = anywhere({ min: -1, max: 2 }).map((k) => 10 ** k);
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }), power, power, (counts, shape, rate) => {
      const total = counts.reduce((a, b) => a + b, 0);
      const ways = logGamma(total + 1) - total * Math.log(counts.length) - counts.reduce((sum, y) => sum + logGamma(y + 1), 0);
      const one = poisson(counts, shape, rate).logEvidence.value;
      expect(off(logEvidenceOfTotal(total, counts.length, shape, rate) + ways, one)).toBeLessThan(1e-11);
    }),
    { seed: 20261130, numRuns: 100 },
  );
});
