// The state of a run: two networks under way, what their last minibatches said, and how they did on images held out.

import type { ImageSet } from '../../data/images.ts';
import { InputError } from '../../lab/input-error.ts';
import type { Kept } from '../../lab/keep.ts';
import type { Start } from '../../lab/lab.ts';
import { meanOf } from '../../math/mean.ts';
import { weightComplexityOf } from '../../nets/bayesian.ts';
import {
  aggregateComplexity,
  type Codes,
  codeVariances,
  complexityByLatent,
  evaluate,
  importanceWeighted,
  noiseOf,
  unitNoiseOf,
  unitTensors,
} from '../../nets/evaluation.ts';
import { isFlow } from '../../nets/flow.ts';
import { differentiate, type Estimator, elboOf, type ObjectiveSettings, type Terms } from '../../nets/objective.ts';
import { constant, disposeParameters, parametersOf, type Weights } from '../../nets/parameters.ts';
import { type Architecture, initialWeights, type Networks, networksOf } from '../../nets/vae.ts';
import { streamOf } from '../../prob/random.ts';
import { hostThreads } from '../../tensor/host.ts';
import { type Adam, createAdam, openTensors, tf } from '../../tensor/index.ts';
import { type Annealed, bringAnnealed } from './annealing.ts';
import { createBatches, imagesOf, levelsOf } from './batches.ts';
import { bringCoding, type Coded } from './coding.ts';
import { modelOf } from './model-file.ts';
import type { VaeValues } from './params.ts';

/** How the networks did on held-out images at a step. */
export interface Evaluation extends Terms {
  readonly codes: Codes;
  /** Of each latent, in nats, none of a flow, which no latent can be told apart in; and the variance of its mean over the images. */
  readonly complexities: Float64Array;
  readonly variances: Float64Array;
}

/** What takes longer to find out, and is looked at more seldom. */
export interface Survey {
  readonly step: number;
  /** What K draws gain over one, on some of the held-out images; and added to the bound of all of them. */
  readonly gain: number;
  readonly importanceWeightedBound: number;
  /** Of a mean-field q. */
  readonly aggregateComplexity: number | undefined;
  readonly mutualInformation: number | undefined;
}

/** Means over minibatches, and an image’s share of what beliefs about weights cost. */
export interface Learnt extends Terms {
  /** (1/N) KL[q(W) ‖ p(W)]; 0 of point weights. */
  readonly weightComplexity: number;
}

/** The bound that is learnt by: of an image and its share of the weights. */
export const learntBound = (learnt: Learnt): number => elboOf(learnt) - learnt.weightComplexity;

/** What is written down at a step. */
export interface Entry extends Learnt {
  readonly step: number;
  readonly heldOut: Terms;
  readonly complexities: Float64Array;
  readonly activeUnits: number;
  readonly survey: Survey | undefined;
  readonly learningRate: number;
  readonly beta: number;
}

