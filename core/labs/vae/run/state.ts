// The state of a run: two networks under way, what their last minibatches said, and how they did on images held out.

import { InputError } from '../../../base/input-error.ts';
import type { ImageSet } from '../../../data/images.ts';
import type { Kept } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import { weightComplexityOf } from '../../../nets/bayesian.ts';
import { evaluate, noiseOf, unitNoiseOf, unitTensors } from '../../../nets/evaluation.ts';
import { isFlow } from '../../../nets/flow.ts';
import { createGradient, type Gradient } from '../../../nets/gradient.ts';
import type { Architecture, Networks } from '../../../nets/networks.ts';
import { differentiate, elboOf, type ObjectiveSettings, type Terms } from '../../../nets/objective.ts';
import { constant, disposeParameters, parametersOf, type Weights } from '../../../nets/parameters.ts';
import { initialWeights, networksOf } from '../../../nets/vae.ts';
import { type Adam, createAdam, openTensors, tf } from '../../../tensor/index.ts';
import type { VaeValues } from '../declaration/params.ts';
import { type Annealed, bringAnnealed } from './annealing.ts';
import { architectureOf, estimatorOf } from './architecture-of.ts';
import { createBatches, imagesOf, levelsOf } from './batches.ts';
import { bringCoding, type Coded } from './coding.ts';
import type { Entry, Learnt } from './entries.ts';
import { activeUnits, type Evaluation, look, type Survey, survey } from './evaluation.ts';
import { streamOf } from './streams.ts';
import { historyIn, modelOf } from './trained-model.ts';

/** The bound that is learnt by: of an image and its share of the weights. */
export const learntBound = (learnt: Learnt): number => elboOf(learnt) - learnt.weightComplexity;

export interface VaeState {
  readonly networks: Networks;
  readonly adam: Adam;
  readonly gradient: Gradient;
  readonly seed: number;
  readonly training: ImageSet;
  readonly heldOut: ImageSet;
  /** Held-out images that bounds are taken on, as the likelihood takes them. */
  readonly judged: Float32Array;
  readonly batches: ReturnType<typeof createBatches>;
  /** Steps that the weights had behind them when the run began, as their file says. */
  before: number;
  step: number;
  /** Batches taken since an epoch began, and the epochs before. */
  epoch: number;
  inEpoch: number;
  seen: number;
  /** Sums over the minibatches since the last entry. */
  sums: { count: number; accuracy: number; priorEnergy: number; entropy: number };
  last: Learnt;
  beta: number;
  evaluation: Evaluation;
  /** None before some training. */
  survey: Survey | undefined;
  /** The means of the codes when surveyed, or at first: what is slow to lay out is laid out of these. */
  mapped: Float32Array;
  readonly entries: Entry[];
  /** Images as they were last coded; none where nobody asks. */
  coded: Coded | undefined;
  /** log p(x) as last annealed; none where nobody asks. */
  annealed: Annealed | undefined;
  readonly kept: Kept;
}

/** Held-out images that the bound is taken on. */
const JUDGED = 500;

/** Steps behind the weights. */
export const stepsBehind = ({ before, step }: Pick<VaeState, 'before' | 'step'>): number => before + step;

/** What a run begins with: weights for an architecture, how they learnt, and what is laid over the state before the first look. */
interface Beginning {
  readonly weights: (architecture: Architecture) => Readonly<Record<string, Weights>>;
  readonly history?: (architecture: Architecture) => readonly Entry[];
  readonly resume?: (state: VaeState) => VaeState;
}

/** Points begin with a variance of 0.1: as wide as they are themselves, all codes would stay alike. */
const POINTS_VARIANCE = 0.1;

export const init = (values: VaeValues, start: Start): Promise<VaeState> =>
  begin(values, start, {
    weights: (architecture) => {
      if (values.weights !== 'fresh') return modelOf(start.data?.model, architecture);
      const fresh = initialWeights(architecture, streamOf(start.seed, 'weights'));
      return start.data?.images?.training.points ? { ...fresh, 'decoder/logScale': constant(Math.log(POINTS_VARIANCE), 1) } : fresh;
    },
    history: ({ family, latentDimension }) =>
      values.weights === 'fresh' ? [] : historyIn(start.data?.model, isFlow({ family }) ? 0 : latentDimension),
  });

