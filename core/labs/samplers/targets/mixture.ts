// Two means tied together (Welling and Teh 2011): θ₁ ~ N(0, 10), θ₂ ~ N(0, 1), x ~ ½ N(θ₁, 2) + ½ N(θ₁ + θ₂, 2). The likelihood is the
// same at (θ₁ + θ₂, −θ₂): two modes.

import { pointwise, type Target } from '../../../inference/mcmc/target.ts';
import { exp, log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Evaluate } from '../plane.ts';

const PRIOR_1 = 10;
const PRIOR_2 = 1;
const NOISE = 2;

const LOG_PRIORS = log(PRIOR_1 * PRIOR_2);

const logPrior = (a: number, b: number) => -0.5 * ((a * a) / PRIOR_1 + (b * b) / PRIOR_2 + 2 * LOG_2PI + LOG_PRIORS);

/** The log of ½ N(·; 0, 2) at its centre. */
const LOG_PEAK = -Math.LN2 - 0.5 * (LOG_2PI + log(NOISE));

/** The posterior of (θ₁, θ₂) from data x, not normalized: its integral is the evidence. */
export function mixture(x: Float64Array): Target {
  const { length } = x;

  /** Adds the gradient of log p(x[row] | a, a + b), times `scale`, and returns log p. */
  const visit = (points: Float64Array, from: number, gradients: Float64Array | undefined): number => {
    const a = points[from] as number;
    const b = points[from + 1] as number;
    let [sum, product, g1, g2] = [length * LOG_PEAK, 1, 0, 0];
    for (let i = 0; i < length; i += 1) {
      const u = (x[i] as number) - a;
      const v = u - b;
      // Which one is nearer, as the log of the ratio of the two densities; the rarer one never overflows.
      const z = (u * u - v * v) / (2 * NOISE);
      const ratio = exp(-Math.abs(z));
      sum -= (z > 0 ? v * v : u * u) / (2 * NOISE);
      product *= 1 + ratio;
      const second = z > 0 ? 1 / (1 + ratio) : ratio / (1 + ratio);
      g1 += u - second * b;
      g2 += second * v;
    }
    if (gradients) {
      gradients[from] = g1 / NOISE - a / PRIOR_1;
      gradients[from + 1] = g2 / NOISE - b / PRIOR_2;
    }
    // 2^length at most: for many rows the product is kept in check by taking logarithms of parts.
    return logPrior(a, b) + sum + log(product);
  };
  if (length > 1000) throw new RangeError(`expected at most 1000 rows, got ${length}`);

  return {
    ...pointwise(2, visit),
    data: {
      size: length,
      estimates(points, rows, batchSize, scale, gradients) {
        for (let k = 0, row = 0; 2 * k < points.length; k += 1) {
          const a = points[2 * k] as number;
          const b = points[2 * k + 1] as number;
          let [g1, g2] = [0, 0];
          for (let i = 0; i < batchSize; i += 1, row += 1) {
            const u = (x[rows[row] as number] as number) - a;
            const v = u - b;
            // v² − u² = −b (u + v).
            const second = 1 / (1 + exp((-1 / (2 * NOISE)) * b * (u + v)));
            g1 += u - second * b;
            g2 += second * v;
          }
          gradients[2 * k] = (scale / NOISE) * g1 - a / PRIOR_1;
          gradients[2 * k + 1] = (scale / NOISE) * g2 - b / PRIOR_2;
        }
      },
    },
  };
}

/**
 * log p on a lattice. The log ratio of the two components is θ₂ x/2 less a part without x, so for each θ₂ one exponential a row serves
 * all θ₁.
 */
export function mixtureOnLattice(x: Float64Array): Evaluate {
  const { length } = x;
  return (xs, ys) => {
    const out = new Float64Array(xs.length * ys.length);
    const exponentials = new Float64Array(length);
    const [sum, squares] = [x.reduce((s, xi) => s + xi, 0), x.reduce((s, xi) => s + xi * xi, 0)];
    ys.forEach((b, j) => {
      for (let i = 0; i < length; i += 1) exponentials[i] = exp((b * (x[i] as number)) / NOISE);
      xs.forEach((a, i) => {
        // (u² − v²)/4 with u = x − a, v = u − b is (2bx − 2ab − b²)/4.
        const factor = exp(-(2 * a * b + b * b) / (2 * NOISE));
        const nearest = (squares - 2 * a * sum + length * a * a) / (2 * NOISE);
        let [logs, product] = [0, 1];
        for (let row = 0; row < length; row += 1) {
          product *= 1 + factor * (exponentials[row] as number);
          if (product > 1e200) {
            logs += log(product);
            product = 1;
          }
        }
        out[j * xs.length + i] = logPrior(a, b) + length * LOG_PEAK - nearest + logs + log(product);
      });
    });
    return out;
  };
}
