// A weight sample of its own for each example of a minibatch: no two examples share noise, but weights are drawn M times over.
import type { Estimator } from './estimator.ts';

export const separateWeights: Estimator = {
  group: 1,
  applies: (problem) => problem.separate !== undefined,
  sample: (problem, count, width, random, out) => problem.separate?.(count, width, random, out),
  moments: (exact) => exact.separateWeights,
};
