// A trained network in an envelope: weights that are beliefs are chosen by bits of the message, the data are coded under the network that was
// chosen, then the weights under their prior; the receiver, who learns from the data what the sender learnt, gets the bits back
// (Hinton & van Camp 1993, section 3). The net length is the free energy in bits.
import { type CodingPrior, weightCost } from '../prob/weight-cost.ts';
import { type AnsStack, lengthOf, PRECISION } from './ans.ts';
import { cumulativeOf, popCategorical, pushCategorical } from './categorical.ts';
import { type Buckets, type Intervals, popChoice, popNormal, pushChoice, pushNormal, savedByIntervals } from './discretized-normal.ts';
import { popUniform, pushUniform } from './uniform.ts';

/** What sender and receiver agree on beforehand. */
export interface Envelope {
  readonly prior: CodingPrior;
  /** Intervals of each component of the prior, 2^bits of them: the precision of a weight. */
  readonly buckets: Buckets;
  /** Intervals in which the targets lie: their precision. */
  readonly grid: Intervals;
  /** The outputs of the network with these weights, by case, with the same bits whenever and wherever it is asked. */
  readonly predict: (weights: Float64Array) => Float64Array;
  /** Sd of a target about the output. */
  readonly noise: number;
}

export interface WeightBelief {
  readonly means: Float64Array;
  readonly sds: Float64Array;
}

/** In bits; net = weights + data − borrowed. */
export interface EnvelopeLedger {
  /** Taken off the message to choose the weights; what the receiver gets back. */
  readonly borrowed: number;
  readonly data: number;
  readonly weights: number;
  readonly net: number;
  /** What the data cost less than by the densities of the network’s normals at their targets; below 0 where they cost more. */
  readonly saved: number;
}

/** Random bits with which a message can begin for certain. */
export const bitsToSeal = (weights: number): number => 2 * weights * PRECISION + 64;

const componentTables = ({ means, sds }: WeightBelief, prior: CodingPrior) =>
  Array.from(means, (mean, i) => cumulativeOf(weightCost(mean, sds[i] as number, prior).picks));

/** Seals the targets, as numbers of intervals of the grid. Throws RangeError, and InputError where there is nothing to borrow. */
export function seal(stack: AnsStack, targets: ArrayLike<number>, belief: WeightBelief, envelope: Envelope): EnvelopeLedger {
  const { prior, buckets, grid, predict, noise } = envelope;
  const shares = cumulativeOf(prior.shares);
  const tables = componentTables(belief, prior);
  const before = lengthOf(stack);
  const chosen = tables.map((table, i) => {
    const component = popCategorical(stack, table);
    const [m, s] = [prior.means[component] as number, prior.sds[component] as number];
    const bucket = popChoice(stack, buckets, ((belief.means[i] as number) - m) / s, (belief.sds[i] as number) / s);
    return { component, bucket, weight: m + s * (buckets.centres[bucket] as number) };
  });
  const without = lengthOf(stack);
  const outputs = predict(Float64Array.from(chosen, ({ weight }) => weight));
  let saved = 0;
  for (let n = targets.length - 1; n >= 0; n -= 1) {
    const [target, output] = [targets[n] as number, outputs[n] as number];
    pushNormal(stack, target, grid, output, noise);
    saved += savedByIntervals(grid, target, output, noise);
  }
  const withData = lengthOf(stack);
  for (let i = chosen.length - 1; i >= 0; i -= 1) {
    const { component, bucket } = chosen[i] as (typeof chosen)[number];
    pushUniform(stack, bucket, buckets.bits);
    pushCategorical(stack, component, shares);
  }
  const after = lengthOf(stack);
  return { borrowed: before - without, data: withData - without, weights: after - withData, net: after - before, saved };
}

/**
 * Undoes `seal`, bit for bit. `learn` is what the receiver does with the targets to come to the belief that the sender had: the same training.
 * Throws InputError where the message ends before.
 */
export function unseal(
  stack: AnsStack,
  weights: number,
  learn: (targets: Uint32Array) => WeightBelief,
  envelope: Envelope,
): { readonly targets: Uint32Array; readonly weights: Float64Array } {
  const { prior, buckets, grid, predict, noise } = envelope;
  const shares = cumulativeOf(prior.shares);
  const chosen = Array.from({ length: weights }, () => {
    const component = popCategorical(stack, shares);
    const bucket = popUniform(stack, buckets.bits);
    const weight = (prior.means[component] as number) + (prior.sds[component] as number) * (buckets.centres[bucket] as number);
    return { component, bucket, weight };
  });
  const drawn = Float64Array.from(chosen, ({ weight }) => weight);
  const outputs = predict(drawn);
  const targets = Uint32Array.from(outputs, (output) => popNormal(stack, grid, output, noise));
  const belief = learn(targets);
  const tables = componentTables(belief, prior);
  for (let i = weights - 1; i >= 0; i -= 1) {
    const { component, bucket } = chosen[i] as (typeof chosen)[number];
    const [m, s] = [prior.means[component] as number, prior.sds[component] as number];
    pushChoice(stack, bucket, buckets, ((belief.means[i] as number) - m) / s, (belief.sds[i] as number) / s);
    pushCategorical(stack, component, tables[i] as Uint32Array);
  }
  return { targets, weights: drawn };
}
