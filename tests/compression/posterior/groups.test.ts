// Group priors: divergences against their definitions, the weight of a scaled group by draws, and the rule of bits.
import { describe, expect, it } from 'vitest';
import { approximateLogUniformKl } from '../../../core/compression/posterior/approximate-kl.ts';
import { logAlphaOf, normalJeffreysKl, scaledWeight, standardNormalKl } from '../../../core/compression/posterior/group-scale.ts';
import { gammaKl, halfCauchyKl, horseshoeKl, horseshoeScale, inverseGammaKl } from '../../../core/compression/posterior/horseshoe.ts';
import {
  exponentBits,
  floatBits,
  roundedToSignificand,
  significandBits,
  unitRoundOff,
} from '../../../core/compression/posterior/significand.ts';
import { meanOf, standardErrorOf } from '../../../core/math/mean.ts';
import { expectNormal } from '../../../core/math/quadrature.ts';
import { LOG_2PI, logGamma } from '../../../core/math/special.ts';
import { gamma } from '../../../core/prob/gamma.ts';
import { normalKl } from '../../../core/prob/normal.ts';
import { createRandom } from '../../../core/prob/random.ts';

const worked = { mean: -1, variance: 0.2 };

describe('normal-Jeffreys', () => {
  const scales = { means: Float64Array.of(1, -0.1), variances: Float64Array.of(0.01, 0.3) };
  const weights = { means: Float64Array.of(0.2, -0.5, 0), variances: Float64Array.of(0.5, 0.1, 1) };

  it('is that of each scale and of each weight', () => {
    const ofWeights = [0, 1, 2].reduce(
      (sum, i) => sum + normalKl(weights.means[i] as number, Math.sqrt(weights.variances[i] as number), 0, 1),
      0,
    );
    expect(standardNormalKl(weights)).toBeCloseTo(ofWeights, 14);
    const ofScales = approximateLogUniformKl(Math.log(0.01)) + approximateLogUniformKl(Math.log(30));
    expect(normalJeffreysKl(scales, weights)).toBeCloseTo(ofWeights + ofScales, 13);
  });

  it('has a scale with noise and no mean for nothing', () => {
    expect(logAlphaOf({ mean: 0, variance: 1 })).toBe(Number.POSITIVE_INFINITY);
    expect(approximateLogUniformKl(Number.POSITIVE_INFINITY)).toBe(0);
  });
});

describe('a scaled weight', () => {
  it('has the mean and variance of draws of z w̃; without the product of variances it has not', () => {
    const random = createRandom(31);
    const [scale, weight] = [
      { mean: 0.7, variance: 0.3 },
      { mean: -0.4, variance: 0.5 },
    ];
    const { mean, variance } = scaledWeight(scale, weight);
    expect(mean).toBeCloseTo(-0.28, 15);
    expect(variance).toBeCloseTo(0.3 * 0.66 + 0.5 * 0.49, 15);
    const draws = Float64Array.from(
      { length: 40_000 },
      () => (0.7 + Math.sqrt(0.3) * random.normal()) * (-0.4 + Math.sqrt(0.5) * random.normal()),
    );
    const squares = draws.map((w) => (w - mean) ** 2);
    expect(Math.abs(meanOf(draws) - mean) / standardErrorOf(draws)).toBeLessThan(4);
    expect(Math.abs(meanOf(squares) - variance) / standardErrorOf(squares)).toBeLessThan(4);
    expect(Math.abs(meanOf(squares) - (variance - 0.15)) / standardErrorOf(squares)).toBeGreaterThan(4);
  });
});

