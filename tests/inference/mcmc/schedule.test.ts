// Step sizes between two ends.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleBetween, stepSizeAt } from '../../../core/inference/mcmc/schedule.ts';
import { anywhere } from '../../anywhere.ts';

describe('a schedule between two ends', () => {
  const size = anywhere({ min: -8, max: 2 }).map((k) => 10 ** k);

  it('begins at the one and ends at the other, whatever they are', () => {
    fc.assert(
      fc.property(size, size, fc.integer({ min: 1, max: 1e6 }), anywhere({ min: 0.1, max: 1 }), (a, b, steps, decay) => {
        const [first, last] = steps === 1 ? [a, a] : [Math.max(a, b), Math.min(a, b)];
        const schedule = { ...scheduleBetween(first, last, steps, decay), decreasing: true };
        expect(stepSizeAt(schedule, 0) / first).toBeCloseTo(1, 9);
        expect(stepSizeAt(schedule, steps - 1) / last).toBeCloseTo(1, 9);
      }),
    );
  });

  it.each([
    [0.01, 0.01, 1000, 0.55],
    [0.01, 0.01, 1, 1],
    [0.01, 0.001, 1, 0.55],
    [3, 3, 2, 0],
  ])('stays at %s where the ends are %s and the steps %s', (first, last, steps, decay) => {
    const schedule = { ...scheduleBetween(first, last, steps, decay), decreasing: true };
    expect([0, 1, 10].map((t) => stepSizeAt(schedule, t))).toEqual([first, first, first]);
  });

  it.each([
    [0.001, 0.01, 100, 0.55],
    [0.01, 0.001, 100, 0],
    [0.01, 0, 100, 0.5],
  ])('refuses what does not fall: from %s to %s in %s steps, decay %s', (first, last, steps, decay) => {
    expect(() => scheduleBetween(first, last, steps, decay)).toThrow(RangeError);
  });
});
