// The score function estimator (f − b) ∂ log q(θ)/∂φ, also called REINFORCE (Williams 1992): f need not be differentiable, nor θ continuous.
import type { Random } from '../../prob/random.ts';
import { blockRows, type Estimator, inBlocks } from './estimator.ts';
import type { Moments, Problem, ScoreMoments } from './problem.ts';

/** Estimates (f − b) s from one draw each. */
export function sampleScore(problem: Problem, b: number, count: number, width: number, random: Random, out: Float64Array): void {
  const { dimension } = problem;
  const most = blockRows(count, dimension);
  const x = new Float64Array(most * dimension);
  const f = new Float64Array(most);
  inBlocks(count, dimension, (from, rows) => {
    const into = out.subarray(from * width, (from + rows) * width);
    problem.draw(rows, random, x);
    problem.values(x, rows, f);
    if (problem.weighedScores) {
      problem.weighedScores(x, f, b, rows, width, into);
      return;
    }
    problem.scores(x, rows, width, into);
    for (let i = 0; i < rows; i += 1) {
      const weight = (f[i] as number) - b;
      for (let j = i * width; j < (i + 1) * width; j += 1) into[j] = (into[j] as number) * weight;
    }
  });
}

/** Of (f − b) s: mean E[f s], variance E[f² s²] − 2b E[f s²] + b² E[s²] − E[f s]². */
export const scoreMoments = ({ fs, ss, fss, ffss }: ScoreMoments, b: number): Moments => ({
  mean: fs,
  variance: Math.max(0, ffss - 2 * b * fss + b * b * ss - fs * fs),
});

/** The constant baseline of least variance, E[f s²] / E[s²]. */
export const optimalBaselineOf = ({ ss, fss }: ScoreMoments): number => fss / ss;

export const scoreFunction: Estimator = {
  group: 1,
  applies: ({ exact }) => exact.score !== undefined,
  sample: (problem, count, width, random, out) => sampleScore(problem, 0, count, width, random, out),
  moments: ({ score }) => score && scoreMoments(score, 0),
};
