// Two means tied together (Welling and Teh 2011): θ₁ ~ N(0, 10), θ₂ ~ N(0, 1), x ~ ½ N(θ₁, 2) + ½ N(θ₁ + θ₂, 2). The likelihood is the
// same at (θ₁ + θ₂, −θ₂): two modes.

import { rowOrder, type Target } from '../../../inference/mcmc/target.ts';
import { byLines } from '../../../inference/tempered/plane.ts';
import { exp, log } from '../../../math/elementary.ts';
import { readNumbers, sharedFloat64, writeNumbers } from '../../../math/float64.ts';
import { meanOf } from '../../../math/mean.ts';
import { sortedNumbers, sumSoftplus } from '../../../math/softplus-sum.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Evaluate } from './plane.ts';

const PRIOR_1 = 10;
const PRIOR_2 = 1;
const NOISE = 2;

const LOG_PRIORS = log(PRIOR_1 * PRIOR_2);

const logPrior = (a: number, b: number) => -0.5 * ((a * a) / PRIOR_1 + (b * b) / PRIOR_2 + 2 * LOG_2PI + LOG_PRIORS);

/** The log of ½ N(·; 0, 2) at its centre. */
const LOG_PEAK = -Math.LN2 - 0.5 * (LOG_2PI + log(NOISE));

/** The most rows: beyond 2^1000 the product of what rows count would be no number. */
const MOST_ROWS = 1000;
/** Points, and rows drawn for them, that go through the kernels’ memory at once. */
const POINTS = 1024;
const DRAWN = 16384;
/** Up to so many drawn rows are written one by one. */
const FEW = 16;

/** The posterior of (θ₁, θ₂) from data x, not normalized: its integral is the evidence. */
export function mixture(x: Float64Array): Target {
  const { length } = x;
  if (length > MOST_ROWS) throw new RangeError(`expected at most ${MOST_ROWS} rows, got ${length}`);

  /** The log densities, and the gradients where there is an array for them. */
  const sums = (points: Float64Array, gradients: Float64Array | undefined, out: Float64Array) => {
    const { run, base, numbers } = sharedFloat64();
    const rows = base;
    const at = rows + 8 * (MOST_ROWS + 2);
    const slopes = at + 16 * POINTS;
    const parts = slopes + 16 * POINTS;
    writeNumbers(numbers, rows, x);
    for (let from = 0; from < out.length; from += POINTS) {
      const count = Math.min(POINTS, out.length - from);
      writeNumbers(numbers, at, points.subarray(2 * from, 2 * (from + count)));
      run.mixtureSums(at, count, rows, length, length * LOG_PEAK, gradients ? slopes : 0, parts, NOISE, PRIOR_1, PRIOR_2);
      if (gradients) readNumbers(numbers, slopes, gradients.subarray(2 * from, 2 * (from + count)));
      for (let k = 0; k < count; k += 1) {
        const i = from + k;
        const part = parts / 8 + 2 * k;
        out[i] = logPrior(points[2 * i] as number, points[2 * i + 1] as number) + (numbers[part] as number) + (numbers[part + 1] as number);
      }
    }
  };

  return {
    dimension: 2,
    logDensities: (points, out) => sums(points, undefined, out),
    logDensityGradients: sums,
    data: {
      size: length,
      order: rowOrder(length),
      estimates(points, rows, batchSize, scale, gradients) {
        const { run, base, numbers, words } = sharedFloat64();
        const at = base + 8 * (MOST_ROWS + 2);
        const slopes = at + 16 * POINTS;
        const drawn = slopes + 16 * POINTS;
        const most = Math.min(POINTS, 2 * Math.floor(DRAWN / batchSize / 2));
        if (rows.length <= FEW) {
          // The drawn rows alone, which are then numbered anew.
          for (let i = 0; i < rows.length; i += 1) {
            numbers[base / 8 + i] = x[rows[i] as number] as number;
            words[drawn / 4 + i] = i;
          }
          for (let i = rows.length; i < rows.length + batchSize; i += 1) words[drawn / 4 + i] = 0;
          writeNumbers(numbers, at, points);
          run.mixtureEstimates(at, points.length / 2, drawn, batchSize, base, scale, slopes, NOISE, PRIOR_1, PRIOR_2);
          readNumbers(numbers, slopes, gradients);
          return;
        }
        writeNumbers(numbers, base, x);
        for (let from = 0; 2 * from < points.length; from += most) {
          const part = points.length > 2 * most ? points.subarray(2 * from, 2 * (from + most)) : points;
          const count = part.length / 2;
          writeNumbers(numbers, at, part);
          words.set(rows.subarray(from * batchSize, (from + count) * batchSize), drawn / 4);
          // Points go by twos: where one is left over, its neighbour is whatever stood there, on rows that exist.
          if (count % 2 === 1) words.fill(0, drawn / 4 + count * batchSize, drawn / 4 + (count + 1) * batchSize);
          run.mixtureEstimates(at, count, drawn, batchSize, base, scale, slopes, NOISE, PRIOR_1, PRIOR_2);
          readNumbers(numbers, slopes, part === points ? gradients : gradients.subarray(2 * from, 2 * (from + most)));
        }
      },
    },
  };
}

/** Beyond it an exponential might take a product of up to 1e200 of them out of the numbers. */
const FAR = 240;

/**
 * log p on a lattice. The log ratio of the two components is θ₂ x/2 less a part without x, so for each θ₂ one exponential a row serves
 * all θ₁, where none of them is too large. All is measured from the mean of the data, wherever that is.
 */
export function mixtureOnLattice(x: Float64Array): Evaluate {
  const { length } = x;
  const mean = meanOf(x);
  const centred = x.map((xi) => xi - mean);
  const ordered = sortedNumbers(centred);
  const scatter = centred.reduce((sum, xi) => sum + xi * xi, 0);
  const farthest = centred.reduce((most, xi) => Math.max(most, Math.abs(xi)), 0);
  return byLines((b) => {
    const far = Math.abs(b) * farthest > NOISE * FAR;
    const exponentials = new Float64Array(length);
    if (!far) for (let i = 0; i < length; i += 1) exponentials[i] = exp((b * (centred[i] as number)) / NOISE);
    return (a) => {
      // (u² − v²)/4 with u = x − a, v = u − b is (2bx − 2ab − b²)/4.
      const less = (2 * (a - mean) * b + b * b) / (2 * NOISE);
      const nearest = (scatter + length * (a - mean) ** 2) / (2 * NOISE);
      const fixed = logPrior(a, b) + length * LOG_PEAK - nearest;
      if (far || Math.abs(less) + Math.abs((b * farthest) / NOISE) > FAR) {
        return fixed + sumSoftplus(ordered, -less, b / NOISE);
      }
      let [logs, product] = [0, 1];
      const factor = exp(-less);
      for (let row = 0; row < length; row += 1) {
        product *= 1 + factor * (exponentials[row] as number);
        if (product > 1e200) {
          logs += log(product);
          product = 1;
        }
      }
      return fixed + logs + log(product);
    };
  });
}
