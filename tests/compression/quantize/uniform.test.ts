// Uniform grids: the worked numbers, what rounding costs by its laws, and what a narrower grid saves.
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { codeEntropy, squaredError } from '../../../core/compression/quantize/error.ts';
import { affineGrid, symmetricGrid } from '../../../core/compression/quantize/grid.ts';
import { normalQuantizer } from '../../../core/compression/quantize/normal-quantizer.ts';
import { roundHalfToEven, roundingVariance, roundStochastically, stochasticVariance } from '../../../core/compression/quantize/rounding.ts';
import { quantizeUniform } from '../../../core/compression/quantize/uniform.ts';
import { meanOf, standardErrorOf } from '../../../core/math/mean.ts';
import { createRandom } from '../../../core/prob/random.ts';

const worked = Float64Array.of(-0.5, 0, 0.25, 1.5);
const affine8 = { bits: 8, kind: 'affine', per: 'tensor' } as const;

const normals = (count: number, seed: number): Float64Array => {
  const out = new Float64Array(count);
  createRandom(seed).normals(out);
  return out;
};

describe('rounding', () => {
  it('takes halves to the even neighbour, on either side of 0', () => {
    const rounded = [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 0.49999999999999994, -7.2].map((x) => roundHalfToEven(x) + 0);
    expect(rounded).toEqual([-4, -2, -2, 0, 0, 2, 2, 4, 0, -7]);
  });

  it('by chance has mean x and variance p(1 − p), not that of rounding to the nearest', () => {
    const random = createRandom(5);
    const [count, x] = [40_000, 2.3];
    const errors = Array.from({ length: count }, () => roundStochastically(x, random) - x);
    const mean = errors.reduce((a, b) => a + b, 0) / count;
    const variance = stochasticVariance(1, 0.3);
    expect(variance).toBeCloseTo(0.21, 15);
    expect(Math.abs(mean) / Math.sqrt(variance / count)).toBeLessThan(4);
    // Var (e − ē)² of a Bernoulli(p): p(1 − p)(1 − 2p)².
    const spread = errors.reduce((sum, error) => sum + error * error, 0) / count;
    const z = (expected: number) => Math.abs(spread - expected) / Math.sqrt((0.21 * 0.4 ** 2) / count);
    expect(z(variance)).toBeLessThan(4);
    expect(z(roundingVariance(1))).toBeGreaterThan(4);
    expect(Math.abs(roundHalfToEven(x) - x) / Math.sqrt(variance / count)).toBeGreaterThan(4);
  });
});

describe('the affine grid', () => {
  it('has the worked step, zero point and codes', () => {
    const { scale, zeroPoint } = affineGrid(-0.5, 1.5, 8);
    expect(scale).toBeCloseTo(0.00784313725490196, 16);
    expect(zeroPoint).toBe(-64);
    expect(Array.from(quantizeUniform(worked, [4], affine8).codes)).toEqual([-128, -64, -32, 127]);
  });

  it('contains 0 and gives it a code, wherever the weights lie', () => {
    expect(affineGrid(2, 4, 3)).toEqual({ scale: 4 / 7, zeroPoint: -4 });
    expect(affineGrid(-4, -1, 3)).toEqual({ scale: 4 / 7, zeroPoint: 3 });
    for (const weights of [Float64Array.of(2, 3, 4), Float64Array.of(-4, -1), Float64Array.of(-1, 0, 5)]) {
      const { scales, zeroPoints, codes, bits } = quantizeUniform(weights, [weights.length], { ...affine8, bits: 3 });
      expect(bits).toBe(3);
      for (const code of codes) expect(Math.abs(code + 0.5)).toBeLessThanOrEqual(3.5);
      expect(Math.abs((zeroPoints[0] as number) + 0.5)).toBeLessThanOrEqual(3.5);
      expect(scales[0]).toBeGreaterThan(0);
    }
    expect(Array.from(decoded(quantizeUniform(Float64Array.of(2, 3, 4), [3], { ...affine8, bits: 3 })))[2]).toBeCloseTo(4, 6);
  });
});

