// Bayesian logistic regression: P(y = 1 | x) = σ(w·x), w ~ N(0, t² I).
import type { Target } from '../../../inference/mcmc/target.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Evaluate } from '../plane.ts';
import type { Rows } from './regression.ts';

type Sums = Pick<Rows, 'x' | 'y' | 'dimension'>;

/** The posterior of the weights, not normalized: its integral is the evidence. */
export function logistic({ x, y, dimension: d }: Sums, priorSd: number): Target {
  const size = y.length;
  const precision = 1 / priorSd ** 2;
  const constant = -d * (0.5 * LOG_2PI + Math.log(priorSd));
  /** ±1: a label 0 turns its row’s sign. */
  const signs = y.map((label) => 2 * label - 1);

  const project = (points: Float64Array, from: number, row: number) => {
    const start = row * d;
    let z = 0;
    for (let j = 0; j < d; j += 1) z += (points[from + j] as number) * (x[start + j] as number);
    return z;
  };

  const visit = (points: Float64Array, from: number, gradients: Float64Array | undefined): number => {
    let square = 0;
    for (let j = 0; j < d; j += 1) {
      const w = points[from + j] as number;
      square += w * w;
      if (gradients) gradients[from + j] = -precision * w;
    }
    let [sum, product] = [constant - 0.5 * precision * square, 1];
    for (let i = 0; i < size; i += 1) {
      const sign = signs[i] as number;
      const against = -sign * project(points, from, i);
      // log σ(−against), the exponential of what is negative only.
      const small = Math.exp(-Math.abs(against));
      if (against > 0) sum -= against;
      product *= 1 + small;
      if (product > 1e280) {
        sum -= Math.log(product);
        product = 1;
      }
      if (!gradients) continue;
      const pull = (sign * (against > 0 ? 1 : small)) / (1 + small);
      const start = i * d;
      for (let j = 0; j < d; j += 1) gradients[from + j] = (gradients[from + j] as number) + pull * (x[start + j] as number);
    }
    return sum - Math.log(product);
  };

  return {
    dimension: d,
    logDensities(points, out) {
      for (let k = 0; k < out.length; k += 1) out[k] = visit(points, k * d, undefined);
    },
    logDensityGradients(points, gradients, out) {
      for (let k = 0; k < out.length; k += 1) out[k] = visit(points, k * d, gradients);
    },
    data: {
      size,
      estimates(points, rows, batchSize, scale, gradients) {
        for (let from = 0, row = 0; from < points.length; from += d) {
          for (let j = 0; j < d; j += 1) gradients[from + j] = -precision * (points[from + j] as number);
          for (let n = 0; n < batchSize; n += 1, row += 1) {
            const i = rows[row] as number;
            const sign = signs[i] as number;
            const pull = (scale * sign) / (1 + Math.exp(sign * project(points, from, i)));
            const start = i * d;
            for (let j = 0; j < d; j += 1) gradients[from + j] = (gradients[from + j] as number) + pull * (x[start + j] as number);
          }
        }
      },
    },
  };
}

/** log p on a lattice of intercept and slope: for each slope one exponential a row serves all intercepts. */
export function logisticOnLattice({ x, y }: Sums, priorSd: number): Evaluate {
  const size = y.length;
  return (xs, ys) => {
    const out = new Float64Array(xs.length * ys.length);
    const [ones, zeros]: [number[], number[]] = [[], []];
    ys.forEach((slope, j) => {
      ones.length = 0;
      zeros.length = 0;
      for (let i = 0; i < size; i += 1) {
        const z = slope * (x[2 * i + 1] as number);
        if (y[i] === 1) ones.push(Math.exp(-z));
        else zeros.push(Math.exp(z));
      }
      xs.forEach((intercept, i) => {
        const against = Math.exp(-intercept);
        let [logs, product] = [0, 1];
        const take = (factor: number) => {
          product *= 1 + factor;
          if (product > 1e200) {
            logs += Math.log(product);
            product = 1;
          }
        };
        for (const e of ones) take(against * e);
        for (const e of zeros) take(e / against);
        const prior = -0.5 * ((intercept ** 2 + slope ** 2) / priorSd ** 2) - LOG_2PI - 2 * Math.log(priorSd);
        out[j * xs.length + i] = prior - logs - Math.log(product);
      });
    });
    return out;
  };
}