const nothing: Terms = { accuracy: 0, priorEnergy: 0, entropy: 0 };

export async function begin(values: VaeValues, { seed, data, means }: Start, { weights, history, resume }: Beginning): Promise<VaeState> {
  if (!data?.images) throw new InputError('dataset', 'images', 'none');
  const { training, heldOut } = data.images;
  const architecture = architectureOf(values, training);
  // What is refused is refused before the networks of another arithmetic go.
  const begun = weights(architecture);
  const past = history?.(architecture) ?? [];
  await openTensors({ ...means?.threads, reproducible: values.arithmetic === 'reproducible' });
  const networks = networksOf(architecture, parametersOf(begun));
  const state: VaeState = {
    networks,
    adam: createAdam(Object.values(networks.parameters)),
    gradient: createGradient(networks),
    seed,
    training,
    heldOut,
    judged: imagesOf(heldOut, upTo(JUDGED, heldOut.count), levelsOf(values), streamOf(seed, 'heldOutLevels')),
    batches: createBatches(training, seed),
    before: past.at(-1)?.step ?? 0,
    step: 0,
    epoch: 0,
    inEpoch: 0,
    seen: 0,
    sums: { count: 0, ...nothing },
    last: { ...nothing, weightComplexity: 0 },
    beta: values.warmUp > 0 ? 0 : values.inverseTemperature,
    evaluation: {
      ...nothing,
      error: 0,
      codes: { means: new Float32Array(), logVariances: new Float32Array() },
      complexities: new Float64Array(),
      variances: new Float64Array(),
    },
    survey: undefined,
    mapped: new Float32Array(),
    entries: [...past],
    coded: undefined,
    annealed: undefined,
    kept: new Map(),
  };
  if (resume) return resume(state);
  const last = past.at(-1);
  state.last = last ? learntOf(last) : firstLook(state, values);
  state.evaluation = look(networks, state.judged, seed);
  state.mapped = state.evaluation.codes.means;
  if (values.weights !== 'fresh')
    state.survey = survey(networks, state.judged, state.evaluation, seed, stepsBehind(state), values.importanceSamples);
  if (past.length === 0) enter(state, values);
  return state;
}

const learntOf = ({ accuracy, priorEnergy, entropy, weightComplexity }: Learnt): Learnt => ({
  accuracy,
  priorEnergy,
  entropy,
  weightComplexity,
});

/** Before any minibatch, the terms of as many training images as are judged of those held out. */
function firstLook(state: VaeState, values: VaeValues): Learnt {
  const { networks, training, seed } = state;
  const some = imagesOf(training, upTo(JUDGED, training.count), levelsOf(values), streamOf(seed, 'trainingLevels'));
  const { accuracy, priorEnergy, entropy } = evaluate(networks, some, streamOf(seed, 'trainingCodes'));
  return { accuracy, priorEnergy, entropy, weightComplexity: weightShare(state) };
}

/** 0, 1, 2 …: so many, or all there are. */
const upTo = (most: number, count: number) => Uint32Array.from({ length: Math.min(most, count) }, (_, i) => i);

/** The share of an image in what the weights cost. */
const weightShare = ({ networks: { architecture, parameters }, training }: VaeState): number =>
  weightComplexityOf(architecture, parameters) / training.count;

function enter(state: VaeState, { learningRate }: VaeValues): void {
  const { last, evaluation, survey, beta } = state;
  const { accuracy, priorEnergy, entropy, complexities } = evaluation;
  state.entries.push({
    ...last,
    step: stepsBehind(state),
    heldOut: { accuracy, priorEnergy, entropy },
    complexities,
    activeUnits: activeUnits(evaluation),
    survey,
    learningRate,
    beta,
  });
}

/** Steps from one entry to the next: fewer at first, and so that entries are made at round numbers. */
const gap = (step: number) => (step < 10 ? 1 : step < 20 ? 2 : step < 50 ? 5 : step < 100 ? 10 : step < 200 ? 20 : 50);

