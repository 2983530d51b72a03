// REBAR: the score function with the relaxed draw, conditioned on the hard one, as its control variate (Tucker et al. 2017). Unbiased at every temperature.
import type { Estimator } from './estimator.ts';

export const rebar: Estimator = {
  group: 1,
  applies: (problem) => problem.rebar !== undefined,
  sample: (problem, count, width, random, out) => problem.rebar?.(count, width, random, out),
  moments: (exact) => exact.rebar,
};