describe('the horseshoe', () => {
  it('has the worked divergences', () => {
    expect(gammaKl(worked, 1)).toBeCloseTo(0.8647150256776766, 13);
    expect(inverseGammaKl(worked)).toBeCloseTo(2.462311389883511, 13);
  });

  it('has the divergences of their definitions, by quadrature over log x', () => {
    for (const [mean, variance, scale] of [
      [-1, 0.2, 1],
      [0.4, 1.3, 0.25],
      [-3, 0.01, 4],
    ] as const) {
      const logQ = (y: number) => -0.5 * (LOG_2PI + Math.log(variance) + (y - mean) ** 2 / variance);
      // Densities of y = log x: those of x, times x.
      const logGammaPrior = (y: number) => gamma.logDensity([0.5, 1 / scale], [Math.exp(y)]) + y;
      const logInverse = (y: number) => -logGamma(0.5) - 0.5 * y - Math.exp(-y);
      const kl = (logP: (y: number) => number) => expectNormal((y) => logQ(y) - logP(y), mean, Math.sqrt(variance)).value;
      expect(gammaKl({ mean, variance }, scale)).toBeCloseTo(kl(logGammaPrior), 11);
      expect(inverseGammaKl({ mean, variance })).toBeCloseTo(kl(logInverse), 11);
    }
  });

  it('adds up over the global scale and the groups', () => {
    const one = { gamma: worked, inverseGamma: { mean: 0.3, variance: 0.5 } };
    const global = { gamma: { mean: -12, variance: 0.1 }, inverseGamma: worked };
    expect(halfCauchyKl(one, 1)).toBeCloseTo(gammaKl(worked, 1) + inverseGammaKl(one.inverseGamma), 14);
    expect(horseshoeKl(global, [one, one], 1e-5)).toBeCloseTo(
      gammaKl(global.gamma, 1e-10) + inverseGammaKl(worked) + 2 * halfCauchyKl(one, 1),
      9,
    );
  });

  it('has a prior √(a b) whose median is its size, as a half-Cauchy, not as a half-normal', () => {
    const random = createRandom(12);
    const draws = 40_000;
    const size = 0.3;
    let below = 0;
    for (let i = 0; i < draws; i += 1) if (size * Math.exp((random.logGamma(0.5) - random.logGamma(0.5)) / 2) < size) below += 1;
    const z = (p: number) => Math.abs(below - p * draws) / Math.sqrt(draws * p * (1 - p));
    expect(z(0.5)).toBeLessThan(4);
    expect(z(0.6827)).toBeGreaterThan(4);
  });

  it('has scales with the mean and variance of draws', () => {
    const random = createRandom(8);
    const global = { gamma: { mean: -1, variance: 0.1 }, inverseGamma: { mean: 0.2, variance: 0.2 } };
    const group = { gamma: { mean: 0.5, variance: 0.3 }, inverseGamma: { mean: 0.1, variance: 0.1 } };
    const { mean, variance } = horseshoeScale(global, group);
    const draws = Float64Array.from({ length: 40_000 }, () =>
      Math.exp(
        [global.gamma, global.inverseGamma, group.gamma, group.inverseGamma].reduce(
          (sum, part) => sum + (part.mean + Math.sqrt(part.variance) * random.normal()) / 2,
          0,
        ),
      ),
    );
    const squares = draws.map((z) => (z - mean) ** 2);
    expect(Math.abs(meanOf(draws) - mean) / standardErrorOf(draws)).toBeLessThan(4);
    expect(Math.abs(meanOf(draws) - Math.exp(-0.1)) / standardErrorOf(draws)).toBeGreaterThan(4);
    expect(Math.abs(meanOf(squares) - variance) / standardErrorOf(squares)).toBeLessThan(4);
  });
});

describe('the rule of bits', () => {
  it('counts 5, 12 and 18 bits for variances 1e−2, 1e−4, 1e−6', () => {
    expect([1e-2, 1e-4, 1e-6].map(significandBits)).toEqual([5, 12, 18]);
    expect([1, 0.25, 0.24, 0].map(significandBits)).toEqual([0, 0, 1, 23]);
    expect(unitRoundOff(23)).toBe(0.5 * 2 ** (1 - 23));
  });

  it('averages over a layer, rounds up, and adds sign and exponent', () => {
    expect(floatBits(Float64Array.of(1e-2, 1e-4, 1e-4), 3)).toEqual({ significand: 10, exponent: 3, total: 14 });
    expect(() => floatBits(new Float64Array(0), 1)).toThrow('variances: expected one weight or more, got none');
  });

  it('has an exponent of at least one bit, where the formula has none', () => {
    expect([1e-3, 0.5, 0.6, 0.75, 1, 1.5, 2, 3, 8].map(exponentBits)).toEqual([1, 1, 1, 1, 1, 2, 2, 3, 3]);
  });

  it('rounds a weight by at most half of a round-off', () => {
    for (const weight of [0.3, -0.3, 1.01, -2.5]) expect(Math.abs(roundedToSignificand(weight, 5) - weight)).toBeLessThanOrEqual(2 ** -6);
    expect(roundedToSignificand(-2.5, 0)).toBe(-2);
  });
});
