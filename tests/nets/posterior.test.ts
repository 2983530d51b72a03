// q(z|x): its KL from the prior by formula and by draws, its covariance, its densities.
import { beforeAll, describe, expect, it } from 'vitest';
import { noiseOf } from '../../core/nets/evaluation.ts';
import type { Encoded } from '../../core/nets/networks.ts';
import { complexities, logDensity, logDensityOfNoise, logPrior, lowerComplexity, sample } from '../../core/nets/posterior.ts';
import { createRandom } from '../../core/prob/random.ts';
import { gaussianComplexity, openTensors, type Tensor2D, tf } from '../../core/tensor/index.ts';
import { zOf } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

const ROWS = 40_000;
const row = (...values: number[]): Tensor2D => tf.tensor2d([values]);
const repeated = (tensor: Tensor2D): Tensor2D => tf.tile(tensor, [ROWS, 1]);

const mean = [0.5, -1];
const logVariance = [-0.2, 0.3];
const lower = 0.8;

const meanField = (): Encoded => ({ mean: row(...mean), logVariance: row(...logVariance) });
const full = (): Encoded => ({ ...meanField(), lower: row(lower) });

/** log q(z|x) − log p(z) of many draws. */
function ratios(q: Encoded, seed: number): ArrayLike<number> {
  return tf.tidy(() => {
    const many = {
      mean: repeated(q.mean),
      logVariance: repeated(q.logVariance),
      ...(q.lower && { lower: repeated(q.lower) }),
    };
    const noise = tf.tensor2d(noiseOf(createRandom(seed), 2 * ROWS), [ROWS, 2]);
    return tf.sub(logDensityOfNoise(many, noise), logPrior(sample(many, noise))).dataSync() as Float32Array;
  });
}

describe('the complexity of independent normals', () => {
  // ½ Σ (μ² + σ² − 1 − log σ²).
  const exact = 0.6592947803269924;

  it('is the worked value, in either way of adding it up', () => {
    const q = meanField();
    expect(Math.abs((gaussianComplexity(q.mean, q.logVariance).dataSync()[0] as number) - exact)).toBeLessThan(1e-6);
    expect(Math.abs((tf.sum(complexities(q)).dataSync()[0] as number) - exact)).toBeLessThan(1e-6);
  });

  it('is what draws say of log q − log p, and not the KL the other way round', () => {
    const drawn = ratios(meanField(), 11);
    expect(Math.abs(zOf(drawn, exact))).toBeLessThan(4);
    const reversed = mean.reduce((sum, m, i) => {
      const s = logVariance[i] as number;
      return sum + 0.5 * ((1 + m * m) / Math.exp(s) - 1 + s);
    }, 0);
    expect(Math.abs(zOf(drawn, reversed))).toBeGreaterThan(10);
  });

  it('is nothing for the prior itself', () => {
    expect(gaussianComplexity(row(0, 0), row(0, 0)).dataSync()[0]).toBe(0);
  });
});

describe('a full covariance', () => {
  it('adds ½ Σ L² to the complexity, as draws say', () => {
    const q = full();
    const exact = tf.add(gaussianComplexity(q.mean, q.logVariance), lowerComplexity(q.lower as Tensor2D)).dataSync()[0] as number;
    const drawn = ratios(q, 13);
    expect(Math.abs(zOf(drawn, exact))).toBeLessThan(4);
    expect(Math.abs(zOf(drawn, 0.6592947803269924))).toBeGreaterThan(10);
  });

  it('is that of L Lᵀ: variances and covariance of the draws', () => {
    const q = full();
    const noise = tf.tensor2d(noiseOf(createRandom(17), 2 * ROWS), [ROWS, 2]);
    const many = { mean: repeated(q.mean), logVariance: repeated(q.logVariance), lower: repeated(q.lower as Tensor2D) };
    const z = sample(many, noise).dataSync();
    const off = (at: number, i: number) => (z[2 * at + i] as number) - (mean[i] as number);
    const products = (i: number, j: number) => Float64Array.from({ length: ROWS }, (_, at) => off(at, i) * off(at, j));
    const [a, b] = logVariance.map((s) => Math.exp(0.5 * s)) as [number, number];
    expect(Math.abs(zOf(products(0, 0), a * a))).toBeLessThan(4);
    expect(Math.abs(zOf(products(0, 1), a * lower))).toBeLessThan(4);
    expect(Math.abs(zOf(products(1, 1), b * b + lower * lower))).toBeLessThan(4);
    expect(Math.abs(zOf(products(0, 1), 0))).toBeGreaterThan(10);
  });

  it('puts the entries of its factor row by row', () => {
    // L = [[1, 0, 0], [2, 1, 0], [3, 4, 1]] on ε = (1, 10, 100).
    const q = { mean: row(0, 0, 0), logVariance: row(0, 0, 0), lower: row(2, 3, 4) };
    expect([...sample(q, row(1, 10, 100)).dataSync()]).toEqual([1, 12, 143]);
  });

  it('has the density of its normal at a draw', () => {
    const noise = row(0.3, -1.7);
    const [x, y] = sample(full(), noise).dataSync() as unknown as [number, number];
    const [a, b] = logVariance.map((s) => Math.exp(0.5 * s)) as [number, number];
    // Σ = L Lᵀ with L = [[a, 0], [lower, b]], inverted by hand.
    const [v, c, w] = [a * a, a * lower, b * b + lower * lower];
    const determinant = v * w - c * c;
    const [dx, dy] = [x - (mean[0] as number), y - (mean[1] as number)];
    const exact =
      -Math.log(2 * Math.PI) - 0.5 * Math.log(determinant) - (0.5 * (w * dx * dx - 2 * c * dx * dy + v * dy * dy)) / determinant;
    expect(Math.abs((logDensityOfNoise(full(), noise).dataSync()[0] as number) - exact)).toBeLessThan(1e-5);
  });
});

it('has one density, told by the draw or by its noise', () => {
  const noise = row(1.3, -0.4);
  const q = meanField();
  expect(logDensity(q, sample(q, noise)).dataSync()[0]).toBeCloseTo(logDensityOfNoise(q, noise).dataSync()[0] as number, 5);
});
