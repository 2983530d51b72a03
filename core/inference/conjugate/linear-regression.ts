// Bayesian linear regression of known noise: w ~ N(0, t²I), y ~ N(Xw, s²I) (MacKay 1992; Bishop 2006, section 3.5). Along each singular
// direction of X one weight is seen through noise, apart from all others: every sum is of terms of one sign.
import { singularValues } from '../../math/singular-values.ts';
import { LOG_2PI } from '../../math/special.ts';

export interface LinearRegression {
  /** ln P(y|X), nats: the density of y under N(0, s²I + t²XXᵀ). */
  readonly logEvidence: number;
  /** γ = Σ λ/(λ + 1/t²) over the eigenvalues λ of XᵀX/s²: how many of the weights the data determine, from 0 to M. */
  readonly effectiveParameters: number;
  /** E[ln P(y|X, w)] of the posterior, and its KL from the prior: their difference is the evidence. */
  readonly accuracy: number;
  readonly complexity: number;
  /** Posterior mean of w. */
  readonly mean: Float64Array;
  /** Posterior covariance of w, row after row. */
  readonly covariance: Float64Array;
  /** Mean and variance of the next y at the row x of X. */
  predict(x: ArrayLike<number>): { readonly mean: number; readonly variance: number };
}

/** Of the columns of X and as many y as they have rows, at least one; `priorSd` is t, in units of y over those of a column, `noiseSd` s. */
export function linearRegression(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  priorSd: number,
  noiseSd: number,
): LinearRegression {
  const { length } = y;
  const { values, left, right } = singularValues(columns);
  const rest = Float64Array.from(y, (each) => each / noiseSd);
  let logEvidence = -0.5 * length * LOG_2PI - length * Math.log(noiseSd);
  let [effectiveParameters, accuracy, complexity] = [0, logEvidence, 0];
  const along = Array.from(values, (d, k) => {
    const u = left[k] as Float64Array;
    // What y has along u, in units of the noise; twice, for the digits that the first leaves.
    let seen = 0;
    for (let pass = 0; pass < 2; pass += 1) {
      const part = u.reduce((sum, x, i) => sum + x * (rest[i] as number), 0);
      u.forEach((x, i) => {
        rest[i] = (rest[i] as number) - part * x;
      });
      seen += part;
    }
    // Of seen ~ N(d w/s, 1) and w ~ N(0, t²): λt² and the share of it that the data determine.
    const ratio = (d / noiseSd) * priorSd;
    const spread = ratio * ratio;
    const open = 1 / (1 + spread);
    const share = spread < 1 ? spread * open : 1 / (1 + 1 / spread);
    const grown = spread > 1e16 ? 2 * Math.log(ratio) : Math.log1p(spread);
    const away = seen * seen * open;
    logEvidence -= 0.5 * (grown + away);
    effectiveParameters += share;
    accuracy -= 0.5 * (share + away * open);
    complexity += 0.5 * (grown - share + away * share);
    return { mean: ratio > 1 ? (priorSd * seen * share) / ratio : priorSd * seen * ratio * open, variance: priorSd * priorSd * open };
  });
  const unexplained = rest.reduce((sum, r) => sum + r * r, 0);
  logEvidence -= 0.5 * unexplained;
  accuracy -= 0.5 * unexplained;
  const over = (f: (k: number) => number) => along.reduce((sum, _, k) => sum + f(k), 0);
  const { length: M } = columns;
  const v = (k: number, i: number) => (right[k] as Float64Array)[i] as number;
  return {
    logEvidence,
    effectiveParameters,
    accuracy,
    complexity,
    mean: Float64Array.from({ length: M }, (_, i) => over((k) => v(k, i) * (along[k]?.mean ?? 0))),
    covariance: Float64Array.from({ length: M * M }, (_, at) =>
      over((k) => v(k, Math.floor(at / M)) * v(k, at % M) * (along[k]?.variance ?? 0)),
    ),
    predict(x) {
      const onto = along.map((_, k) => (right[k] as Float64Array).reduce((sum, each, i) => sum + each * (x[i] as number), 0));
      return {
        mean: over((k) => (onto[k] as number) * (along[k]?.mean ?? 0)),
        variance: over((k) => (onto[k] as number) ** 2 * (along[k]?.variance ?? 0)) + noiseSd * noiseSd,
      };
    },
  };
}
