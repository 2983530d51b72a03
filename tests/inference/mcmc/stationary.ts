// What a linear recursion driven by noise settles to.
import { Matrix } from 'ml-matrix';

/** The P of P = A P Aᵀ + Q, by doubling: Σ Aᵏ Q Aᵏᵀ. */
export function stationaryCovariance(a: Matrix, q: Matrix): Matrix {
  let [power, sum] = [a, q];
  for (let round = 0; round < 60; round += 1) {
    sum = Matrix.add(sum, power.mmul(sum).mmul(power.transpose()));
    power = power.mmul(power);
  }
  return sum;
}

interface Regression {
  readonly rows: { readonly x: Float64Array; readonly y: Float64Array; readonly dimension: number };
  readonly mean: Float64Array;
  readonly precision: Float64Array;
  readonly noiseSd: number;
  readonly batchSize: number;
  readonly stepSize: number;
}

/**
 * The covariance that SGLD settles to on a linear regression, its noise of minibatches without replacement included: N²/n · (N − n)/(N − 1)
 * times the rows’ covariance of scores, which is quadratic in how far the weights are off. With control variates only that part is left.
 */
export function minibatchCovariance({ rows, mean, precision, noiseSd, batchSize, stepSize }: Regression, centred: boolean): Matrix {
  const { x, y, dimension: d } = rows;
  const size = y.length;
  const share = ((size ** 2 / batchSize) * (size - batchSize)) / (size - 1);
  const bends: Matrix[] = [];
  const scores: Matrix[] = [];
  for (let i = 0; i < size; i += 1) {
    const row = Matrix.columnVector(x.subarray(i * d, (i + 1) * d));
    const residual = (y[i] as number) - row.transpose().mmul(Matrix.columnVector(mean)).get(0, 0);
    bends.push(Matrix.mul(row.mmul(row.transpose()), 1 / noiseSd ** 2));
    scores.push(Matrix.mul(row, residual / noiseSd ** 2));
  }
  const averaged = (all: readonly Matrix[]) =>
    Matrix.div(
      all.reduce((a, b) => Matrix.add(a, b)),
      size,
    );
  const [score, bend] = [averaged(scores), averaged(bends)];
  const still = Matrix.sub(averaged(scores.map((s) => s.mmul(s.transpose()))), score.mmul(score.transpose()));
  const step = Matrix.sub(Matrix.eye(d), Matrix.mul(Matrix.from1DArray(d, d, precision), stepSize / 2));
  let covariance = Matrix.zeros(d, d);
  for (let round = 0; round < 5000; round += 1) {
    const moving = Matrix.sub(averaged(bends.map((b) => b.mmul(covariance).mmul(b))), bend.mmul(covariance).mmul(bend));
    const noise = Matrix.mul(centred ? moving : Matrix.add(moving, still), (share * stepSize ** 2) / 4);
    const next = Matrix.add(Matrix.add(step.mmul(covariance).mmul(step), noise), Matrix.mul(Matrix.eye(d), stepSize));
    const change = Matrix.sub(next, covariance).norm() / next.norm();
    covariance = next;
    if (change < 1e-13) break;
  }
  return covariance;
}
