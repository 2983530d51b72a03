// A mixture, the belief q over who made each datum, and the free energy of both: F(q, θ) = −E_q[log P(X, Z|θ)] − H(q) (Neal & Hinton 1998,
// with the physicist's sign: it goes down).
import { exp, log } from '../../math/elementary.ts';
import { SHARED_BYTES, sharedFloat64 } from '../../math/float64.ts';
import type { BelievedMixture } from './beliefs.ts';
import type { Components } from './components.ts';

/** θ: the weights of K components, and a row of parameters for each. */
export interface Mixture {
  readonly weights: Float64Array;
  readonly theta: Float64Array;
}

export interface MixtureModel {
  readonly components: Components;
  /** The weights are known and stay. */
  readonly knownWeights?: boolean;
  /** What is believed of θ before the data: variational Bayes asks for it. */
  readonly beliefs?: Pick<BelievedMixture, 'believed' | 'concentration'>;
}

/** The terms of F in nats; logLikelihood − priorEnergy = −F + gap at temperature 1. */
export interface FreeEnergyTerms {
  /** −E_q[log P(X, Z|θ)] + priorEnergy. */
  readonly energy: number;
  readonly entropy: number;
  /** energy − temperature · entropy. */
  readonly freeEnergy: number;
  readonly logLikelihood: number;
  /** KL(q‖P(Z|X, θ)), never negative. */
  readonly gap: number;
  /** −log P(θ); part of the energy. */
  readonly priorEnergy: number;
}

/** log P(x, z = k|θ) of the data from `from` up to `to`, K to a datum. */
export function logJointInto({ components }: MixtureModel, { weights, theta }: Mixture, from: number, to: number, out: Float64Array): void {
  components.logDensities(theta, from, to, out);
  const count = weights.length;
  const logWeights = weights.map((weight) => (weight > 0 ? log(weight) : Number.NEGATIVE_INFINITY));
  for (let at = 0, end = (to - from) * count; at < end; at += count)
    for (let k = 0; k < count; k += 1) out[at + k] = (out[at + k] as number) + (logWeights[k] as number);
}

/** All of a datum on the likeliest component; shared by all alike where none can have made it. */
export function winnersInto(heights: Float64Array, count: number): void {
  for (let at = 0; at < heights.length; at += count) {
    let most = Number.NEGATIVE_INFINITY;
    let best = -1;
    for (let k = 0; k < count; k += 1) {
      const height = heights[at + k] as number;
      if (height > most) [most, best] = [height, k];
    }
    heights.fill(best < 0 ? 1 / count : 0, at, at + count);
    if (best >= 0) heights[at + best] = 1;
  }
}

/**
 * Shares ∝ e^{height · per} of each datum’s K, powers of e by the kernels. A datum whose heights are all −∞ is shared by all alike. Throws
 * RangeError for more components than the kernels’ memory holds.
 */
export function sharesInto(heights: Float64Array, count: number, per = 1): void {
  const { base, numbers, run } = sharedFloat64();
  const first = base / 8;
  const rows = Math.floor(SHARED_BYTES / 8 / count);
  if (rows === 0) throw new RangeError(`expected at most ${SHARED_BYTES / 8} components, got ${count}`);
  for (let from = 0; from < heights.length; from += rows * count) {
    const size = Math.min(rows * count, heights.length - from);
    for (let at = 0; at < size; at += count) {
      let most = Number.NEGATIVE_INFINITY;
      for (let k = 0; k < count; k += 1) most = Math.max(most, heights[from + at + k] as number);
      const none = most === Number.NEGATIVE_INFINITY;
      for (let k = 0; k < count; k += 1) numbers[first + at + k] = none ? 0 : ((heights[from + at + k] as number) - most) * per;
    }
    run.exponentials(base, size);
    for (let at = 0; at < size; at += count) {
      let total = 0;
      for (let k = 0; k < count; k += 1) total += numbers[first + at + k] as number;
      const scale = 1 / total;
      for (let k = 0; k < count; k += 1) heights[from + at + k] = (numbers[first + at + k] as number) * scale;
    }
  }
}

/**
 * The E-step of the data from `from` up to `to`: q ∝ P(x, z|θ)^{1/T}, which has the least F of all q (at T = 0, all on the likeliest). `out` holds
 * K numbers a datum and nothing else. A datum that no component can have made is shared by all alike.
 */
