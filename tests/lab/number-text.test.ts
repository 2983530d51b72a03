import { describe, expect, it } from 'vitest';
import { fineNumber, readNumber, signedNumber, termNumber } from '../../core/lab/number-text.ts';
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
    [12_345, '12345', '+12345'],
    [-397_600, '−397600', '−397600'],
    [512, '512.00', '+512.00'],
    [Number.NaN, '—', '—'],
    [Number.NEGATIVE_INFINITY, '−∞', '−∞'],
    [-2.5e7, '−2.50e7', '−2.50e7'],
  ])('%d reads %s, and %s as a term', (value, plain, signed) => {
    expect(readNumber(value)).toBe(plain);
    expect(signedNumber(value)).toBe(signed);
  });

  it.each([
    [0, '0.000'],
    [0.01, '0.010'],
    [0.00829, '0.0083'],
    [-0.00829, '−0.0083'],
    [0.00033, '3.3e−4'],
    [737.891, '737.89'],
  ])('%d is told as %s where its first digits matter', (value, fine) => {
    expect(fineNumber(value)).toBe(fine);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [512, '512'],
    [2_000_000, '2000000'],
    [-3.25, '−3.250'],
    [41_699.1, '41699'],
    [-1000.6, '−1001'],
    [999.96, '999.96'],
    [Number.NEGATIVE_INFINITY, '−∞'],
    [Number.NaN, '—'],
  ])('that are counts stand in a sum as counts: %d as %s', (value, text) => {
    expect(termNumber(value, 'counted')).toBe(text);
    expect(termNumber(value)).toBe(readNumber(value));
    expect(signedNumber(value, 'counted').replace('+', '')).toBe(text);
  });

  it('are written to a hundredth of a px, as the plain conversion does it', () => {
    for (const px of [0, -0.001, 0.005, 0.1, 1.01, 12.3, 99.999, -3.07, -0.5, 640, 1e9, -1e9]) expect(pxText(px)).toBe(String(round(px)));
  });
});
