// Signs with a scale, and ternary weights: worked numbers, all subsets, and what is left of Gaussian weights.
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { binarize, binaryScale, normalBinaryResidual } from '../../../core/compression/quantize/binary-scale.ts';
import { squaredError } from '../../../core/compression/quantize/error.ts';
import { normalLloydMax } from '../../../core/compression/quantize/normal-quantizer.ts';
import { optimalTernary, ternarize } from '../../../core/compression/quantize/ternary.ts';
import { createRandom } from '../../../core/prob/random.ts';

const worked = Float64Array.of(1, -0.2, 0.6, -0.4);
const energyOf = (weights: Float64Array) => weights.reduce((sum, w) => sum + w * w, 0);

const normals = (count: number, seed: number): Float64Array => {
  const out = new Float64Array(count);
  createRandom(seed).normals(out);
  return out;
};

describe('signs with a scale', () => {
  it('have the worked scale 0.55 and leave 0.35', () => {
    expect(binaryScale(worked)).toBeCloseTo(0.55, 15);
    expect(energyOf(worked) - 4 * binaryScale(worked) ** 2).toBeCloseTo(0.35, 14);
    expect(squaredError(worked, binarize(worked, [4], 'tensor'))).toBeCloseTo(0.35, 7);
  });

  it('have a scale for each channel', () => {
    const coded = binarize(worked, [2, 2], 'channel');
    expect(Array.from(coded.scales)).toEqual([Math.fround(0.8), Math.fround(0.3)]);
    expect(Array.from(coded.positive)).toEqual([1, 0, 1, 0]);
    expect(squaredError(worked, coded)).toBeCloseTo(2 * 0.2 ** 2 + 2 * 0.1 ** 2, 7);
  });

  it('lose 1 − 2/π of Gaussian weights, as a quantizer of two levels does', () => {
    expect(normalBinaryResidual).toBeCloseTo(0.36338, 5);
    expect(normalLloydMax(2).meanSquaredError).toBeCloseTo(normalBinaryResidual, 14);
  });
});

describe('ternary weights', () => {
  it('have the worked k = 3 and scale ⅔, and leave 0.226667', () => {
    const { kept, scale, retained } = optimalTernary(worked);
    expect(kept).toBe(3);
    expect(scale).toBeCloseTo(2 / 3, 15);
    expect(energyOf(worked) - retained).toBeCloseTo(0.22666666666666657, 14);
    const coded = ternarize(worked, [4]);
    expect(Array.from(coded.codes)).toEqual([2, 1, 2, 0]);
    expect(squaredError(worked, coded)).toBeCloseTo(0.2266666667, 7);
  });

  it('are the best of all choices of three signs, found by trying every one', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const weights = normals(8, seed).map((x) => Math.round(4 * x) / 4);
      let most = 0;
      for (let subset = 1; subset < 256; subset += 1) {
        const own = weights.filter((_, i) => (subset >> i) & 1);
        most = Math.max(most, own.reduce((sum, w) => sum + Math.abs(w), 0) ** 2 / own.length);
      }
      const { retained } = optimalTernary(weights);
      expect(retained).toBeCloseTo(most, 12);
      expect(squaredError(weights, ternarize(weights, [8]))).toBeCloseTo(energyOf(weights) - most, 6);
    }
  });

  it('of Gaussian weights are the Lloyd–Max quantizer of three levels', () => {
    const weights = normals(50_000, 6);
    const { scale, threshold, retained } = optimalTernary(weights);
    const exact = normalLloydMax(3);
    expect(scale).toBeCloseTo(exact.levels[2] as number, 1);
    expect(threshold).toBeCloseTo(exact.thresholds[1] as number, 1);
    const left = (energyOf(weights) - retained) / 50_000;
    expect(Math.abs(left - exact.meanSquaredError)).toBeLessThan(0.004);
    expect(Math.abs(left - normalBinaryResidual)).toBeGreaterThan(0.1);
  });

  it('of zeros are zeros', () => {
    expect(optimalTernary(new Float64Array(3)).kept).toBe(0);
    expect(Array.from(decoded(ternarize(new Float64Array(3), [3])))).toEqual([0, 0, 0]);
  });
});
