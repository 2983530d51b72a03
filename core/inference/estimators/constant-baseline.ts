// The score function estimator less a number b that does not depend on the draw: (f − b) s, unbiased since E[s] = 0.
import type { Estimator } from './estimator.ts';
import { sampleScore, scoreMoments } from './score-function.ts';

export const constantBaseline = (b: number): Estimator => ({
  group: 1,
  applies: ({ exact }) => exact.score !== undefined,
  sample: (problem, count, width, random, out) => sampleScore(problem, b, count, width, random, out),
  moments: ({ score }) => score && scoreMoments(score, b),
});