/** What the next step takes: its place in the epochs, its images and its noise, row by row, and how its gradient is taken. */
export function comingStep(state: VaeState, values: VaeValues) {
  const { networks, training, batches, seed, step } = state;
  const { warmUp, inverseTemperature, freeBits, trained } = values;
  const ended = state.inEpoch >= batches.perEpoch(values.batchSize);
  const [epoch, inEpoch] = ended ? [state.epoch + 1, 0] : [state.epoch, state.inEpoch];
  const rows = batches.of(epoch, inEpoch, values.batchSize);
  const stream = streamOf(seed, 'step', step);
  const settings: ObjectiveSettings = {
    estimator: estimatorOf(networks.architecture, values),
    inverseTemperature: inverseTemperature * (warmUp > 0 ? Math.min(1, (step + 1) / warmUp) : 1),
    freeBits,
    examples: training.count,
    only: trained === 'both' ? undefined : trained,
  };
  const images = imagesOf(training, rows, levelsOf(values), stream);
  return {
    epoch,
    inEpoch,
    count: rows.length,
    images,
    noise: noiseOf(stream, rows.length * networks.architecture.latentDimension),
    unitNoise: unitNoiseOf(networks, rows.length, stream),
    settings,
  };
}

/** The gradient of a step that is to come. The caller disposes it. */
export function gradientOf({ networks }: VaeState, { count, images, noise, unitNoise, settings }: ReturnType<typeof comingStep>) {
  const [x, epsilon] = [tf.tensor2d(images, [count, images.length / count]), tf.tensor2d(noise, [count, noise.length / count])];
  const units = unitTensors(unitNoise, count);
  const found = differentiate(networks, x, epsilon, settings, units);
  tf.dispose([x, epsilon, ...units]);
  return found;
}

export function step(state: VaeState, values: VaeValues): VaeState {
  bringCoding(state, values, false);
  bringAnnealed(state, values, false);
  const coming = comingStep(state, values);
  const { terms, gradients } = state.gradient.of(coming);
  state.adam.step(gradients, values.learningRate);
  state.step += 1;
  state.epoch = coming.epoch;
  state.inEpoch = coming.inEpoch + 1;
  state.seen += coming.count;
  state.beta = coming.settings.inverseTemperature;
  const { sums } = state;
  sums.count += 1;
  for (const name of ['accuracy', 'priorEnergy', 'entropy'] as const) sums[name] += terms[name];
  const last = (state.entries.at(-1)?.step ?? 0) - state.before;
  if (state.step >= last + gap(last) || done(state, values)) judge(state, values);
  return state;
}

/** Looks at the held-out images, and writes down what there is to be seen. */
function judge(state: VaeState, values: VaeValues): void {
  const { sums, networks, judged, seed } = state;
  const { count } = sums;
  state.last = {
    accuracy: sums.accuracy / count,
    priorEnergy: sums.priorEnergy / count,
    entropy: sums.entropy / count,
    weightComplexity: weightShare(state),
  };
  state.sums = { count: 0, ...nothing };
  state.evaluation = look(networks, judged, seed);
  const surveyed = (state.survey?.step ?? 0) - state.before;
  if (state.step >= Math.max(50, 1.3 * surveyed) || done(state, values)) {
    state.survey = survey(networks, judged, state.evaluation, seed, stepsBehind(state), values.importanceSamples);
    state.mapped = state.evaluation.codes.means;
    bringCoding(state, values, true);
  }
  if (done(state, values)) bringAnnealed(state, values, true);
  enter(state, values);
}

/** Training ends with its last epoch. */
export const done = (state: VaeState, values: VaeValues): boolean => {
  const perEpoch = state.batches.perEpoch(values.batchSize);
  return state.epoch + state.inEpoch / perEpoch >= values.epochs;
};

export function dispose({ networks, adam, gradient }: VaeState): void {
  gradient.dispose();
  disposeParameters(networks.parameters);
  adam.dispose();
}
