// Weights that gather round a few values, under a prior that is itself learnt: a mixture of normals.
import { InputError } from '../../../base/input-error.ts';
import { assignShared } from '../../../compression/sharing/assignment.ts';
import { mergeComponents } from '../../../compression/sharing/merge.ts';
import type { SharingPrior } from '../../../compression/sharing/prior.ts';
import { exp, log } from '../../../math/elementary.ts';
import { type Scalar, type Tensor1D, tf } from '../../../tensor/index.ts';
import type { Weights } from '../../parameters.ts';
import { constant } from '../../parameters.ts';
import type { Classifier, WeightsByName } from '../classifier.ts';
import { COMMON, type Method } from '../method.ts';
import { type Mixture, mixtureCost, precisionCost } from '../mixture.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { readLayers, valuesOf } from '../read-out.ts';

type Own =
  /** Normals beside the one at 0. */
  | 'components'
  /** π₀, the share of the one at 0, which is not learnt. */
  | 'zeroShare'
  /** τ: what the prior of the weights counts beside their fit, in all. */
  | 'strength'
  /** Standard deviation of the components at first. */
  | 'firstDeviation'
  /** Gamma priors on precisions, shape and rate: of the component at 0, and of the others. */
  | 'zeroShape'
  | 'zeroRate'
  | 'shape'
  | 'rate';

const MIXTURE = 'mixture';
const kinds = ['means', 'logPrecisions', 'logits'] as const;

/** The mixture as plain numbers: the component at 0 first. */
export function mixtureOf(weights: WeightsByName, zeroShare: number): SharingPrior {
  const [means, logPrecisions, logits] = kinds.map((kind) => (weights[`${MIXTURE}/${kind}`] as Weights).values) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const most = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const odds = Float64Array.from(logits, (logit) => exp(logit - most));
  const total = odds.reduce((a, b) => a + b, 0);
  return {
    shares: Float64Array.from([zeroShare, ...odds.map((odd) => ((1 - zeroShare) * odd) / total)]),
    means: Float64Array.from([0, ...means]),
    sds: Float64Array.from(logPrecisions, (p) => Math.sqrt(exp(-p))),
  };
}

const all = (classifier: Classifier, weights: WeightsByName) => classifier.layers.map((layer) => valuesOf(weights, layer, 'weights'));

/**
 * The complexity is τ N · (−Σ log p(w)) and the priors of the precisions, so that F is the cross-entropy and τ/N of them as the paper’s tutorial has it,
 * where N is the number of examples. `threshold` is the KL under which components are merged when it is read out.
 */
export const softWeightSharing: Method<Own> = {
  id: 'softWeightSharing',
  title: 'Soft weight sharing',
  family: 'quantize',
  source: 'Ullrich, Meeds and Welling (2017)',
  defaults: {
    ...COMMON,
    learningRate: 5e-4,
    cooling: 0,
    epochs: 30,
    components: 16,
    zeroShare: 0.99,
    strength: 0.003,
    firstDeviation: 0.25,
    zeroShape: 5000,
    zeroRate: 2,
    shape: 250,
    rate: 0.1,
  },
  pretrained: true,
  threshold: 1e-10,
  begin(classifier, weights, { components, zeroShare, firstDeviation }) {
    if (!(Number.isInteger(components) && components >= 1 && components <= 255))
      throw new InputError('components', 'a whole number from 1 to 255', String(components));
    if (!(zeroShare > 0 && zeroShare < 1)) throw new InputError('zeroShare', 'between 0 and 1', String(zeroShare));
    const reach = all(classifier, weights).reduce((most, values) => values.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
    // Evenly over the range of the weights, as far out as the tutorial has them at most.
    const most = Math.min(0.6, reach);
    const means = Float32Array.from({ length: components }, (_, j) => (components > 1 ? most * ((2 * j) / (components - 1) - 1) : most));
    return {
      ...weights,
      [`${MIXTURE}/means`]: { shape: [components], values: means },
      [`${MIXTURE}/logPrecisions`]: constant(-2 * log(firstDeviation), components + 1),
      [`${MIXTURE}/logits`]: constant(0, components),
    };
  },
  rate: (name) => ({ [`${MIXTURE}/means`]: 0.2, [`${MIXTURE}/logPrecisions`]: 6, [`${MIXTURE}/logits`]: 6 })[name] ?? 1,
  logits: ({ classifier, parameters }, x) => pointLogits(classifier, parameters, x, (layer) => parameterOf(parameters, layer, 'weights')),
  complexity({ classifier, parameters, settings: { zeroShare, strength, zeroShape, zeroRate, shape, rate } }) {
    const [means, logPrecisions, logits] = kinds.map((kind) => parameters[`${MIXTURE}/${kind}`] as unknown as Tensor1D) as [
      Tensor1D,
      Tensor1D,
      Tensor1D,
    ];
    const mixture: Mixture = {
      logShares: tf.concat([tf.tensor1d([log(zeroShare)]), tf.add(tf.logSoftmax(logits), log(1 - zeroShare)) as Tensor1D]),
      means: tf.concat([tf.tensor1d([0]), means]),
      logPrecisions,
    };
    const costs = classifier.layers.map((layer) => mixtureCost(parameterOf(parameters, layer, 'weights'), mixture));
    const zero = tf.slice(logPrecisions, [0], [1]);
    const others = tf.slice(logPrecisions, [1], [logPrecisions.size - 1]);
    const priors = [precisionCost(zero, zeroShape, zeroRate), precisionCost(others, shape, rate)];
    return tf.mul<Scalar>(tf.addN([...costs, ...priors]), strength);
  },
  readOut: (classifier, weights, { zeroShare }, options) => {
    const mixture = mergeComponents(mixtureOf(weights, zeroShare), options?.threshold ?? 1e-10);
    return readLayers(classifier, weights, ({ shape }, values) => assignShared(values, shape, mixture));
  },
};
