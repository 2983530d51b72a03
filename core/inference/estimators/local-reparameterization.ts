// Local reparameterization: the noise of the weights moved to the pre-activations, b = γ + √δ ζ, drawn for each example (Kingma, Salimans and Welling 2015).
import type { Estimator } from './estimator.ts';

export const localPathwise: Estimator = {
  group: 1,
  applies: (problem) => problem.local !== undefined,
  sample: (problem, count, width, random, out) => problem.local?.(count, width, random, out),
  moments: (exact) => exact.localPathwise,
};
