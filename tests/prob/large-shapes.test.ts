// Betas and Gammas whose shapes are far apart or large, and normals cut far below their centre, against 60 digits (mpmath; the expression beside each).
import { describe, expect, it } from 'vitest';
import { coin } from '../../core/labs/bound/model/coin.ts';
import { poisson } from '../../core/labs/bound/model/poisson.ts';
import { digamma, logGamma } from '../../core/math/special.ts';
import { digammaRest, logExcess, logGammaRest } from '../../core/math/stirling.ts';
import { beta, betaLogMeans, betaSurprise } from '../../core/prob/beta.ts';
import { gamma, gammaSurprise } from '../../core/prob/gamma.ts';
import { normalAbove } from '../../core/prob/normal-above.ts';

const near = (found: number, exact: number, share = 1e-12) =>
  expect(Math.abs(found - exact)).toBeLessThanOrEqual(share * Math.max(1, Math.abs(exact)));

describe('what Stirling’s series leaves', () => {
  it('is the same on both sides of where the series takes over', () => {
    for (const x of [9.999999, 10, 10.000001, 14]) {
      near(logGammaRest(x), logGamma(x) - (x - 0.5) * Math.log(x) + x - 0.5 * Math.log(2 * Math.PI), 1e-14);
      near(digammaRest(x), Math.log(x) - 0.5 / x - digamma(x), 1e-15);
    }
  });

  it('of ratios next to 1 keeps the square of what they are off', () => {
    for (const off of [1e-3, -1e-6, 1e-9]) near(logExcess(1 + off, 1, off) / ((off * off) / 2 - off ** 3 / 3), 1, 1e-5);
    near(logExcess(1.0999999, 1), 0.0999999 - Math.log(1.0999999), 1e-15);
    near(logExcess(1e-20, 1), -1 + 20 * Math.LN10, 1e-15);
  });
});

describe('Gammas', () => {
  // (a-c)*psi(0,a) - loggamma(a) + loggamma(c) + c*log(b/d) + a*(d-b)/b, and a - log(b) + loggamma(a) + (1-a)*psi(0,a)
  it.each([
    [[1e12, 1e12], [1e12, 1e12 + 2], 1.9999999999973334e-12, -12.396572024759935],
    [[1e12, 2.5e11], [3e11, 7.5e10], 0.2519864021631041, -11.010277663640045],
    [[0.01, 1e12], [1e12, 0.01], 159428097875695.34, -122.5768178411765],
    [[1e9, 3], [2.5, 0.01], 3333305.0120021845, 10.681959162676435],
  ])('of shape and rate %j against %j', (q, p, divergence, entropy) => {
    near(gamma.klDivergence(q, p), divergence);
    near(gamma.entropy(q), entropy);
    near(gammaSurprise(q, p), divergence + entropy);
  });
});

describe('Betas', () => {
  // logB(c,d) - logB(a,b) + (a-c)*psi(0,a) + (b-d)*psi(0,b) + (c-a+d-b)*psi(0,a+b), and logB(a,b) - (a-1)*psi(0,a) - (b-1)*psi(0,b) + (a+b-2)*psi(0,a+b)
  it.each([
    [[1e12, 1e12], [1e12, 1e12 + 2e6], 0.9999990000019167, -13.436292795599769],
    [[1e12, 0.01], [3, 1e12], 128191906573708.92, -122.57681784117602],
    [[5e11, 2e11], [5, 2], 12.210306688670661, -13.012852155349668],
    [[0.01, 1e12], [100, 0.1], 12815.368214879505, -122.57681784117602],
  ])('%j against %j', (q, p, divergence, entropy) => {
    near(beta.klDivergence(q, p), divergence);
    near(beta.entropy(q), entropy);
    near(betaSurprise(q, p), divergence + entropy);
  });

  it('have the mean logarithm of what is nearly sure', () => {
    // psi(0, 1e12) - psi(0, 1e12 + 1) = -1e-12
    near(betaLogMeans(1e12, 1)[0] * 1e12, -1);
  });
});

describe('evidence of the largest counts', () => {
  // logB(a + h, b + n - h) - logB(a, b)
  it.each([
    [7, 10, 1e12, 1e12, -6.931471805597953],
    [5e11, 1e12, 1, 1, -693147180573.535],
    [1e12, 1e12, 1e12, 0.01, -0.006931471805601928],
    [3, 3, 0.01, 1e10, -72.97463792318831],
  ])('%s heads of %s under Beta(%s, %s)', (heads, tosses, a, b, exact) => {
    near(coin(heads, tosses, a, b).logEvidence.value, exact);
  });

  // a*log(b) - loggamma(a) + loggamma(a + T) - (a + T)*log(b + n) - sum(loggamma(y + 1))
  it.each([
    [[1e12], 1e12, 1, -15.081022681449046],
    [[1e12, 1000005000000], 2, 0.01, -9975107962.706003],
    [[0, 3], 1e12, 5e11, -3.7123179275492193],
    [[4], 0.01, 1e12, -116.4972833483693],
  ])('%j under Gamma(%s, %s)', (counts, a, b, exact) => {
    near(poisson(counts, a, b).logEvidence.value, exact);
  });
});

describe('a normal above 0', () => {
  // log(ncdf(r)); m = npdf(r)/ncdf(r): r + m, 1 - m*(r + m), 1 - r*m
  it.each([
    [-1e3, -500007.8266948122, 0.00099999800001, 9.999940000499995e-7, 1000001.999998],
    [-35, -616.9751012619225, 0.02852497059668787, 0.0008123551683826327, 1226.9983739708841],
    [-29, -424.78741990973015, 0.034401237736325564, 0.0011806604887674836, 842.9976358943535],
    [-3, -6.607726221510349, 0.2830986549304365, 0.07055918678526811, 10.84929596479131],
    [2.5, -0.006229025485860002, 2.5176378254869167, 0.9555943433948012, 0.9559054362827082],
  ])('about %s', (r, logMass, mean, variance, square) => {
    const found = normalAbove(r);
    near(found.logMass, logMass);
    near(found.mean / mean, 1);
    near(found.variance / variance, 1);
    near(found.square, square, 1e-12);
  });
});
