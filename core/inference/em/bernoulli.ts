// Components of independent ones and zeros, and of coins thrown a number of times.
import { log } from '../../math/elementary.ts';
import type { Components } from './components.ts';

/** p log-odds are finite within: a probability that no datum contradicts would rule out the first that does. */
const LEAST = 1e-6;

const bounded = (p: number): number => Math.min(1 - LEAST, Math.max(LEAST, p));

/** Beta(a, a) over each probability; 1 is flat. */
export interface ProbabilityPrior {
  readonly a: number;
}

/** Rows of d numbers in [0, 1], each under Πⱼ pⱼ^{xⱼ} (1 − pⱼ)^{1 − xⱼ}. Parameters: p. Statistics: 1, x. Probabilities stay within 1e−6 of 0 and 1. */
export function bernoulliComponents(data: Float64Array, dimension: number, { a }: ProbabilityPrior = { a: 1 }): Components {
  const [d, size, statistics] = [dimension, data.length / dimension, dimension + 1];
  const odds = new Float64Array(d);
  /** Of data with so many ones and zeros fewer in each place as the prior adds. */
  const sumsOf = (theta: Float64Array, masses: Float64Array, added: number): Float64Array => {
    const sums = new Float64Array(masses.length * statistics);
    masses.forEach((mass, k) => {
      sums[k * statistics] = mass;
      for (let j = 0; j < d; j += 1) sums[k * statistics + 1 + j] = (theta[k * d + j] as number) * (mass + 2 * added) - added;
    });
    return sums;
  };
  return {
    size,
    parameters: d,
    statistics,
    logDensities(theta, from, to, out) {
      const components = theta.length / d;
      for (let k = 0; k < components; k += 1) {
        // Σ log(1 − pⱼ) + Σ xⱼ log(pⱼ / (1 − pⱼ)).
        let none = 0;
        for (let j = 0; j < d; j += 1) {
          const p = theta[k * d + j] as number;
          const other = log(1 - p);
          none += other;
          odds[j] = log(p) - other;
        }
        for (let i = from; i < to; i += 1) {
          let sum = none;
          for (let j = 0; j < d; j += 1) sum += (data[i * d + j] as number) * (odds[j] as number);
          out[(i - from) * components + k] = sum;
        }
      }
    },
    addStatistics(responsibilities, from, to, sums) {
      const components = sums.length / statistics;
      for (let i = from; i < to; i += 1) {
        for (let k = 0; k < components; k += 1) {
          const r = responsibilities[(i - from) * components + k] as number;
          if (r === 0) continue;
          const at = k * statistics;
          sums[at] = (sums[at] as number) + r;
          for (let j = 0; j < d; j += 1) sums[at + 1 + j] = (sums[at + 1 + j] as number) + r * (data[i * d + j] as number);
        }
      }
    },
    maximize(sums, theta) {
      const next = theta.slice();
      for (let k = 0; k * d < theta.length; k += 1) {
        const mass = (sums[k * statistics] as number) + 2 * (a - 1);
        if (!(mass > 0)) continue;
        for (let j = 0; j < d; j += 1) next[k * d + j] = bounded(((sums[k * statistics + 1 + j] as number) + a - 1) / mass);
      }
      return next;
    },
    sumsAt: (theta, masses) => sumsOf(theta, masses, a - 1),
    expectedSums: (theta, masses) => sumsOf(theta, masses, 0),
    priorEnergy: (theta) => (a === 1 ? 0 : theta.reduce((sum, p) => sum - (a - 1) * (log(p) + log(1 - p)), 0)),
  };
}

/**
 * Sets of tosses, each with one of the coins: heads h of n, p^h (1 − p)^{n − h}, without the binomial coefficient, which no coin changes.
 * Parameters: p. Statistics: 1, h, n.
 */
export function coinComponents(heads: Float64Array, tosses: Float64Array): Components {
  const expectedSums = (theta: Float64Array, masses: Float64Array): Float64Array => {
    // A set is as long as they are on the mean: a coin knows of tosses alone.
    const each = tosses.reduce((sum, n) => sum + n, 0) / tosses.length;
    return Float64Array.from({ length: 3 * masses.length }, (_, at) => {
      const mass = masses[Math.floor(at / 3)] as number;
      return at % 3 === 0 ? mass : mass * each * (at % 3 === 1 ? (theta[Math.floor(at / 3)] as number) : 1);
    });
  };
  return {
    size: heads.length,
    parameters: 1,
    statistics: 3,
    logDensities(theta, from, to, out) {
      const components = theta.length;
      theta.forEach((p, k) => {
        for (let i = from; i < to; i += 1) {
          const [h, n] = [heads[i] as number, tosses[i] as number];
          out[(i - from) * components + k] = h * log(p) + (n - h) * log(1 - p);
        }
      });
    },
    addStatistics(responsibilities, from, to, sums) {
      const components = sums.length / 3;
      for (let i = from; i < to; i += 1) {
        for (let k = 0; k < components; k += 1) {
          const r = responsibilities[(i - from) * components + k] as number;
          sums[3 * k] = (sums[3 * k] as number) + r;
          sums[3 * k + 1] = (sums[3 * k + 1] as number) + r * (heads[i] as number);
          sums[3 * k + 2] = (sums[3 * k + 2] as number) + r * (tosses[i] as number);
        }
      }
    },
    maximize(sums, theta) {
      return theta.map((p, k) =>
        (sums[3 * k + 2] as number) > 0 ? bounded((sums[3 * k + 1] as number) / (sums[3 * k + 2] as number)) : p,
      );
    },
    sumsAt: expectedSums,
    expectedSums,
    priorEnergy: () => 0,
  };
}
