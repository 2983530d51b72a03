import { describe, expect, it } from 'vitest';
import { softplus } from '../../core/math/elementary.ts';
import { digamma, logBeta, logGamma, logNormalCdf, logSumExp, normalCdf, normalDensity, trigamma } from '../../core/math/special.ts';

// Values to 30 digits, rounded to float64.
describe('special functions agree with their values to 30 digits', () => {
  it.each([
    ['ln Γ(1/2)', logGamma(0.5), 0.5723649429247001],
    ['ln Γ(10.3)', logGamma(10.3), 13.482036786138357],
    ['ln Γ(0.001)', logGamma(1e-3), 6.907178885383853],
    ['ln Γ(100000)', logGamma(1e5), 1051287.7089736569],
    ['ψ(1/2)', digamma(0.5), -1.9635100260214235],
    ['ψ(3.7)', digamma(3.7), 1.1671535393615113],
    ['ψ(0.001)', digamma(1e-3), -1000.5755719318103],
    ['ψ′(1)', trigamma(1), Math.PI ** 2 / 6],
    ['Φ at its 97.5 % point', normalCdf(1.9599639845400543), 0.975],
    ['φ(1)', normalDensity(1), 0.24197072451914337],
    ['log Φ(−10)', logNormalCdf(-10), -53.23128515051247],
    ['log-sum-exp(1000, 999)', logSumExp([1000, 999]), 1000.3132616875182],
    ['softplus(−40)', softplus(-40), 4.248354255291589e-18],
  ])('%s', (_, got, exact) => {
    expect(Math.abs(got / exact - 1)).toBeLessThan(4e-15);
  });

  it('log Φ is one function across the switches at −1 and −30, with the slope φ/Φ', () => {
    for (const x of [-1, -30]) {
      const slope = (logNormalCdf(x + 1e-6) - logNormalCdf(x - 1e-6)) / 2e-6;
      // Mills' ratio by its continued fraction: φ/Φ at −|x| is |x| + 1/(|x| + 2/(|x| + 3/(|x| + …))).
      let tail = -x;
      for (let k = 4000; k >= 1; k -= 1) tail = -x + k / tail;
      expect(slope / tail).toBeCloseTo(1, 7);
    }
    expect(logNormalCdf(-100)).toBeCloseTo(-5005.524208694205, 9);
  });

  it('ln B(1, n) = −ln n', () => {
    for (const n of [1, 2, 10, 1000]) expect(logBeta(1, n)).toBeCloseTo(-Math.log(n), 11);
  });

  it('log-sum-exp of nothing is −∞, and of one term that term', () => {
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([-1e6])).toBe(-1e6);
  });

  it('softplus neither overflows nor underflows', () => {
    expect(softplus(800)).toBe(800);
    expect(softplus(-800)).toBe(0);
    expect(softplus(0)).toBe(Math.LN2);
  });
});