export function eStepInto(model: MixtureModel, mixture: Mixture, from: number, to: number, out: Float64Array, temperature = 1): void {
  logJointInto(model, mixture, from, to, out);
  const count = mixture.weights.length;
  const heights = out.subarray(0, (to - from) * count);
  if (temperature > 0) sharesInto(heights, count, 1 / temperature);
  else winnersInto(heights, count);
}

/** Data at a time that stay in the processor’s cache from their densities to their statistics. */
const CACHED = 1024;

/** Sums of expected statistics over all data: K rows. */
export function sumsOf({ components }: MixtureModel, responsibilities: Float64Array, count: number): Float64Array {
  const { size, statistics } = components;
  const sums = new Float64Array(count * statistics);
  for (let from = 0; from < size; from += CACHED) {
    const to = Math.min(size, from + CACHED);
    components.addStatistics(responsibilities.subarray(from * count, to * count), from, to, sums);
  }
  return sums;
}

/** The E-step of all data, written into `out`, and the sums of its statistics: the same as one after the other. */
export function eStepWithSums(model: MixtureModel, mixture: Mixture, out: Float64Array, temperature: number): Float64Array {
  const { size, statistics } = model.components;
  const count = mixture.weights.length;
  const sums = new Float64Array(count * statistics);
  for (let from = 0; from < size; from += CACHED) {
    const to = Math.min(size, from + CACHED);
    const block = out.subarray(from * count, to * count);
    eStepInto(model, mixture, from, to, block, temperature);
    model.components.addStatistics(block, from, to, sums);
  }
  return sums;
}

/** The M-step: the θ of least F for the q that the sums are of. */
export function mStep({ components, knownWeights }: MixtureModel, sums: Float64Array, { weights, theta }: Mixture): Mixture {
  const { statistics } = components;
  const masses = weights.map((_, k) => sums[k * statistics] as number);
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return {
    weights: knownWeights || !(total > 0) ? weights : masses.map((mass) => mass / total),
    theta: components.maximize(sums, theta),
  };
}

/** log Σₖ e^{heights}, of K numbers from `at` on; −∞ where all are. */
function logTotal(heights: Float64Array, at: number, count: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k += 1) most = Math.max(most, heights[at + k] as number);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let total = 0;
  for (let k = 0; k < count; k += 1) total += exp((heights[at + k] as number) - most);
  return most + log(total);
}

/** Data at a time whose densities are held. */
const BLOCK = 4096;

/** The terms of F at q and θ, each summed for itself. */
export function termsOf(model: MixtureModel, mixture: Mixture, responsibilities: Float64Array, temperature = 1): FreeEnergyTerms {
  const { components } = model;
  const { size } = components;
  const count = mixture.weights.length;
  const joint = new Float64Array(Math.min(size, BLOCK) * count);
  let [crossed, entropy, logLikelihood, gap] = [0, 0, 0, 0];
  for (let from = 0; from < size; from += BLOCK) {
    const to = Math.min(size, from + BLOCK);
    logJointInto(model, mixture, from, to, joint);
    for (let i = from; i < to; i += 1) {
      const at = (i - from) * count;
      const evidence = logTotal(joint, at, count);
      logLikelihood += evidence;
      for (let k = 0; k < count; k += 1) {
        const r = responsibilities[i * count + k] as number;
        if (r === 0) continue;
        const surprise = -log(r);
        crossed -= r * (joint[at + k] as number);
        entropy += r * surprise;
        gap += r * (evidence - (joint[at + k] as number) - surprise);
      }
    }
  }
  const priorEnergy = components.priorEnergy(mixture.theta);
  const energy = crossed + priorEnergy;
  return { energy, entropy, freeEnergy: energy - temperature * entropy, logLikelihood, gap, priorEnergy };
}

/** The log-likelihood alone. */
export function logLikelihoodOf(model: MixtureModel, mixture: Mixture): number {
  const { size } = model.components;
  const count = mixture.weights.length;
  const joint = new Float64Array(Math.min(size, BLOCK) * count);
  let sum = 0;
  for (let from = 0; from < size; from += BLOCK) {
    const to = Math.min(size, from + BLOCK);
    logJointInto(model, mixture, from, to, joint);
    for (let at = 0, end = (to - from) * count; at < end; at += count) sum += logTotal(joint, at, count);
  }
  return sum;
}
