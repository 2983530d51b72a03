// Bayesian logistic regression: P(y = 1 | x) = σ(w·x), w ~ N(0, t² I).

import { pointwise, rowOrder, type Target } from '../../../inference/mcmc/target.ts';
import { exp, log } from '../../../math/elementary.ts';
import { createFloat64, readNumbers, writeNumbers } from '../../../math/float64.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Evaluate } from './plane.ts';
import type { Rows } from './regression.ts';

type Sums = Pick<Rows, 'x' | 'y' | 'dimension'>;

/** Sums over all rows read them by eights, in this order of their places (core/math/assembly/logistic.ts). */
const PANEL = 8;
const LANES = [0, 2, 1, 3, 4, 6, 5, 7];

/** The posterior of the weights, not normalized: its integral is the evidence. */
export function logistic({ x, y, dimension: d }: Sums, priorSd: number): Target {
  const size = y.length;
  const precision = 1 / priorSd ** 2;
  const constant = -d * (0.5 * LOG_2PI + log(priorSd));
  // Of 16 bytes, each of them: 2 numbers, 4 words.
  const even = (count: number) => 2 * Math.ceil(count / 2);
  const panelled = PANEL * Math.ceil(size / PANEL);
  const sizes = [even(x.length), even(size), panelled * d, panelled, even(d), even(d), even(size)];
  const { run, base, numbers, words } = createFloat64(8 * sizes.reduce((sum, count) => sum + count, 0));
  const places = sizes.map((_, i) => base + 8 * sizes.slice(0, i).reduce((sum, count) => sum + count, 0));
  const [features, signs, panels, panelSigns, point, slope, drawn] = places as [number, number, number, number, number, number, number];
  numbers.set(x, features / 8);
  for (let i = 0; i < size; i += 1) {
    const panel = i - (i % PANEL);
    const lane = LANES[i % PANEL] as number;
    // ±1: a label 0 turns its row’s sign.
    const sign = 2 * (y[i] as number) - 1;
    numbers[signs / 8 + i] = sign;
    numbers[panelSigns / 8 + panel + lane] = sign;
    for (let j = 0; j < d; j += 1) numbers[panels / 8 + panel * d + j * PANEL + lane] = x[i * d + j] as number;
  }

  const take = (points: Float64Array, from: number) =>
    writeNumbers(numbers, point, points.length === d ? points : points.subarray(from, from + d));
  const give = (gradients: Float64Array, from: number) =>
    readNumbers(numbers, slope, gradients.length === d ? gradients : gradients.subarray(from, from + d));

  const visit = (points: Float64Array, from: number, gradients: Float64Array | undefined): number => {
    take(points, from);
    let square = 0;
    for (let j = 0; j < d; j += 1) {
      const w = points[from + j] as number;
      square += w * w;
      numbers[slope / 8 + j] = -precision * w;
    }
    const height = run.logisticSum(point, d, panels, panelSigns, size, constant - 0.5 * precision * square, gradients ? slope : 0);
    if (gradients) give(gradients, from);
    return height;
  };

  return {
    ...pointwise(d, visit),
    data: {
      size,
      order: rowOrder(size),
      estimates(points, rows, batchSize, scale, gradients) {
        for (let from = 0, row = 0; from < points.length; from += d, row += batchSize) {
          take(points, from);
          words.set(rows.length === batchSize ? rows : rows.subarray(row, row + batchSize), drawn / 4);
          run.logisticEstimate(point, d, features, signs, drawn, batchSize, scale, precision, slope);
          give(gradients, from);
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