describe('the symmetric grid', () => {
  it('of 2 bits is −max, 0, max', () => {
    const coded = quantizeUniform(Float64Array.of(1, -0.2, 0.6, -0.4), [4], { bits: 2, kind: 'symmetric', per: 'tensor' });
    expect(Array.from(decoded(coded), (w) => w + 0)).toEqual([1, 0, 1, 0]);
  });

  it('has a step of max/127 in 8 bits', () => {
    expect(symmetricGrid(2.54, 8)).toEqual({ scale: 2.54 / 127, zeroPoint: 0 });
  });
});

describe('codes on a grid', () => {
  const weights = normals(3000, 1);

  it.each([2, 3, 4, 5, 6, 7, 8])('of %i bits are within half a step of the weights, and within the bits', (bits) => {
    for (const kind of ['affine', 'symmetric'] as const) {
      const coded = quantizeUniform(weights, [1000, 3], { bits, kind, per: 'channel' });
      const back = decoded(coded);
      // In steps of each channel.
      const off = weights.map((weight, at) => Math.abs((back[at] as number) - weight) / (coded.scales[at % 3] as number));
      expect(Math.max(...off)).toBeLessThanOrEqual(0.5 + 1e-4);
      const used = Array.from(coded.codes);
      expect(Math.min(...used)).toBe(kind === 'affine' ? -(2 ** (bits - 1)) : 1 - 2 ** (bits - 1));
      expect(Math.max(...used)).toBe(2 ** (bits - 1) - 1);
    }
  });

  it.each(['affine', 'symmetric'] as const)('are the same again of what they decode to (%s)', (kind) => {
    const settings = { bits: 4, kind, per: 'channel' } as const;
    const once = quantizeUniform(weights, [1000, 3], settings);
    expect(quantizeUniform(decoded(once), [1000, 3], settings).codes).toEqual(once.codes);
  });

  it('err with variance s²/12 where the step is fine, and do not where it is coarse', () => {
    const error = (bits: number) => {
      const coded = quantizeUniform(weights, [3000], { bits, kind: 'symmetric', per: 'tensor' });
      const squares = decoded(coded).map((back, i) => (back - (weights[i] as number)) ** 2);
      const mean = squares.reduce((a, b) => a + b, 0) / 3000;
      // Var e² of a uniform error: s⁴/180.
      return Math.abs(mean - roundingVariance(coded.scales[0] as number)) / ((coded.scales[0] as number) ** 2 / Math.sqrt(180 * 3000));
    };
    expect(error(8)).toBeLessThan(4);
    expect(error(2)).toBeGreaterThan(4);
  });

  it('by chance have the weights for their mean; to the nearest they have not', () => {
    const few = Float64Array.of(-1, 0.1, 0.37, 0.6, 1);
    const random = createRandom(9);
    const sums = new Float64Array(5);
    const rounds = 4000;
    const settings = { bits: 2, kind: 'symmetric', per: 'tensor' } as const;
    for (let i = 0; i < rounds; i += 1)
      decoded(quantizeUniform(few, [5], { ...settings, random })).forEach((w, at) => {
        sums[at] = (sums[at] as number) + w;
      });
    const nearest = decoded(quantizeUniform(few, [5], settings));
    for (const at of [1, 2, 3]) {
      const weight = few[at] as number;
      const se = Math.sqrt(stochasticVariance(1, weight) / rounds);
      expect(Math.abs((sums[at] as number) / rounds - weight) / se).toBeLessThan(4);
      expect(Math.abs((nearest[at] as number) - weight) / se).toBeGreaterThan(4);
    }
  });

  it('of a channel of zeros are zeros, on a grid with a step', () => {
    for (const kind of ['affine', 'symmetric'] as const) {
      const coded = quantizeUniform(Float64Array.of(0, 1, 0, 2), [2, 2], { bits: 8, kind, per: 'channel' });
      expect(coded.scales[0]).toBe(1);
      expect(Array.from(decoded(coded), (w) => w + 0)).toEqual([0, expect.closeTo(1, 1), 0, expect.closeTo(2, 1)]);
    }
  });

  it('of each channel have a step that goes with its own size', () => {
    const scaled = weights.map((weight, at) => weight * 10 ** -(at % 3));
    const error = (per: 'tensor' | 'channel') =>
      squaredError(scaled, quantizeUniform(scaled, [1000, 3], { bits: 8, kind: 'symmetric', per }));
    // Three steps of one size against steps of sizes 1, 1/10, 1/100, but for what the largest of each channel happens to be.
    expect(error('channel') / error('tensor')).toBeGreaterThan(0.2);
    expect(error('channel') / error('tensor')).toBeLessThan(0.4);
  });

  it('say which input they cannot take', () => {
    expect(() => quantizeUniform(worked, [4], { ...affine8, bits: 9 })).toThrow('bits: expected a whole number from 2 to 8, got 9');
    expect(() => quantizeUniform(worked, [2, 3], affine8)).toThrow('weights: expected 6 of shape 2×3, got 4');
    expect(() => quantizeUniform(Float64Array.of(1, Number.NaN), [2], affine8)).toThrow('weights: expected finite numbers, got NaN');
  });
});

