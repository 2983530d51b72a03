// Magnitude pruning: who stays, among equals too, and how much of a Gaussian’s energy.
import { describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { keptOnly } from '../../../core/compression/prune/kept-only.ts';
import { keepLargest, normalKeptEnergy } from '../../../core/compression/prune/magnitude.ts';
import { lloydMax } from '../../../core/compression/quantize/codebook.ts';
import { integrate } from '../../../core/math/quadrature.ts';
import { normalDensity, normalQuantile } from '../../../core/math/special.ts';
import { createRandom } from '../../../core/prob/random.ts';

const weights = Float64Array.of(0.5, -2, 0, 1, -0.5, 0.5, 3, -1);

describe('keeping the largest', () => {
  it('keeps a share, and of equals the first', () => {
    expect(keepLargest(weights, 5 / 8)).toEqual({ mask: Uint8Array.of(1, 1, 0, 1, 0, 0, 1, 1), kept: 5, threshold: 0.5 });
    expect(keepLargest(weights, 6 / 8).mask).toEqual(Uint8Array.of(1, 1, 0, 1, 1, 0, 1, 1));
    expect(keepLargest(weights, 4 / 8)).toEqual({ mask: Uint8Array.of(0, 1, 0, 1, 0, 0, 1, 1), kept: 4, threshold: 1 });
  });

  it('keeps none, or all', () => {
    expect(keepLargest(weights, 0)).toEqual({ mask: new Uint8Array(8), kept: 0, threshold: Number.POSITIVE_INFINITY });
    expect(keepLargest(weights, 1).mask).toEqual(new Uint8Array(8).fill(1));
    expect(keepLargest(new Float64Array(0), 0.5).kept).toBe(0);
    expect(() => keepLargest(weights, 1.5)).toThrow('share: expected a number from 0 to 1, got 1.5');
    expect(() => keepLargest(Float64Array.of(1, Number.NaN), 0.5)).toThrow('weights: expected finite numbers, got NaN');
  });
});

describe('the energy of the largest Gaussian weights', () => {
  it.each([
    [0.5, 0.92867408],
    [0.1, 0.43928606],
    [0.05, 0.27910046],
  ])('of share %f is tabled, and the integral of x²φ over the tails', (share, tabled) => {
    expect(normalKeptEnergy(share)).toBeCloseTo(tabled, 8);
    const t = normalQuantile(1 - share / 2);
    expect(normalKeptEnergy(share)).toBeCloseTo(2 * integrate((x) => x * x * normalDensity(x), [t, t + 3, 14]).value, 12);
  });

  it('is nothing of nothing, all of all', () => {
    expect([normalKeptEnergy(0), normalKeptEnergy(1)]).toEqual([0, 1]);
  });

  it('is what pruning of draws keeps, and not what a random mask does', () => {
    const count = 50_000;
    const draws = new Float64Array(count);
    createRandom(14).normals(draws);
    const { mask } = keepLargest(draws, 0.1);
    const energy = (of: Uint8Array) => draws.reduce((sum, x, i) => sum + (of[i] ? x * x : 0), 0) / draws.reduce((sum, x) => sum + x * x, 0);
    // About √(E x⁴ of the tails / n).
    const z = (share: number) => Math.abs(share - normalKeptEnergy(0.1)) / Math.sqrt(1.6 / count);
    expect(z(energy(mask))).toBeLessThan(4);
    expect(z(energy(draws.map((_, i) => (i % 10 === 0 ? 1 : 0)) as unknown as Uint8Array))).toBeGreaterThan(4);
  });
});

describe('the kept weights', () => {
  it('decode to themselves, and to 0 elsewhere', () => {
    const sparse = keptOnly(weights, [2, 4], keepLargest(weights, 0.5).mask);
    expect(Array.from(sparse.kept)).toEqual([1, 3, 6, 7]);
    expect(Array.from(decoded(sparse))).toEqual([0, -2, 0, 1, 0, 0, 3, -1]);
  });

  it('may be coded in their turn', () => {
    const sparse = keptOnly(weights, [8], keepLargest(weights, 0.5).mask, (kept, shape) => lloydMax(kept, shape, 3));
    expect(Array.from(decoded(sparse))).toEqual([0, -1.5, 0, 1, 0, 0, 3, -1.5]);
    expect(() => keptOnly(weights, [8], new Uint8Array(7))).toThrow('mask: expected 8 places, got 7');
  });
});
