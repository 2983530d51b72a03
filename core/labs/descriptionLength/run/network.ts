// A table’s targets are sent by a network whose weights are beliefs.
import { InputError } from '../../../base/input-error.ts';
import { bytesOf, copyStack, randomStack } from '../../../codec/ans.ts';
import { bitsToSeal, seal, unseal } from '../../../codec/envelope.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { expectedOutputs } from '../../../inference/variational/noisy-network.ts';
import { exp } from '../../../math/elementary.ts';
import { logNormalDensity } from '../../../prob/normal.ts';
import { weightCost } from '../../../prob/weight-cost.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { bentLine, type Measurements, type Task, taskOf } from '../model/cases.ts';
import { envelopeOf, weightBelief } from '../model/envelope-of.ts';
import { type Belief, beginLearner, type Learner, type LearnerOptions, learn, type Standing, standingOf } from '../model/noisy-learner.ts';
import { coarseness, type Measured, measuredOf, rounding, withRounding } from '../model/terms.ts';
import { streamOf } from './streams.ts';

export interface NetworkRun {
  readonly kind: 'network';
  readonly seed: number;
  readonly task: Task;
  readonly options: LearnerOptions;
  readonly learner: Learner;
  readonly standing: Standing;
}

const MOST_INPUTS = 32;
const MOST_ROWS = 20_000;

function measurementsOf(values: DescriptionValues, seed: number, data: Dataset | undefined): Measurements {
  if (values.subject === 'line') return bentLine(streamOf(seed, 'points'));
  const names = Object.keys(data?.columns ?? {});
  const columns = Object.values(data?.columns ?? {});
  const targets = columns.at(-1);
  if (!targets || columns.length < 2)
    throw new InputError('subject', 'inputs and, in the last column, a target', `${columns.length} columns`);
  if (columns.length > MOST_INPUTS + 1) throw new InputError('subject', `at most ${MOST_INPUTS} inputs`, String(columns.length - 1));
  if (targets.length > MOST_ROWS) throw new InputError('subject', `at most ${MOST_ROWS} rows`, String(targets.length));
  return { inputs: columns.slice(0, -1), targets, names: { inputs: names.slice(0, -1), target: names.at(-1) as string } };
}

function optionsOf(values: DescriptionValues, inputs: number): LearnerOptions {
  const { hidden, prior, priorSd, noise, learnNoise, spread, weightSd, rate, stage } = values;
  return { shape: { inputs, hidden }, prior, priorSd, noise, learnNoise, spread, weightSd, rate, stage };
}

/** What the network believes before it has learnt anything. */
export const beginBelief = (options: LearnerOptions, seed: number): Learner => beginLearner(options, streamOf(seed, 'weights'));

export function beginNetwork(values: DescriptionValues, seed: number, data: Dataset | undefined): NetworkRun {
  const task = taskOf(measurementsOf(values, seed, data), values.cases, streamOf(seed, 'cases'));
  const options = optionsOf(values, task.inputs);
  const learner = beginBelief(options, seed);
  return { kind: 'network', seed, task, options, learner, standing: standingOf(options, learner, task.sent) };
}

export function learnMore(run: NetworkRun): NetworkRun {
  const learner = learn(run.options, run.learner, run.standing);
  return { ...run, learner, standing: standingOf(run.options, learner, run.task.sent) };
}

/** What the network says of the cases that are held out. */
export const heldOutOutputs = ({ task: { heldOut }, options, standing: { belief } }: NetworkRun): Float64Array =>
  expectedOutputs(options.shape, belief, heldOut.x).outputs;

/** Squared error on the held-out cases, relative to that of their mean; none where there are no two of them. */
export function heldOutError({ task: { heldOut } }: NetworkRun, outputs: Float64Array): number | undefined {
  const { y } = heldOut;
  if (y.length < 2) return undefined;
  const mean = y.reduce((sum, each) => sum + each, 0) / y.length;
  const [off, own] = [0, 1].map((which) =>
    y.reduce((sum, each, n) => sum + (each - (which === 0 ? (outputs[n] as number) : mean)) ** 2, 0),
  );
  return (own as number) > 0 ? (off as number) / (own as number) : undefined;
}

/** The message to begin with: bits of another one, from which the choice of the weights is borrowed. */
export const messageBefore = (seed: number, weights: number, which: number) =>
  randomStack(bitsToSeal(weights), streamOf(seed, 'message', which));

/** Envelopes that are sealed, and how many of them are opened again. */
const [SEALED, OPENED] = [16, 2];

export interface Coded {
  readonly measured: Measured;
  /** Bits that did not come back as they were. */
  readonly strayBits: number;
}

export function networkMeasured(run: NetworkRun, precision: number): Coded {
  const { seed, task, options, standing } = run;
  const { belief } = standing;
  const envelope = envelopeOf(options.shape, belief, task.sent.x, task.grid, precision);
  const own = weightBelief(belief);
  const weights = belief.means.length;
  let strayBits = 0;
  const nets = Array.from({ length: SEALED }, (_, which) => {
    const stack = messageBefore(seed, weights, which);
    const before = bytesOf(copyStack(stack));
    const { net } = seal(stack, task.steps, own, envelope);
    if (which >= OPENED) return net;
    // The receiver’s training comes to the same belief: it is the same arithmetic on the same cases.
    const { targets } = unseal(stack, weights, () => own, envelope);
    strayBits += differing(bytesOf(stack), before) + (targets.every((step, n) => step === task.steps[n]) ? 0 : 1);
    return net;
  });
  const added = rounding(task.steps.length, task.grid.centres.length) + networkCoarseness(belief, precision);
  return { measured: withRounding(measuredOf(nets), added), strayBits };
}

/** What the intervals of the prior at this precision may add, in bits, over all weights and the components they may be coded under. */
export function networkCoarseness({ means, logSds, prior }: Belief, precision: number): number {
  return means.reduce((sum, mean, i) => {
    const sd = exp(logSds[i] as number);
    return weightCost(mean, sd, prior).picks.reduce((all, pick, c) => {
      const density = exp(logNormalDensity(mean, prior.means[c] as number, prior.sds[c] as number));
      return all + pick * Math.min(precision, coarseness(1 / (2 ** precision * density), sd));
    }, sum);
  }, 0);
}

/** Bits in which two messages differ. */
export function differing(a: Uint8Array, b: Uint8Array): number {
  let count = 8 * Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i += 1)
    for (let left = (a[i] as number) ^ (b[i] as number); left > 0; left >>= 1) count += left & 1;
  return count;
}