describe('the grid of least squares', () => {
  it('errs as the best step of −8 … 7 does on N(0, 1), which clips; the grid of the whole range does not', () => {
    const count = 20_000;
    const weights = normals(count, 5);
    const exact = Math.min(
      ...Array.from(
        { length: 40 },
        (_, k) => normalQuantizer(Float64Array.from({ length: 16 }, (_, i) => (0.3 + k / 500) * (i - 8))).meanSquaredError,
      ),
    );
    expect(exact).toBeCloseTo(0.011864, 6);
    const z = (fit: 'range' | 'leastSquares') => {
      const back = decoded(quantizeUniform(weights, [count], { bits: 4, kind: 'symmetric', per: 'tensor', fit }));
      const squares = weights.map((weight, i) => ((back[i] as number) - weight) ** 2);
      return Math.abs(meanOf(squares) - exact) / standardErrorOf(squares);
    };
    expect(z('leastSquares')).toBeLessThan(4);
    expect(z('range')).toBeGreaterThan(4);
  });

  it.each(['affine', 'symmetric'] as const)('is found at least as well as by trying 2,000 shares (%s)', (kind) => {
    const weights = normals(500, 4);
    const settings = { bits: 3, kind, per: 'tensor' } as const;
    const found = squaredError(weights, quantizeUniform(weights, [500], { ...settings, fit: 'leastSquares' }));
    let least = Number.POSITIVE_INFINITY;
    const [low, high] = [Math.min(...weights), Math.max(...weights)];
    for (let share = 0.001; share <= 1; share += 0.0005) {
      const { scale, zeroPoint } =
        kind === 'affine' ? affineGrid(share * low, share * high, 3) : symmetricGrid(share * Math.max(-low, high), 3);
      let sum = 0;
      for (const w of weights) {
        const code = Math.max(-4, Math.min(3, roundHalfToEven(w / scale) + zeroPoint));
        sum += (scale * (code - zeroPoint) - w) ** 2;
      }
      least = Math.min(least, sum);
    }
    expect(found).toBeLessThan(1.01 * least);
  });
});

describe('the entropy of codes', () => {
  it('is log₂ of as many as are equally frequent, and 0 of one', () => {
    expect(codeEntropy(Int8Array.of(-1, 0, 1, -2))).toBeCloseTo(2, 14);
    expect(codeEntropy(Uint8Array.of(7, 7, 7))).toBe(0);
    expect(codeEntropy(new Int8Array(0))).toBe(0);
    expect(codeEntropy(Uint8Array.of(0, 1, 1, 1))).toBeCloseTo(2 - 0.75 * Math.log2(3), 14);
  });
});
