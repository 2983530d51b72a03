// The envelope of a network: what its sender and its receiver agree on.
import { createBuckets, type Intervals } from '../../../codec/discretized-normal.ts';
import type { Envelope, WeightBelief } from '../../../codec/envelope.ts';
import type { NoisyShape } from '../../../inference/variational/noisy-network.ts';
import { exp, logistic } from '../../../math/elementary.ts';
import type { Belief } from './noisy-learner.ts';

/** Outputs of the network with these weights, a row of them for each row of inputs: the same bits on every host. */
export function outputsOf({ inputs, hidden, outputs = 1 }: NoisyShape, weights: Float64Array, x: Float64Array): Float64Array {
  const total = (at: number, n: number) => {
    let sum = weights[at + inputs] as number;
    for (let j = 0; j < inputs; j += 1) sum += (x[n * inputs + j] as number) * (weights[at + j] as number);
    return sum;
  };
  const last = hidden * (inputs + 1);
  const count = x.length / inputs;
  const result = new Float64Array(count * outputs);
  const units = new Float64Array(hidden);
  for (let n = 0; n < count; n += 1) {
    for (let h = 0; h < hidden; h += 1) units[h] = logistic(total(h * (inputs + 1), n));
    for (let o = 0; o < outputs; o += 1) {
      const at = last + o * (hidden + 1);
      let output = hidden === 0 ? total(o * (inputs + 1), n) : (weights[at + hidden] as number);
      for (let h = 0; h < hidden; h += 1) output += (weights[at + h] as number) * (units[h] as number);
      result[n * outputs + o] = output;
    }
  }
  return result;
}

export const weightBelief = ({ means, logSds }: Belief): WeightBelief => ({ means, sds: logSds.map(exp) });

export const envelopeOf = (shape: NoisyShape, belief: Belief, x: Float64Array, grid: Intervals, precision: number): Envelope => ({
  prior: belief.prior,
  buckets: createBuckets(precision),
  grid,
  predict: (weights) => outputsOf(shape, weights, x),
  noise: belief.noise,
});
