// The score function estimator with the constant of least variance, b* = E[f s²] / E[s²], as quadrature knows it.
import type { Estimator } from './estimator.ts';
import { optimalBaselineOf, sampleScore, scoreMoments } from './score-function.ts';

export const optimalBaseline: Estimator = {
  group: 1,
  applies: ({ exact }) => exact.score !== undefined,
  sample: (problem, count, width, random, out) => {
    const { score } = problem.exact;
    sampleScore(problem, score ? optimalBaselineOf(score) : 0, count, width, random, out);
  },
  moments: ({ score }) => score && scoreMoments(score, optimalBaselineOf(score)),
};
