// Exponentials and logarithms that every host rounds alike.
import { describe, expect, it } from 'vitest';
import { exp, log, power } from '../../core/math/elementary.ts';

/** Distance in units of the last place of what it should be. */
const unitsOff = (found: number, wanted: number) => Math.abs(found - wanted) / (Math.abs(wanted) * 2 ** -52);

describe('exp', () => {
  it('agrees with the host’s to two units in the last place from −700 to 700', () => {
    for (let x = -700; x <= 700; x += 0.0371) expect(unitsOff(exp(x), Math.exp(x))).toBeLessThan(2.01);
    for (let x = -2; x <= 2; x += 0.00037) expect(unitsOff(exp(x), Math.exp(x))).toBeLessThan(1.51);
  });

  it('keeps to its ends', () => {
    expect([exp(0), exp(-1000), exp(1000), exp(Number.NEGATIVE_INFINITY), exp(Number.POSITIVE_INFINITY), exp(Number.NaN)]).toEqual([
      1,
      0,
      Number.POSITIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect(exp(709.78) / Math.exp(709.78)).toBeCloseTo(1, 14);
    expect(exp(-744) > 0).toBe(true);
    for (let x = -746; x < -700; x += 0.0123) expect(exp(x)).toBeGreaterThanOrEqual(0);
  });
});

describe('log', () => {
  it('agrees with the host’s to two units in the last place', () => {
    for (let x = -300; x <= 300; x += 0.0173) {
      const at = 10 ** x;
      expect(Math.abs(log(at) - Math.log(at)) / Math.max(1e-300, Math.abs(Math.log(at)) * 2 ** -52)).toBeLessThan(2.01);
    }
    for (let x = 0.5; x <= 2; x += 0.00013) expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(2.3e-16);
  });

  it('keeps to its ends', () => {
    expect([log(1), log(0), log(-1), log(Number.POSITIVE_INFINITY)]).toEqual([
      0,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
    expect(log(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
  });
});

it('power is x^y', () => {
  for (const [x, y] of [
    [231.06, -0.55],
    [2, 10],
    [1e6, -0.75],
  ] as const)
    expect(power(x, y) / x ** y).toBeCloseTo(1, 13);
});
