import { converter, differenceEuclidean, formatHex, interpolate, wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import { mixerOf } from '../../renderer/plot/mixed-color.ts';
import { dark, light, type Theme } from '../../renderer/plot/theme.ts';

const oklab = converter('oklab');
const far = differenceEuclidean('oklab');

describe.each([light, dark] as Theme[])('a mixture of colours of the $name theme', ({ category, surface }) => {
  const pairs = category.flatMap((a, i) => category.slice(i + 1).map((b) => [a, b] as const));

  it('is the very colour where one has all', () => {
    const mixed = mixerOf(category);
    category.forEach((color, k) => void expect(mixed(category.map((_, j) => (j === k ? 1 : 0)))).toBe(color));
  });

  it('is what OKLab has between two, within the rounding to 8 bits', () => {
    for (const [a, b] of pairs) {
      const mixed = mixerOf([a, b]);
      const between = interpolate([a, b], 'oklab');
      for (const t of [0.1, 0.5, 0.8]) {
        const expected = formatHex(between(t)) as string;
        expect(far(mixed([1 - t, t]), expected), `${t} of ${a} and ${b}`).toBeLessThan(0.004);
      }
    }
  });

  it('knows shares by their parts of the sum, and the order of colours does not matter', () => {
    const [a, b, c] = category as [string, string, string];
    expect(mixerOf([a, b, c])([4, 2, 2])).toBe(mixerOf([c, a, b])([0.25, 0.5, 0.25]));
    expect(mixerOf([a, b, c])([0, 3, 0])).toBe(b);
  });

  it('is seen as well as what it is mixed of: 3 to 1 on a card', () => {
    for (const [a, b] of pairs) expect(wcagContrast(mixerOf([a, b])([1, 1]), surface), `${a} and ${b}`).toBeGreaterThanOrEqual(3);
  });

  it('lies halfway in lightness, as one of channels would not', () => {
    const [a, b] = ['#000000', '#ffffff'];
    expect(oklab(mixerOf([a, b])([1, 1]))?.l).toBeCloseTo(0.5, 2);
    expect(oklab('#808080')?.l).not.toBeCloseTo(0.5, 1);
  });
});
