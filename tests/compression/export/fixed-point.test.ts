// Multiplications by whole numbers: the roundings of float64, at every sum that matters.
import { describe, expect, it } from 'vitest';
import { fixedPointOf, scaled } from '../../../core/compression/export/device/fixed-point.ts';
import { roundHalfEven } from '../../../core/compression/run/activation-grid.ts';
import { createRandom } from '../../../core/prob/random.ts';

describe('a product and a shift', () => {
  it('round as float64 does, halves to even, at each sum up to the last code', () => {
    const random = createRandom(1);
    for (const m of [0.5, 0.25, 1, 3, 1 / 255, ...Array.from({ length: 20 }, () => 0.05 + random.uniform())]) {
      const point = fixedPointOf(m, 2 ** 20);
      expect(point.exact).toBe(true);
      for (let sum = -Math.ceil(256 / m); sum * m < 256; sum += 1) {
        const wanted = roundHalfEven(sum * m);
        if (Math.abs(wanted) <= 255 && scaled(sum, point) !== wanted) expect([m, sum, scaled(sum, point)]).toEqual([m, sum, wanted]);
      }
    }
  });

  it('take small and large multipliers, down to where every sum is 0', () => {
    expect(scaled(2 ** 31 - 1, fixedPointOf(2 ** -40, 2 ** 31 - 1))).toBe(0);
    expect(scaled(2 ** 31 - 1, fixedPointOf(2 ** -25, 2 ** 31 - 1))).toBe(64);
    expect(scaled(-3, fixedPointOf(2 ** 20, 100))).toBe(-3 * 2 ** 20);
    expect(fixedPointOf(2 ** 40, 100).exact).toBe(true);
  });

  it('say where no multiplier has halves on both sides', () => {
    // 7/14 is a half that goes down to 0, and 21/14 one that goes up to 2.
    expect(fixedPointOf(1 / 14, 100).exact).toBe(false);
  });

  it('are exact for all of many scales as they are met', () => {
    const random = createRandom(2);
    const scale = (size: number) => Math.fround(size * (0.5 + random.uniform()));
    const off = Array.from({ length: 300 }, () => fixedPointOf((scale(1 / 255) * scale(1e-3)) / scale(0.05), 2 ** 25)).filter(
      ({ exact }) => !exact,
    );
    expect(off).toEqual([]);
  });
});
