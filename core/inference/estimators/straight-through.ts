// Straight-through: a hard draw forward, its derivative taken as if it were the probability (Hinton 2012; Bengio, Léonard and Courville 2013). Biased.
import type { Estimator } from './estimator.ts';

export const straightThrough: Estimator = {
  group: 1,
  applies: (problem) => problem.straightThrough !== undefined,
  sample: (problem, count, width, random, out) => problem.straightThrough?.(count, width, random, out),
  moments: (exact) => exact.straightThrough,
};
