// The score function with those terms of f alone that a parameter reaches: all else is integrated out, at no cost (Ranganath, Gerrish and Blei 2014).
import { blockRows, type Estimator, inBlocks } from './estimator.ts';
import { scoreMoments } from './score-function.ts';

export const raoBlackwell: Estimator = {
  group: 1,
  // In one dimension it is the score function.
  applies: ({ own, dimension }) => own !== undefined && dimension > 1,
  sample: (problem, count, width, random, out) => {
    const { dimension } = problem;
    const most = blockRows(count, dimension);
    const x = new Float64Array(most * dimension);
    const f = new Float64Array(most * width);
    inBlocks(count, dimension, (from, rows) => {
      const into = out.subarray(from * width, (from + rows) * width);
      problem.draw(rows, random, x);
      problem.own?.(x, rows, width, f);
      problem.scores(x, rows, width, into);
      for (let i = 0; i < rows * width; i += 1) into[i] = (into[i] as number) * (f[i] as number);
    });
  },
  moments: ({ own }) => own && scoreMoments(own, 0),
};
