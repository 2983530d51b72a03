// Beliefs over probabilities of ones: each p ~ Beta(a, a) before the data, Beta(a + ones, a + zeros) after them.
import { digamma, logGamma } from '../../math/special.ts';
import type { BelievedComponents } from './beliefs.ts';

/** What is counted of a component: rows of `dimension` numbers of ones out of so many tosses. */
interface Counted {
  readonly dimension: number;
  readonly statistics: number;
  /** Of datum i in dimension j. */
  readonly ones: (i: number, j: number) => number;
  readonly tosses: (i: number) => number;
  /** Where a row of sums has all tosses; its ones begin at 1. */
  readonly tossesAt: number;
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

function betaBeliefs({ dimension: d, statistics, ones, tosses, tossesAt }: Counted, a: number): BelievedComponents {
  /** a and b of p_j in the row of sums at `at`. */
  const posterior = (sums: Float64Array, at: number, j: number): readonly [a: number, b: number] => {
    const up = sums[at + 1 + j] as number;
    return [a + up, a + (sums[at + tossesAt] as number) - up];
  };
  const each = (sums: Float64Array, visit: (k: number, j: number, a: number, b: number) => void) => {
    for (let k = 0; k * statistics < sums.length; k += 1) for (let j = 0; j < d; j += 1) visit(k, j, ...posterior(sums, k * statistics, j));
  };
  return {
    expectedLogDensities(sums, from, to, out) {
      const count = sums.length / statistics;
      const [one, zero] = [new Float64Array(count * d), new Float64Array(count * d)];
      each(sums, (k, j, up, down) => {
        const whole = digamma(up + down);
        one[k * d + j] = digamma(up) - whole;
        zero[k * d + j] = digamma(down) - whole;
      });
      for (let i = from; i < to; i += 1) {
        const thrown = tosses(i);
        for (let k = 0; k < count; k += 1) {
          let sum = 0;
          for (let j = 0; j < d; j += 1) {
            const up = ones(i, j);
            sum += up * (one[k * d + j] as number) + (thrown - up) * (zero[k * d + j] as number);
          }
          out[(i - from) * count + k] = sum;
        }
      }
    },
    complexity(sums) {
      let sum = 0;
      each(sums, (_, __, up, down) => {
        sum += logBeta(a, a) - logBeta(up, down);
        sum += (up - a) * digamma(up) + (down - a) * digamma(down) - (up + down - 2 * a) * digamma(up + down);
      });
      return sum;
    },
    meanParameters(sums) {
      const means = new Float64Array((sums.length / statistics) * d);
      each(sums, (k, j, up, down) => {
        means[k * d + j] = up / (up + down);
      });
      return means;
    },
    withMean(row, axis, mean) {
      const moved = row.slice();
      moved[1 + axis] = mean * (2 * a + (row[tossesAt] as number)) - a;
      return moved;
    },
  };
}

/** Of `bernoulliComponents`: rows of d ones and zeros. */
export const bernoulliBeliefs = (data: Float64Array, dimension: number, a: number): BelievedComponents =>
  betaBeliefs({ dimension, statistics: dimension + 1, ones: (i, j) => data[i * dimension + j] as number, tosses: () => 1, tossesAt: 0 }, a);

/** Of `coinComponents`: heads of so many tosses. */
export const coinBeliefs = (heads: Float64Array, tosses: Float64Array, a: number): BelievedComponents =>
  betaBeliefs({ dimension: 1, statistics: 3, ones: (i) => heads[i] as number, tosses: (i) => tosses[i] as number, tossesAt: 2 }, a);
