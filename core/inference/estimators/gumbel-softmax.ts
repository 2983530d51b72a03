// Gumbel-softmax, or concrete: pathwise through a relaxed draw at a temperature (Jang, Gu and Poole 2017; Maddison, Mnih and Teh 2017). Biased while the temperature is above 0.
import type { Estimator } from './estimator.ts';

export const gumbelSoftmax: Estimator = {
  group: 1,
  applies: (problem) => problem.relaxed !== undefined,
  sample: (problem, count, width, random, out) => problem.relaxed?.(count, width, random, out),
  moments: (exact) => exact.gumbelSoftmax,
};
