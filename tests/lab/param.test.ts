import { describe, expect, it } from 'vitest';
import { integer, real, withinRange } from '../../core/lab/param.ts';

const declared = { label: 'x', group: 'all', effect: 'live', min: -2, max: 1000, initial: 0, scale: 'linear' } as const;

describe('the number of a range nearest to another', () => {
  it.each([
    ['inside, to four digits', 1.23456, 1.235],
    ['inside, of the digits of a small one', 0.000123456, 0.0001235],
    ['below', -7, -2],
    ['above', 1e6, 1000],
    ['at infinity', Number.POSITIVE_INFINITY, 1000],
  ])('is one that a real parameter takes: %s', (_, x, expected) => {
    expect(withinRange(real(declared), x)).toBe(expected);
  });

  it.each([
    ['inside', 123.6, 124],
    ['below', -7.4, -2],
    ['above', 1234.5, 1000],
  ])('is whole for an integer: %s', (_, x, expected) => {
    expect(withinRange(integer(declared), x)).toBe(expected);
  });
});
