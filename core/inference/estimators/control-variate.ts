// The score function of what is left of f less its tangent at the mean of q, and the tangent's own gradient, which is known (MuProp: Gu et al. 2016).
import { blockRows, type Estimator, inBlocks } from './estimator.ts';

export const controlVariate: Estimator = {
  group: 1,
  applies: ({ exact }) => exact.controlVariate !== undefined,
  sample: (problem, count, width, random, out) => {
    const { dimension } = problem;
    const size = Math.max(dimension, width);
    const most = blockRows(count, size);
    const x = new Float64Array(most * dimension);
    const rest = new Float64Array(most);
    const known = new Float64Array(most * width);
    inBlocks(count, size, (from, rows) => {
      const into = out.subarray(from * width, (from + rows) * width);
      problem.draw(rows, random, x);
      problem.tangent?.(x, rows, width, rest, known);
      problem.scores(x, rows, width, into);
      for (let i = 0; i < rows * width; i += 1)
        into[i] = (into[i] as number) * (rest[width === 1 ? i : Math.floor(i / width)] as number) + (known[i] as number);
    });
  },
  moments: ({ controlVariate: moments }) => moments,
};
