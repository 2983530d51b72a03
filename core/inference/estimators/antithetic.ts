// Pathwise estimates in pairs, at the noise ω and at −ω: what is odd in the slope cancels.
import { blockRows, type Estimator, inBlocks } from './estimator.ts';

export const antithetic: Estimator = {
  group: 2,
  applies: ({ exact }) => exact.antithetic !== undefined,
  sample: (problem, count, width, random, out) => {
    const { dimension } = problem;
    const most = blockRows(count, dimension);
    const x = new Float64Array(most * dimension);
    const second = new Float64Array(most * width);
    inBlocks(count, dimension, (from, rows) => {
      const into = out.subarray(from * width, (from + rows) * width);
      problem.draw(rows, random, x);
      problem.slopes?.(x, rows, width, into);
      problem.mirror?.(x, rows, x);
      problem.slopes?.(x, rows, width, second);
      for (let i = 0; i < rows * width; i += 1) into[i] = ((into[i] as number) + (second[i] as number)) / 2;
    });
  },
  moments: ({ antithetic: moments }) => moments,
};
