// A network with noisy weights learns: all that can be chosen goes down the gradient of the description length (Hinton & van Camp 1993).
import { type Misfit, misfitOf, type NoisyShape, weightCount } from '../../../inference/variational/noisy-network.ts';
import { exp, log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Random } from '../../../prob/random.ts';
import { addCostGradient, type CodingPrior, type CostGradient, weightCost } from '../../../prob/weight-cost.ts';
import { type AdamState, adamStep, beginAdam } from './adam.ts';
import { bits, type Terms } from './terms.ts';

/** What is sent, in units of the sd of the targets, inputs standardized. */
export interface Cases {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The width of the intervals in which targets are told. */
  readonly width: number;
}

/** Priors: a normal that stays as it is, one of mean 0 whose width is fitted, five normals all of which is fitted. */
export type PriorKind = 'fixed' | 'fitted' | 'mixture';

export interface LearnerOptions {
  readonly shape: NoisyShape;
  readonly prior: PriorKind;
  /** Sd of the prior, where it is one normal, to begin with. */
  readonly priorSd: number;
  /** Sd of a target about the output, to begin with, and whether it is learnt. */
  readonly noise: number;
  readonly learnNoise: boolean;
  /** Sd of the normal that means of weights are drawn from, and sds of their beliefs, to begin with. */
  readonly spread: number;
  readonly weightSd: number;
  readonly rate: number;
  /** Updates at each of the coefficients below 1; 0 begins at 1. */
  readonly stage: number;
}

/** Everything that is learnt, in one array: means and log sds of the weights, log noise, and logits, means and log sds of the prior. */
export interface Learner {
  readonly theta: Float64Array;
  readonly adam: AdamState;
  readonly updates: number;
}

/** How the weight cost is raised (the paper’s schedule). */
const COEFFICIENTS = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** What the weight cost is multiplied by in an update. */
export const coefficientAt = ({ stage }: Pick<LearnerOptions, 'stage'>, updates: number): number =>
  stage > 0 ? (COEFFICIENTS[Math.floor(updates / stage)] ?? 1) : 1;

/** Updates until the coefficient is 1. */
export const warmUp = ({ stage }: Pick<LearnerOptions, 'stage'>): number => stage * COEFFICIENTS.length;

/** Means spread over ±0.24, and two sds apart. */
const PRIOR_MEANS = [-0.24, -0.12, 0, 0.12, 0.24] as const;
const PRIOR_SD = 0.06;

const components = ({ prior }: Pick<LearnerOptions, 'prior'>): number => (prior === 'mixture' ? PRIOR_MEANS.length : 1);

export function beginLearner(options: LearnerOptions, random: Random): Learner {
  const count = weightCount(options.shape);
  const k = components(options);
  const theta = new Float64Array(2 * count + 1 + 3 * k);
  for (let i = 0; i < count; i += 1) theta[i] = options.spread * random.normal();
  theta.fill(log(options.weightSd), count, 2 * count);
  theta[2 * count] = log(options.noise);
  for (let i = 0; i < k; i += 1) {
    theta[2 * count + 1 + k + i] = k === 1 ? 0 : (PRIOR_MEANS[i] as number);
    theta[2 * count + 1 + 2 * k + i] = log(k === 1 ? options.priorSd : PRIOR_SD);
  }
  return { theta, adam: beginAdam(theta.length), updates: 0 };
}

/** What the numbers mean. */
export interface Belief {
  readonly means: Float64Array;
  readonly logSds: Float64Array;
  readonly noise: number;
  readonly prior: CodingPrior;
}

function beliefOf({ shape, ...options }: Pick<LearnerOptions, 'shape' | 'prior'>, theta: Float64Array): Belief {
  const count = weightCount(shape);
  const k = components(options);
  const at = 2 * count + 1;
  const logits = theta.slice(at, at + k);
  const most = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const shares = logits.map((logit) => exp(logit - most));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return {
    means: theta.slice(0, count),
    logSds: theta.slice(count, 2 * count),
    noise: exp(theta[2 * count] as number),
    prior: {
      shares: shares.map((share) => share / total),
      means: theta.slice(at + k, at + 2 * k),
      sds: theta.slice(at + 2 * k, at + 3 * k).map(exp),
    },
  };
}

