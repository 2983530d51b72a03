// Student's t against the regularized incomplete beta function I_{ν/(ν + t²)}(ν/2, ½), by mpmath 1.3 with 30 digits.
import { expect, it } from 'vitest';
import { studentBeyond } from '../../core/prob/student.ts';

it.each([
  [4, 1, 0.15595826075473865],
  [-4, 2, 0.05719095841793664],
  [4, 3, 0.028008456010146166],
  [4, 4, 0.016130089900092532],
  [4, 15, 0.0011593168497611157],
  [4, 200, 0.00008913095218593438],
  [4, 5001, 0.00006425699923256034],
])('P(|T| > %f) of %i degrees of freedom', (t, degrees, exact) => {
  expect(Math.abs(studentBeyond(t, degrees) - exact)).toBeLessThan(1e-12);
});

it('is all at the middle, nothing at infinity, and no number for none', () => {
  expect([studentBeyond(0, 1), studentBeyond(0, 6), studentBeyond(Number.POSITIVE_INFINITY, 3)]).toEqual([1, 1, 0]);
});
