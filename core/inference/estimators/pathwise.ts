// The pathwise (reparameterized) estimator ∂f(θ(ω, φ))/∂φ at fixed noise ω (Kingma and Welling 2014): needs the slope of f, and θ that moves with φ.
import { blockRows, type Estimator, inBlocks } from './estimator.ts';

export const pathwise: Estimator = {
  group: 1,
  applies: ({ slopes }) => slopes !== undefined,
  sample: (problem, count, width, random, out) => {
    const { dimension } = problem;
    const x = new Float64Array(blockRows(count, dimension) * dimension);
    inBlocks(count, dimension, (from, rows) => {
      problem.draw(rows, random, x);
      problem.slopes?.(x, rows, width, out.subarray(from * width, (from + rows) * width));
    });
  },
  moments: ({ pathwise: moments }) => moments,
};