const misfit = ({ shape }: Pick<LearnerOptions, 'shape'>, belief: Belief, { x, y }: Pick<Cases, 'x' | 'y'>): Misfit =>
  misfitOf(shape, belief, x, y, belief.noise);

/** Where a learner is: what it believes, and how well that fits. */
export interface Standing {
  readonly belief: Belief;
  readonly fit: Misfit;
}

export function standingOf(options: LearnerOptions, { theta }: Learner, cases: Cases): Standing {
  const belief = beliefOf(options, theta);
  return { belief, fit: misfit(options, belief, cases) };
}

/** One update from where it stands: down the gradient of misfit + coefficient · weight cost. */
export function learn(options: LearnerOptions, { theta, adam, updates }: Learner, { belief, fit: { gradient } }: Standing): Learner {
  const count = weightCount(options.shape);
  const k = components(options);
  const scale = coefficientAt(options, updates);
  const slope = new Float64Array(theta.length);
  const at = 2 * count + 1;
  const into: CostGradient = {
    mean: 0,
    logSd: 0,
    logits: slope.subarray(at, at + k),
    means: slope.subarray(at + k, at + 2 * k),
    logSds: slope.subarray(at + 2 * k),
  };
  for (let i = 0; i < count; i += 1) {
    addCostGradient(belief.means[i] as number, exp(belief.logSds[i] as number), belief.prior, scale, into);
    slope[i] = (gradient.means[i] as number) + into.mean;
    slope[count + i] = (gradient.logSds[i] as number) + into.logSd;
  }
  if (options.learnNoise) slope[2 * count] = gradient.logNoise;
  if (options.prior !== 'mixture') into.means.fill(0);
  if (options.prior === 'fixed') into.logSds.fill(0);
  const next = adamStep(adam, theta, slope, options.rate);
  return { ...next, updates: updates + 1 };
}

/** A learner, and where it is. */
export interface Progress {
  readonly learner: Learner;
  readonly standing: Standing;
}

/** One update further. */
export function learnt(options: LearnerOptions, { learner, standing }: Progress, cases: Cases): Progress {
  const next = learn(options, learner, standing);
  return { learner: next, standing: standingOf(options, next, cases) };
}

/** The terms of the message at `precision` bits a weight, and by weight what it costs. */
export function noisyTerms(
  belief: Belief,
  nats: number,
  { width, y }: Pick<Cases, 'width' | 'y'>,
  precision: number,
): Terms & { readonly byWeight: Float64Array } {
  const { means, logSds, prior } = belief;
  const dataBits = bits(nats - y.length * log(width));
  let [energy, entropy, spent, returned] = [0, 0, 0, 0];
  const byWeight = means.map((mean, i) => {
    const sd = exp(logSds[i] as number);
    const { cost, picks, divergences } = weightCost(mean, sd, prior);
    entropy += 0.5 * (LOG_2PI + 1) + (logSds[i] as number);
    spent += precision * Math.LN2;
    picks.forEach((pick, c) => {
      if (!(pick > 0)) return;
      const [m, s] = [prior.means[c] as number, prior.sds[c] as number];
      const choice = -log(prior.shares[c] as number);
      energy += pick * (choice + 0.5 * LOG_2PI + log(s) + (sd * sd + (mean - m) * (mean - m)) / (2 * s * s));
      entropy -= pick * log(pick);
      spent += pick * choice;
      returned += pick * (precision * Math.LN2 - (divergences[c] as number) - log(pick));
    });
    return bits(cost);
  });
  return {
    dataBits,
    beliefBits: byWeight.reduce((sum, cost) => sum + cost, 0),
    energy: dataBits + bits(energy),
    entropy: bits(entropy),
    spent: dataBits + bits(spent),
    returned: bits(returned),
    byWeight,
  };
}

/** What it costs to say nothing of the inputs: targets under N(0, 1) at its best, which are standardized. */
export const trivialBits = ({ y, width }: Pick<Cases, 'y' | 'width'>): number => y.length * bits(0.5 * (LOG_2PI + 1) - log(width));