export interface VaeState {
  readonly networks: Networks;
  readonly adam: Adam;
  readonly seed: number;
  readonly training: ImageSet;
  readonly heldOut: ImageSet;
  /** Held-out images that bounds are taken on, as the likelihood takes them. */
  readonly judged: Float32Array;
  readonly batches: ReturnType<typeof createBatches>;
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

/** Held-out images that the bound is taken on, and those of the importance-weighted one. */
const JUDGED = 500;
const SURVEYED = 100;

/** Linear networks have a mean-field q. */
export const familyOf = ({ network, family }: Pick<VaeValues, 'network' | 'family'>): Architecture['family'] =>
  network === 'linear' ? 'meanField' : family;

/** Only dense layers have beliefs about their weights. */
const decoderWeightsOf = ({ network, decoderWeights }: Pick<VaeValues, 'network' | 'decoderWeights'>): Architecture['decoderWeights'] =>
  network === 'convolutional' ? 'point' : decoderWeights;

/** What of a set decides shapes. */
type Shape = Pick<ImageSet, 'rows' | 'columns' | 'points'>;

/** Of points the likelihood is normal. Throws InputError for convolutions of them, or to a softmax. */
export function architectureOf(values: VaeValues, { rows, columns, points }: Shape): Architecture {
  if (points && values.network === 'convolutional') throw new InputError('network', 'dense or linear, for points', values.network);
  if (values.likelihood === 'categorical' && values.network === 'convolutional')
    throw new InputError('likelihood', 'another than the softmax, for convolutions', values.likelihood);
  return {
    network: values.network,
    rows,
    columns,
    pixels: rows * columns,
    hiddenUnits: values.hiddenUnits,
    latentDimension: values.latentDimension,
    activation: values.activation,
    family: familyOf(values),
    likelihood: points ? 'gaussian' : values.likelihood,
    decoderWeights: decoderWeightsOf(values),
  };
}

/** The two that are not pathwise take a mean-field q. */
export const estimatorOf = ({ family }: Architecture, { estimator }: Pick<VaeValues, 'estimator'>): Estimator =>
  family === 'meanField' ? estimator : 'pathwise';

/** What is said latent by latent of the codes of held-out images. */
export function byLatent(architecture: Architecture, codes: Codes): Pick<Evaluation, 'complexities' | 'variances'> {
  const k = architecture.latentDimension;
  return {
    complexities: isFlow(architecture) ? new Float64Array() : complexityByLatent(codes, k),
    variances: codeVariances(codes, k),
  };
}

function look(networks: Networks, judged: Float32Array, seed: number): Evaluation {
  // The same noise at every look, so that a curve shows the networks and not the draws.
  const terms = evaluate(networks, judged, streamOf(seed, 3, 0));
  return { ...terms, ...byLatent(networks.architecture, terms.codes) };
}

/** Draws that the bound of the surveyed images is the mean of. */
const DRAWS = 5;

function survey(networks: Networks, judged: Float32Array, evaluation: Evaluation, seed: number, step: number, samples: number): Survey {
  const { pixels, latentDimension, family } = networks.architecture;
  const some = judged.subarray(0, SURVEYED * pixels);
  const bounds = Array.from({ length: DRAWS }, (_, i) => elboOf(evaluate(networks, some, streamOf(seed, 5, i))));
  const gain = meanOf(importanceWeighted(networks, some, samples, streamOf(seed, 4, 0))) - meanOf(Float64Array.from(bounds));
  const off = family === 'meanField' ? aggregateComplexity(evaluation.codes, latentDimension, streamOf(seed, 6, 0)) : undefined;
  return {
    step,
    gain,
    importanceWeightedBound: elboOf(evaluation) + gain,
    aggregateComplexity: off,
    mutualInformation: off === undefined ? undefined : evaluation.priorEnergy - evaluation.entropy - off,
  };
}

/** What a run begins with: weights for an architecture, and what is laid over the state before the first look. */
interface Beginning {
  readonly weights: (architecture: Architecture) => Readonly<Record<string, Weights>>;
  readonly resume?: (state: VaeState) => VaeState;
}

/** Points begin with a variance of 0.1: as wide as they are themselves, all codes would stay alike. */
const POINTS_VARIANCE = 0.1;

export const init = (values: VaeValues, start: Start): Promise<VaeState> =>
  begin(values, start, {
    weights: (architecture) => {
      if (values.weights !== 'fresh') return modelOf(start.data?.model, architecture);
      const fresh = initialWeights(architecture, streamOf(start.seed, 0, 0));
      return start.data?.images?.training.points ? { ...fresh, 'decoder/logScale': constant(Math.log(POINTS_VARIANCE), 1) } : fresh;
    },
  });

const nothing: Terms = { accuracy: 0, priorEnergy: 0, entropy: 0 };

export async function begin(values: VaeValues, { seed, data }: Start, { weights, resume }: Beginning): Promise<VaeState> {
  if (!data?.images) throw new InputError('dataset', 'images', 'none');
  const { training, heldOut } = data.images;
  const architecture = architectureOf(values, training);
  // What is refused is refused before the networks of another arithmetic go.
  const begun = weights(architecture);
  await openTensors({ ...hostThreads(), reproducible: values.arithmetic === 'reproducible' });
  const networks = networksOf(architecture, parametersOf(begun));
  const first = (count: number) => Uint32Array.from({ length: Math.min(JUDGED, count) }, (_, i) => i);
  const state: VaeState = {
    networks,
    adam: createAdam(Object.values(networks.parameters)),
    seed,
    training,
    heldOut,
    judged: imagesOf(heldOut, first(heldOut.count), levelsOf(values), streamOf(seed, 2, 0)),
    batches: createBatches(training, seed),
    step: 0,
    epoch: 0,
    inEpoch: 0,
    seen: 0,
    sums: { count: 0, ...nothing },
    last: { ...nothing, weightComplexity: 0 },
    beta: values.warmUp > 0 ? 0 : values.inverseTemperature,
    evaluation: {
      ...nothing,
      codes: { means: new Float32Array(), logVariances: new Float32Array() },
      complexities: new Float64Array(),
      variances: new Float64Array(),
    },
    survey: undefined,
    mapped: new Float32Array(),
    entries: [],
    coded: undefined,
    annealed: undefined,
    kept: new Map(),
  };
  if (resume) return resume(state);
  const some = imagesOf(training, first(training.count), levelsOf(values), streamOf(seed, 7, 0));
  const { accuracy, priorEnergy, entropy } = evaluate(networks, some, streamOf(seed, 8, 0));
  state.last = { accuracy, priorEnergy, entropy, weightComplexity: weightShare(state) };
  state.evaluation = look(networks, state.judged, seed);
  state.mapped = state.evaluation.codes.means;
  if (values.weights !== 'fresh') state.survey = survey(networks, state.judged, state.evaluation, seed, 0, values.importanceSamples);
  enter(state, values);
  return state;
}

/** The share of an image in what the weights cost. */
const weightShare = ({ networks: { architecture, parameters }, training }: VaeState): number =>
  weightComplexityOf(architecture, parameters) / training.count;

function enter(state: VaeState, { learningRate }: VaeValues): void {
  const { step, last, evaluation, survey, beta } = state;
  const { accuracy, priorEnergy, entropy, complexities } = evaluation;
  state.entries.push({
    step,
    ...last,
    heldOut: { accuracy, priorEnergy, entropy },
    complexities,
    activeUnits: activeUnits(evaluation),
    survey,
    learningRate,
    beta,
  });
}

/** A unit is active where the mean of its code varies by more than 0.01 (Burda, Grosse and Salakhutdinov 2016). */
export const activeUnits = ({ variances }: Evaluation): number => variances.filter((variance) => variance > 0.01).length;

/** Steps from one entry to the next: a tenth of those behind, at most 50. */
const gap = (step: number) => Math.min(50, Math.max(1, Math.floor(step / 10)));

/** What the next step takes: its place in the epochs, its images and its noise, row by row, and how its gradient is taken. */
export function comingStep(state: VaeState, values: VaeValues) {
  const { networks, training, batches, seed, step } = state;
  const { warmUp, inverseTemperature, freeBits, trained } = values;
  const ended = state.inEpoch >= batches.perEpoch(values.batchSize);
  const [epoch, inEpoch] = ended ? [state.epoch + 1, 0] : [state.epoch, state.inEpoch];
  const rows = batches.of(epoch, inEpoch, values.batchSize);
  const stream = streamOf(seed, 9, step);
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
  const { terms, gradients } = gradientOf(state, coming);
  state.adam.step(gradients, values.learningRate);
  tf.dispose(gradients);
  state.step += 1;
  state.epoch = coming.epoch;
  state.inEpoch = coming.inEpoch + 1;
  state.seen += coming.count;
  state.beta = coming.settings.inverseTemperature;
  const { sums } = state;
  sums.count += 1;
  for (const name of ['accuracy', 'priorEnergy', 'entropy'] as const) sums[name] += terms[name];
  const before = state.entries.at(-1)?.step ?? 0;
  if (state.step >= before + gap(before)) judge(state, values);
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
  if (state.step >= Math.max(50, 1.3 * (state.survey?.step ?? 0)) || done(state, values)) {
    state.survey = survey(networks, judged, state.evaluation, seed, state.step, values.importanceSamples);
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

export function dispose({ networks, adam }: VaeState): void {
  disposeParameters(networks.parameters);
  adam.dispose();
}
