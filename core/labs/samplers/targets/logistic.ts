// Bayesian logistic regression: P(y = 1 | x) = σ(w·x), w ~ N(0, t² I).

import { pointwise, type Target } from '../../../inference/mcmc/target.ts';
import { exp, log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Evaluate } from '../plane.ts';
import type { Rows } from './regression.ts';

type Sums = Pick<Rows, 'x' | 'y' | 'dimension'>;

/** The posterior of the weights, not normalized: its integral is the evidence. */
export function logistic({ x, y, dimension: d }: Sums, priorSd: number): Target {
  const size = y.length;
  const precision = 1 / priorSd ** 2;
  const constant = -d * (0.5 * LOG_2PI + log(priorSd));
  /** ±1: a label 0 turns its row’s sign. */
  const signs = y.map((label) => 2 * label - 1);

  // Rows go by fours: a weight is then loaded once for four products, and none of the four sums waits for another.
  const starts = new Int32Array(4);
  const products = new Float64Array(4);

  /** products[i] = w·x of the row that begins at starts[i]. */
  const project = (points: Float64Array, from: number) => {
    const [s0, s1, s2, s3] = [starts[0] as number, starts[1] as number, starts[2] as number, starts[3] as number];
    let [z0, z1, z2, z3] = [0, 0, 0, 0];
    for (let j = 0; j < d; j += 1) {
      const w = points[from + j] as number;
      z0 += w * (x[s0 + j] as number);
      z1 += w * (x[s1 + j] as number);
      z2 += w * (x[s2 + j] as number);
      z3 += w * (x[s3 + j] as number);
    }
    products[0] = z0;
    products[1] = z1;
    products[2] = z2;
    products[3] = z3;
  };

  /** Adds products[i] · x of the four rows. */
  const add = (gradients: Float64Array, from: number) => {
    const [s0, s1, s2, s3] = [starts[0] as number, starts[1] as number, starts[2] as number, starts[3] as number];
    const [p0, p1, p2, p3] = [products[0] as number, products[1] as number, products[2] as number, products[3] as number];
    for (let j = 0; j < d; j += 1) {
      gradients[from + j] =
        (gradients[from + j] as number) +
        (p0 * (x[s0 + j] as number) + p1 * (x[s1 + j] as number) + (p2 * (x[s2 + j] as number) + p3 * (x[s3 + j] as number)));
    }
  };

  const visit = (points: Float64Array, from: number, gradients: Float64Array | undefined): number => {
    let square = 0;
    for (let j = 0; j < d; j += 1) {
      const w = points[from + j] as number;
      square += w * w;
      if (gradients) gradients[from + j] = -precision * w;
    }
    let [sum, product] = [constant - 0.5 * precision * square, 1];
    for (let first = 0; first < size; first += 4) {
      const count = Math.min(4, size - first);
      // The last four may lack some: they read a row twice and count it once.
      for (let i = 0; i < 4; i += 1) starts[i] = (first + Math.min(i, count - 1)) * d;
      project(points, from);
      for (let i = 0; i < 4; i += 1) {
        if (i >= count) {
          products[i] = 0;
          continue;
        }
        const sign = signs[first + i] as number;
        const against = -sign * (products[i] as number);
        // log σ(−against), the exponential of what is negative only.
        const small = exp(-Math.abs(against));
        if (against > 0) sum -= against;
        product *= 1 + small;
        products[i] = (sign * (against > 0 ? 1 : small)) / (1 + small);
      }
      if (product > 1e280) {
        sum -= log(product);
        product = 1;
      }
      if (gradients) add(gradients, from);
    }
    return sum - log(product);
  };

  return {
    ...pointwise(d, visit),
    data: {
      size,
      estimates(points, rows, batchSize, scale, gradients) {
        for (let from = 0, row = 0; from < points.length; from += d) {
          for (let j = 0; j < d; j += 1) gradients[from + j] = -precision * (points[from + j] as number);
          for (let n = 0; n < batchSize; n += 4, row += 4) {
            const count = Math.min(4, batchSize - n);
            for (let i = 0; i < 4; i += 1) starts[i] = (rows[row + Math.min(i, count - 1)] as number) * d;
            project(points, from);
            for (let i = 0; i < count; i += 1) {
              const sign = signs[rows[row + i] as number] as number;
              products[i] = (scale * sign) / (1 + exp(sign * (products[i] as number)));
            }
            products.fill(0, count);
            add(gradients, from);
          }
          row += batchSize - 4 * Math.ceil(batchSize / 4);
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
        if (y[i] === 1) ones.push(exp(-z));
        else zeros.push(exp(z));
      }
      xs.forEach((intercept, i) => {
        const against = exp(-intercept);
        let [logs, product] = [0, 1];
        const take = (factor: number) => {
          product *= 1 + factor;
          if (product > 1e200) {
            logs += log(product);
            product = 1;
          }
        };
        for (const e of ones) take(against * e);
        for (const e of zeros) take(e / against);
        const prior = -0.5 * ((intercept ** 2 + slope ** 2) / priorSd ** 2) - LOG_2PI - 2 * log(priorSd);
        out[j * xs.length + i] = prior - logs - log(product);
      });
    });
    return out;
  };
}
