// Each of K draws has the mean of the others' f as its baseline: (1/K) Σᵢ (fᵢ − mean over j ≠ i of fⱼ) sᵢ (Mnih and Rezende 2016; Kool et al. 2019).
import { InputError } from '../../base/input-error.ts';
import { blockRows, type Estimator, inBlocks } from './estimator.ts';

/** Of each `group` of f [rows · group] with each column of the scores [rows · group, width], into out [rows, width]. */
function covariances(f: Float64Array, scores: Float64Array, group: number, rows: number, width: number, out: Float64Array): void {
  for (let row = 0; row < rows; row += 1) {
    const [first, end] = [row * group, (row + 1) * group];
    let mean = 0;
    for (let k = first; k < end; k += 1) mean += f[k] as number;
    mean /= group;
    for (let j = 0; j < width; j += 1) {
      let sum = 0;
      for (let k = first, at = first * width + j; k < end; k += 1, at += width) sum += ((f[k] as number) - mean) * (scores[at] as number);
      out[row * width + j] = sum / (group - 1);
    }
  }
}

/**
 * K ≥ 2 draws an estimate. It is the sample covariance of f and s, so that its variance times K is
 * E[(f − E f)² s²] − (K − 2)/(K − 1) E[f s]² + Var[f] E[s²]/(K − 1). Throws InputError for K < 2.
 */
export function leaveOneOut(group: number): Estimator {
  if (!(group >= 2)) throw new InputError('samples', 'at least 2 draws, to leave one out', String(group));
  return {
    group,
    applies: ({ exact }) => exact.score !== undefined,
    sample: (problem, count, width, random, out) => {
      const { dimension } = problem;
      const size = group * Math.max(dimension, width);
      const most = blockRows(count, size) * group;
      const x = new Float64Array(most * dimension);
      const f = new Float64Array(most);
      const scores = new Float64Array(most * width);
      inBlocks(count, size, (from, rows) => {
        problem.draw(rows * group, random, x);
        problem.values(x, rows * group, f);
        problem.scores(x, rows * group, width, scores);
        covariances(f, scores, group, rows, width, out.subarray(from * width, (from + rows) * width));
      });
    },
    moments: ({ score }) => {
      if (!score) return undefined;
      const { mean, variance, ss, fs, fss, ffss } = score;
      const central = ffss - 2 * mean * fss + mean * mean * ss;
      return { mean: fs, variance: Math.max(0, central - ((group - 2) / (group - 1)) * fs * fs + (variance * ss) / (group - 1)) };
    },
  };
}
