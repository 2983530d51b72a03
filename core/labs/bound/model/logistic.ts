// Logistic regression with one weight (a slope through 0) or two (intercept and slope): P(y = 1|x) = σ(w·x), w ~ N(0, t²I).

import { logisticBoxes, logisticLines } from '../../../inference/tempered/logistic.ts';
import { softplus } from '../../../math/elementary.ts';
import { expectNormal, hermite7, integrateNormal, SOFTPLUS_BENDS } from '../../../math/quadrature.ts';
import { normal } from '../../../prob/normal.ts';
import { exploreLine, explorePlane } from './explore.ts';
import type { Model, Point } from './model.ts';
import { normalPrior } from './normal-prior.ts';

/** x and its label 0 or 1, one each row. */
export interface Labelled {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export function logistic({ x, y }: Labelled, weights: 1 | 2, priorSd: number): Model {
  const n = x.length;
  // log σ(z) = −softplus(−z), and a label 0 flips the sign of its row.
  const signs = Array.from({ length: n }, (_, i) => (y[i] === 1 ? 1 : -1));
  /** Σ log σ(±zᵢ), as the logarithm of products of 1 + e^{∓zᵢ}: one logarithm for many rows. */
  const logSigmoids = (z: (row: number) => number) => {
    let sum = 0;
    let product = 1;
    for (let i = 0; i < n; i += 1) {
      const against = -(signs[i] as number) * z(i);
      // Beyond 37, log(1 + eˣ) is x to the last bit.
      if (against > 37) sum -= against;
      else product *= 1 + Math.exp(against);
      if (product > 1e280) {
        sum -= Math.log(product);
        product = 1;
      }
    }
    return sum - Math.log(product);
  };
  const logLikelihood = (w: Point) => {
    const [intercept, slope] = weights === 1 ? [0, w[0] as number] : [w[0] as number, w[1] as number];
    return logSigmoids((i) => intercept + slope * (x[i] as number));
  };
  const prior = normalPrior(weights === 1 ? [0, priorSd] : [0, priorSd, 0, priorSd]);
  const logJoint = (w: Point) => prior.logPrior(w) + logLikelihood(w);
  // w·x is normal under q, so each row is an expectation in one dimension.
  const projected = (q: readonly number[], i: number): [mean: number, sd: number] => {
    const xi = x[i] as number;
    if (weights === 1) return [(q[0] as number) * xi, Math.abs((q[1] as number) * xi)];
    return [(q[0] as number) + (q[2] as number) * xi, Math.hypot(q[1] as number, (q[3] as number) * xi)];
  };
  const expectedLikelihood = (q: readonly number[], rule: typeof expectNormal) =>
    signs.reduce((sum, sign, i) => sum - rule((z) => softplus(-sign * z), ...projected(q, i), 1e-13, SOFTPLUS_BENDS).value, 0);
  const { exact, ...explored } =
    weights === 1
      ? exploreLine((w) => logJoint([w]), [-3 * priorSd, 3 * priorSd])
      : explorePlane(logisticLines({ x, y }, priorSd), logisticBoxes({ x, y }, priorSd));
  const logEvidence = explored.logEvidence.value;
  const { statistics } = exact;
  const window = (k: number): [number, number] => {
    const [mean, sd] = [statistics[2 * k] as number, Math.sqrt(statistics[2 * k + 1] as number)];
    return [mean - 5 * sd, mean + 5 * sd];
  };
  return {
    family: normal,
    space: weights === 1 ? 'line' : 'plane',
    ...explored,
    accuracy(q) {
      return expectedLikelihood(q, expectNormal);
    },
    ...prior,
    roughEnergy(q) {
      const rows = signs.map((_, i) => projected(q, i));
      return hermite7.reduce(
        (sum, [node, weight]) =>
          sum - weight * logSigmoids((i) => (rows[i] as [number, number])[0] + node * (rows[i] as [number, number])[1]),
        prior.priorEnergy(q),
      );
    },
    // By another rule than accuracy, and by energy and entropy.
    gap: (q) => prior.priorEnergy(q) - expectedLikelihood(q, integrateNormal) - normal.entropy(q) + logEvidence,
    logLikelihood,
    window: weights === 1 ? [window(0)] : [window(0), window(1)],
  };
}
