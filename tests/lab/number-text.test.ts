import { describe, expect, it } from 'vitest';
import { readNumber, signedNumber } from '../../core/lab/number-text.ts';
import { pxText, round } from '../../renderer/plot/round.ts';

describe('numbers', () => {
  it.each([
    [0.5, '0.500', '+0.500'],
    [-0.7241, '−0.724', '−0.724'],
    [0, '0.000', '0.000'],
    [-0.0001, '0.000', '0.000'],
    [0.0001, '0.000', '0.000'],
    [-158.943, '−158.94', '−158.94'],
    [2047.26, '2047.3', '+2047.3'],
    [Number.NaN, '—', '—'],
    [Number.NEGATIVE_INFINITY, '−∞', '−∞'],
    [-2.5e7, '−2.50e7', '−2.50e7'],
  ])('%d reads %s, and %s as a term', (value, plain, signed) => {
    expect(readNumber(value)).toBe(plain);
    expect(signedNumber(value)).toBe(signed);
  });

  it('are written to a hundredth of a px, as the plain conversion does it', () => {
    for (const px of [0, -0.001, 0.005, 0.1, 1.01, 12.3, 99.999, -3.07, -0.5, 640, 1e9, -1e9]) expect(pxText(px)).toBe(String(round(px)));
  });
});
