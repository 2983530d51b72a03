// A table’s targets are sent by a network whose weights are beliefs.
import { InputError } from '../../../base/input-error.ts';
import { bytesOf, randomStack } from '../../../codec/ans.ts';
import { bitsToSeal, seal, unseal } from '../../../codec/envelope.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { expectedOutputs } from '../../../inference/variational/noisy-network.ts';
import { exp } from '../../../math/elementary.ts';
import { meanOf, varianceOf } from '../../../math/mean.ts';
import { weightCost } from '../../../prob/weight-cost.ts';
import { MOST_ROWS } from '../declaration/adopt.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { bentLine, type Measurements, type Task, taskOf } from '../model/cases.ts';
import { classTask, largestOf } from '../model/classes.ts';
import { hasEvidence } from '../model/code-names.ts';
import { envelopeOf, weightBelief } from '../model/envelope-of.ts';
import { type Belief, beginLearner, type Cases, type LearnerOptions, learnt, type Progress, standingOf } from '../model/noisy-learner.ts';
import { beginPrequential, doublingEnds, type Prequential, prequentialLearnt } from '../model/prequential.ts';
import { coarseness, measuredOf, rounding, withRounding } from '../model/terms.ts';
import { type Coded, strayBitsOf } from './coded.ts';
import { streamOf } from './streams.ts';

export interface NetworkRun extends Progress {
  readonly kind: 'network';
  readonly seed: number;
  readonly task: Task;
  readonly options: LearnerOptions;
  /** Networks that learn beside it, each from the first of the cases; none where that is worked out at once. */
  readonly prequential: Prequential | undefined;
}

const MOST_INPUTS = 32;

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

function taskFor(values: DescriptionValues, seed: number, data: Dataset | undefined): Task {
  if (values.subject !== 'classes') return taskOf(measurementsOf(values, seed, data), values.cases, streamOf(seed, 'cases'));
  if (!data?.images) throw new InputError('subject', 'images', 'none');
  return classTask(data.images.training, data.images.heldOut, values.cases);
}

function optionsOf(values: DescriptionValues, { inputs, outputs }: Task): LearnerOptions {
  const { hidden, prior, priorSd, noise, learnNoise, spread, weightSd, rate, stage } = values;
  return { shape: { inputs, hidden, outputs }, prior, priorSd, noise, learnNoise, spread, weightSd, rate, stage };
}

/** Where the network is before it has learnt anything. */
export function beginProgress(options: LearnerOptions, seed: number, cases: Cases): Progress {
  const learner = beginLearner(options, streamOf(seed, 'weights'));
  return { learner, standing: standingOf(options, learner, cases) };
}

export function beginNetwork(values: DescriptionValues, seed: number, data: Dataset | undefined): NetworkRun {
  const task = taskFor(values, seed, data);
  const options = optionsOf(values, task);
  const begin = (cases: Cases) => beginProgress(options, seed, cases);
  const prequential = hasEvidence(values)
    ? undefined
    : beginPrequential(options.shape, task.sent, doublingEnds(task.sent.y.length / task.outputs), begin);
  return { kind: 'network', seed, task, options, prequential, ...begin(task.sent) };
}

export const learnMore = (run: NetworkRun): NetworkRun => ({
  ...run,
  ...learnt(run.options, run, run.task.sent),
  prequential: run.prequential && prequentialLearnt(run.options, run.prequential),
});

/** What the network says of the cases that are held out. */
export const heldOutOutputs = ({ task: { heldOut }, options, standing: { belief } }: NetworkRun): Float64Array =>
  expectedOutputs(options.shape, belief, heldOut.x).outputs;

/** Squared error on the held-out cases, relative to that of their mean; none where there are no two of them. */
export function heldOutError({ task: { heldOut } }: NetworkRun, outputs: Float64Array): number | undefined {
  const { y } = heldOut;
  if (y.length < 2) return undefined;
  const own = y.length * varianceOf(y);
  return own > 0 ? y.reduce((sum, each, n) => sum + (each - (outputs[n] as number)) ** 2, 0) / own : undefined;
}

/** Of the held-out images, those whose largest output is not that of their class: counted by class, and by what they are taken for. */
export function confusionOf({ task: { heldOut, outputs: width } }: NetworkRun, outputs: Float64Array): Float64Array {
  const [is, taken] = [largestOf(heldOut.y, width), largestOf(outputs, width)];
  const counts = new Float64Array(width * width);
  is.forEach((own, n) => {
    const at = own * width + (taken[n] as number);
    counts[at] = (counts[at] as number) + 1;
  });
  return counts;
}

/** The message to begin with: bits of another one, from which the choice of the weights is borrowed. */
export const messageBefore = (seed: number, weights: number, which: number) =>
  randomStack(bitsToSeal(weights), streamOf(seed, 'message', which));

/** Envelopes that are sealed, fewer where they hold many targets, and how many of them are opened again. */
const [SEALED, TARGETS, OPENED] = [16, 16_000, 2];

export function networkCoded(run: NetworkRun, precision: number): Coded {
  const { seed, task, options, standing } = run;
  const { belief } = standing;
  const envelope = envelopeOf(options.shape, belief, task.sent.x, task.grid, precision);
  const own = weightBelief(belief);
  const weights = belief.means.length;
  let strayBits = 0;
  const ledgers = Array.from({ length: Math.min(SEALED, Math.ceil(TARGETS / task.steps.length)) }, (_, which) => {
    const stack = messageBefore(seed, weights, which);
    const before = bytesOf(stack);
    const ledger = seal(stack, task.steps, own, envelope);
    if (which >= OPENED) return ledger;
    // The receiver’s training comes to the same belief: it is the same arithmetic on the same cases.
    const { targets } = unseal(stack, weights, () => own, envelope);
    strayBits += strayBitsOf(stack, before, task.steps, targets);
    return ledger;
  });
  const saved = meanOf(Float64Array.from(ledgers, (ledger) => ledger.saved));
  const added = rounding(task.steps.length, task.grid.centres.length) + networkCoarseness(belief)(precision) + Math.abs(saved);
  return { measured: withRounding(measuredOf(Float64Array.from(ledgers, ({ net }) => net)), added), strayBits };
}

/** By how much less the choice of the weights costs for the intervals of the prior at a precision, in bits, over the components that each may be coded under. */
export function networkCoarseness({ means, logSds, prior }: Belief): (precision: number) => number {
  const coded = Array.from(means, (mean, i) => {
    const sd = exp(logSds[i] as number);
    const { picks } = weightCost(mean, sd, prior);
    return Array.from(picks, (pick, c) => {
      const scale = prior.sds[c] as number;
      return { pick, mean: (mean - (prior.means[c] as number)) / scale, sd: sd / scale };
    });
  }).flat();
  return (precision) => coded.reduce((sum, { pick, mean, sd }) => sum + pick * coarseness(precision, mean, sd), 0);
}
