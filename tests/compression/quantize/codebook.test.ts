// Codebooks on weights, against those of N(0, 1) in closed form.
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { codedByLevels, lloydMax, lloydMaxLevels, nearestLevels } from '../../../core/compression/quantize/codebook.ts';
import { codeEntropy, squaredError } from '../../../core/compression/quantize/error.ts';
import { normalLloydMax, normalQuantizer, normalUniform } from '../../../core/compression/quantize/normal-quantizer.ts';
import { integrate } from '../../../core/math/quadrature.ts';
import { normalDensity } from '../../../core/math/special.ts';
import { createRandom } from '../../../core/prob/random.ts';

const normals = (count: number, seed: number): Float64Array => {
  const out = new Float64Array(count);
  createRandom(seed).normals(out);
  return out;
};

// Max’s tables with more digits: mpmath at 30 digits, findroot of l − E[x|cell], then −Σ p log₂ p.
describe('Lloyd–Max for N(0, 1)', () => {
  it.each([
    [1, 0.3633802276, 1, [0.7978845608]],
    [2, 0.1174818478, 1.9110987662, [0.4527800346, 1.5104176085]],
    [3, 0.0345477608, 2.82486521427, [0.2450941789, 0.7560052812, 1.3439092785, 2.1519457045]],
  ])('of %i bits has the tabled error, entropy and levels', (bits, mse, entropy, positive) => {
    const quantizer = normalLloydMax(2 ** bits);
    expect(quantizer.meanSquaredError).toBeCloseTo(mse, 10);
    expect(quantizer.entropy).toBeCloseTo(entropy, 9);
    const levels = Array.from(quantizer.levels);
    positive.forEach((level, i) => {
      expect(levels[2 ** (bits - 1) + i]).toBeCloseTo(level, 10);
      expect(levels[2 ** (bits - 1) - 1 - i]).toBe(-(levels[2 ** (bits - 1) + i] as number));
    });
  });

  it('of 4 bits has the tabled error, entropy and outer levels; of 2 bits the tabled threshold', () => {
    const { meanSquaredError, entropy, levels } = normalLloydMax(16);
    expect(meanSquaredError).toBeCloseTo(0.009501008, 10);
    expect(entropy).toBeCloseTo(3.76532847252, 10);
    expect(levels[8]).toBeCloseTo(0.1283950299, 10);
    expect(levels[15]).toBeCloseTo(2.732589571, 10);
    expect(normalLloydMax(4).thresholds[2]).toBeCloseTo(0.9815988216, 10);
  });

  it.each([1, 2, 3, 7, 64, 255, 256])('with %i levels has each level at the mean of its cell, and an error of its definition', (count) => {
    const { levels, thresholds, meanSquaredError } = normalLloydMax(count);
    let sum = 0;
    levels.forEach((level, i) => {
      const cell = [thresholds[i - 1] ?? -12, thresholds[i] ?? 12];
      const over = (f: (x: number) => number) => integrate((x) => normalDensity(x) * f(x), cell, 1e-14).value;
      expect(over((x) => x) / over(() => 1)).toBeCloseTo(level, 9);
      sum += over((x) => (x - level) ** 2);
    });
    expect(meanSquaredError).toBeCloseTo(sum, 12);
  });

  it('goes down as √3 π / 2 levels⁻², the law of Panter and Dite', () => {
    const { meanSquaredError } = normalLloydMax(256);
    expect(meanSquaredError * 256 ** 2).toBeCloseTo((Math.sqrt(3) * Math.PI) / 2, 1);
  });
});

