import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/prob/random.ts';

const draws = (seed: number, n: number) => {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => random.normal());
};

describe('the generator', () => {
  it('gives the same numbers for the same seed, an odd count of normals before or not', () => {
    const random = createRandom(5);
    random.normal();
    expect(draws(5, 9)).toEqual(draws(5, 9));
    expect(draws(5, 9)).not.toEqual(draws(6, 9));
  });

  it('keeps its spare normal to itself: two generators do not disturb each other', () => {
    const [a, b] = [createRandom(1), createRandom(2)];
    const mixed = Array.from({ length: 6 }, () => [a.normal(), b.normal()] as const);
    expect(mixed.map(([x]) => x)).toEqual(draws(1, 6));
    expect(mixed.map(([, y]) => y)).toEqual(draws(2, 6));
  });

  it('is uniform on [0, 1): mean and variance within 4 standard errors', () => {
    const { uniform } = createRandom(11);
    const n = 100_000;
    const xs = Array.from({ length: n }, uniform);
    const mean = xs.reduce((a, b) => a + b, 0) / n;
    const variance = xs.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
    expect(Math.abs(mean - 0.5) / Math.sqrt(1 / 12 / n)).toBeLessThan(4);
    // Var of (u − ½)² is 1/180.
    expect(Math.abs(variance - 1 / 12) / Math.sqrt(1 / 180 / n)).toBeLessThan(4);
    expect(xs.every((x) => x >= 0 && x < 1)).toBe(true);
  });
});
