// Bayesian linear regression: y ~ N(w·x, s²), w ~ N(0, t² I). The posterior is normal and known: N(m, Λ⁻¹), Λ = XᵀX/s² + I/t².
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { pointwise, rowOrder, type Target } from '../../../inference/mcmc/target.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Rows } from './regression.ts';

export interface Linear {
  readonly target: Target;
  readonly mean: Float64Array;
  /** Λ⁻¹, row after row. */
  readonly covariance: Float64Array;
  /** Λ, row after row. */
  readonly precision: Float64Array;
  readonly logEvidence: number;
}

/** The posterior of the weights with all that is known of it. */
export function linear({ x, y, dimension: d }: Pick<Rows, 'x' | 'y' | 'dimension'>, priorSd: number, noiseSd: number): Linear {
  const size = y.length;
  const priorPrecision = 1 / priorSd ** 2;
  const noisePrecision = 1 / noiseSd ** 2;
  const precision = new Float64Array(d * d);
  const moment = new Float64Array(d);
  let squares = 0;
  for (let i = 0; i < size; i += 1) {
    const [start, response] = [i * d, y[i] as number];
    squares += response * response;
    for (let j = 0; j < d; j += 1) {
      const xj = x[start + j] as number;
      moment[j] = (moment[j] as number) + noisePrecision * xj * response;
      for (let k = 0; k < d; k += 1)
        precision[j * d + k] = (precision[j * d + k] as number) + noisePrecision * (xj * (x[start + k] as number));
    }
  }
  for (let j = 0; j < d; j += 1) precision[j * d + j] = (precision[j * d + j] as number) + priorPrecision;
  const cholesky = new CholeskyDecomposition(Matrix.from1DArray(d, d, precision));
  const mean = Float64Array.from(cholesky.solve(Matrix.columnVector(moment)).to1DArray());
  const covariance = Float64Array.from(cholesky.solve(Matrix.eye(d)).to1DArray());
  const constant = -0.5 * (size * (LOG_2PI + 2 * Math.log(noiseSd)) + d * (LOG_2PI + 2 * Math.log(priorSd)) + noisePrecision * squares);

  /** log p(y, w) = constant + w·b − ½ wᵀΛw, b = Λm. */
  const visit = (points: Float64Array, from: number, gradients: Float64Array | undefined): number => {
    let [inner, quadratic] = [0, 0];
    for (let j = 0; j < d; j += 1) {
      const w = points[from + j] as number;
      let mapped = 0;
      for (let k = 0; k < d; k += 1) mapped += (precision[j * d + k] as number) * (points[from + k] as number);
      inner += w * (moment[j] as number);
      quadratic += w * mapped;
      if (gradients) gradients[from + j] = (moment[j] as number) - mapped;
    }
    return constant + inner - 0.5 * quadratic;
  };

  const target: Target = {
    ...pointwise(d, visit),
    data: {
      size,
      order: rowOrder(size),
      estimates(points, rows, batchSize, scale, gradients) {
        for (let from = 0, row = 0; from < points.length; from += d) {
          for (let j = 0; j < d; j += 1) gradients[from + j] = -priorPrecision * (points[from + j] as number);
          for (let n = 0; n < batchSize; n += 1, row += 1) {
            const start = (rows[row] as number) * d;
            let residual = y[rows[row] as number] as number;
            for (let j = 0; j < d; j += 1) residual -= (points[from + j] as number) * (x[start + j] as number);
            const pull = scale * noisePrecision * residual;
            for (let j = 0; j < d; j += 1) gradients[from + j] = (gradients[from + j] as number) + pull * (x[start + j] as number);
          }
        }
      },
    },
  };
  const atMean = new Float64Array(1);
  target.logDensities(mean, atMean);
  const logDeterminant = 2 * cholesky.lowerTriangularMatrix.diagonal().reduce((sum, l) => sum + Math.log(l), 0);
  return { target, mean, covariance, precision, logEvidence: (atMean[0] as number) + 0.5 * (d * LOG_2PI - logDeterminant) };
}