describe('the best uniform step for N(0, 1)', () => {
  it.each([
    [1, 1.5957691, 0.3633802],
    [2, 0.9956867, 0.1188461],
    [3, 0.5860194, 0.0374397],
    [4, 0.3352006, 0.0115429],
    [8, 0.0307624, 8.7686e-5],
  ])('of %i bits is tabled', (bits, step, mse) => {
    const quantizer = normalUniform(bits);
    expect(Math.abs(quantizer.step - step)).toBeLessThan(5.1e-8);
    expect(Math.abs(quantizer.meanSquaredError - mse)).toBeLessThan(bits === 8 ? 5.1e-10 : 5.1e-8);
  });

  it('has a lower error than the steps beside it, and a higher one than free levels', () => {
    const { step, meanSquaredError, levels } = normalUniform(3);
    for (const by of [0.999, 1.001])
      expect(normalQuantizer(levels.map((level) => level * by)).meanSquaredError).toBeGreaterThan(meanSquaredError);
    expect((levels[4] as number) - (levels[3] as number)).toBeCloseTo(step, 14);
    expect(meanSquaredError).toBeGreaterThan(normalLloydMax(8).meanSquaredError);
  });
});

describe('Lloyd–Max on weights', () => {
  it('agrees with the closed form on draws from N(0, 1), and not on draws from a uniform', () => {
    const count = 20_000;
    const random = createRandom(2);
    const uniform = Float64Array.from({ length: count }, () => Math.sqrt(12) * (random.uniform() - 0.5));
    const exact = normalLloydMax(8);
    const z = (weights: Float64Array) => {
      const coded = lloydMax(weights, [count], 8);
      const back = decoded(coded);
      const errors = weights.map((weight, i) => ((back[i] as number) - weight) ** 2);
      const mean = squaredError(weights, coded) / count;
      const spread = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / count;
      return Math.abs(mean - exact.meanSquaredError) / Math.sqrt(spread / count);
    };
    const weights = normals(count, 8);
    expect(z(weights)).toBeLessThan(4);
    expect(z(uniform)).toBeGreaterThan(4);
    expect(Math.abs(codeEntropy(lloydMax(weights, [count], 8).codes) - exact.entropy)).toBeLessThan(0.02);
  });

  it('of many levels comes as near to the closed form as few draws let it, where rounds from the quantiles alone do not', () => {
    const weights = normals(20_000, 9);
    const error = squaredError(weights, lloydMax(weights, [20_000], 64)) / 20_000;
    expect(Math.abs(error / normalLloydMax(64).meanSquaredError - 1)).toBeLessThan(0.05);
  });

  it('ends where each level is the mean of the weights nearest to it', () => {
    const weights = normals(5000, 12);
    const levels = lloydMaxLevels(weights, 16);
    const codes = nearestLevels(weights, levels);
    levels.forEach((level, code) => {
      const own = weights.filter((_, i) => codes[i] === code);
      expect(own.reduce((a, b) => a + b, 0) / own.length).toBeCloseTo(level, 11);
    });
  });

  it('never errs more with more levels, nor than at the quantiles where it begins', () => {
    const weights = normals(1000, 13).map((x) => x ** 3);
    const errors = [1, 2, 4, 8, 16, 32].map((count) => squaredError(weights, lloydMax(weights, [1000], count)));
    for (const [i, error] of errors.entries()) if (i > 0) expect(error).toBeLessThan(errors[i - 1] as number);
    const sorted = weights.slice().sort();
    const quantiles = Float64Array.from({ length: 8 }, (_, i) => sorted[Math.floor((i + 0.5) * 125)] as number);
    expect(errors[3]).toBeLessThan(squaredError(weights, codedByLevels(weights, [1000], quantiles)));
  });

  it('finds two clumps and their means', () => {
    expect(Array.from(lloydMaxLevels(Float64Array.of(1, 1.5, 9, 8, 8.5), 2))).toEqual([1.25, 8.5]);
  });

  it('keeps the weights themselves where there are no more values than levels', () => {
    const weights = Float32Array.of(0.5, 0, 0, -2, 0.5);
    const coded = lloydMax(weights, [5], 16);
    expect(Array.from(coded.levels)).toEqual([-2, 0, 0.5]);
    expect(decoded(coded)).toEqual(weights);
  });

  it('takes no weights at all, and no more levels than a code can tell apart', () => {
    expect(lloydMax(new Float32Array(0), [0], 4).levels).toHaveLength(0);
    expect(() => lloydMax(Float64Array.of(1), [1], 257)).toThrow('levels: expected a whole number from 1 to 256, got 257');
  });
});
