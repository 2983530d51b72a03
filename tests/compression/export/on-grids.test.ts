// Weights put on symmetric grids: the very same where they can be, half a step off at most elsewhere.
import { describe, expect, it } from 'vitest';
import { type Coded, decoded } from '../../../core/compression/coded.ts';
import { gridded } from '../../../core/compression/export/on-grids.ts';
import { ternarize } from '../../../core/compression/quantize/ternary.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { codebookOf, floatsOf, gridOf, normalsOf, signsOf, sparseOf } from '../made-networks.ts';

const shape = [12, 5];
const values = normalsOf(createRandom(1), 60);

describe('weights on a symmetric grid', () => {
  it.each([
    ['on one', gridOf(shape, values, 4, true)],
    ['that are signs', signsOf(shape, values, true)],
    ['that are -s, 0 and s', ternarize(values, shape)],
    ['of which few are left, on a grid', sparseOf(shape, values, 0.3, (s, v) => gridOf(s, v, 4, false))],
    ['of which few are left, as signs', sparseOf(shape, values, 0.3, (s, v) => signsOf(s, v, false))],
  ] satisfies [string, Coded][])('are the same weights %s', (_, coded) => {
    expect(decoded(gridded(coded))).toEqual(decoded(coded));
  });

  it.each([
    ['float32', floatsOf(shape, values)],
    ['a table', codebookOf(shape, values, 16)],
    ['an affine grid', { ...gridOf(shape, values, 8, true), zeroPoints: Int8Array.of(1, -2, 3, 0, 5) }],
    ['few of float32', sparseOf(shape, values, 0.3, floatsOf)],
    ['signs with a scale of 0', { ...signsOf(shape, values, true), scales: Float32Array.of(1, 0, 2, 3, 4) }],
  ] satisfies [string, Coded][])('are half a step off at most, from %s, and 0 where they are 0', (_, coded) => {
    const grid = gridded(coded);
    const wanted = decoded(coded);
    expect(grid.zeroPoints.every((z) => z === 0)).toBe(true);
    decoded(grid).forEach((w, i) => {
      expect(Math.abs(w - (wanted[i] as number))).toBeLessThanOrEqual(0.5000001 * (grid.scales[i % grid.scales.length] as number));
      if (wanted[i] === 0) expect(w).toBe(0);
    });
  });
});
