// A scale for each group of weights, under a prior that has no scale of its own: whole units go.
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import { log } from '../../../math/elementary.ts';
import {
  drawnUnits,
  gaussianComplexity,
  gaussianSample,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tf,
} from '../../../tensor/index.ts';
import { constant } from '../../parameters.ts';
import { type Classifier, shapesOf } from '../classifier.ts';
import { gatedValues, groupOf, groupsOf } from '../groups.ts';
import { freeLogUniformCost } from '../log-uniform.ts';
import { COMMON, type Method, type NoiseShape } from '../method.ts';
import { activated, everyRow, parameterOf, through } from '../passing.ts';
import { readSparse, valuesOf } from '../read-out.ts';

/** log variances of weights and scales at first. */
export const FIRST_LOG_VARIANCE = -9;

type Own =
  /** The largest variance of a weight of the first layer. */
  | 'firstVariance'
  /** What the learning rate of log variances is multiplied by: they have far to go. */
  | 'spreadRate';

/** Noise of a layer with groups: for its scales, then for its units. */
export const groupNoise = (classifier: Classifier, rows: number): readonly NoiseShape[] =>
  shapesOf(classifier).flatMap(({ output }, at): NoiseShape[] => [
    { kind: 'normal', shape: [rows, groupsOf(classifier.layers[at] as LayerShape)] },
    { kind: 'normal', shape: [rows, ...output] },
  ]);

/** Σ KL[N(μ, e^v) ‖ N(0, 1)] of a layer’s weights. */
export function standardNormalCost(mean: Tensor, logVariance: Tensor): Scalar {
  const rows = (tensor: Tensor): Tensor2D => tf.reshape(tensor, [-1, tensor.shape.at(-1) as number]);
  return tf.sum<Scalar>(gaussianComplexity(rows(mean), rows(logVariance)));
}

/** Holds the log variances of the first layer’s weights. */
export function holdFirst({ layers }: Classifier, places: Readonly<Record<string, Float32Array>>, firstVariance: number): void {
  const values = places[`${layers[0]?.name}/logVariance`] as Float32Array;
  const most = log(firstVariance);
  for (let i = 0; i < values.length; i += 1) values[i] = Math.min(most, values[i] as number);
}

/**
 * w = z w̃ with beliefs about both, p(z) ∝ 1/|z| and p(w̃) = N(0, 1). A group goes where log α = log σ_z² − log μ_z² is `threshold` or more; what stays
 * is μ_z μ. Biases are single numbers.
 */
export const normalJeffreys: Method<Own> = {
  id: 'normalJeffreys',
  title: 'Group normal-Jeffreys',
  family: 'remove',
  source: 'Louizos, Ullrich and Welling (2017)',
  defaults: { ...COMMON, epochs: 40, quietEpochs: 2, warmUpEpochs: 20, firstVariance: 0.04, spreadRate: 5 },
  pretrained: false,
  threshold: -3,
  begin(classifier, weights) {
    const added = classifier.layers.flatMap((layer) => [
      [`${layer.name}/logVariance`, constant(FIRST_LOG_VARIANCE, ...layer.shape)] as const,
      [`${layer.name}/scale`, constant(1, groupsOf(layer))] as const,
      [`${layer.name}/scaleLogVariance`, constant(FIRST_LOG_VARIANCE, groupsOf(layer))] as const,
    ]);
    return { ...weights, ...Object.fromEntries(added) };
  },
  rate: (name, { spreadRate }) => (name.endsWith('ogVariance') ? spreadRate : 1),
  noise: groupNoise,
  logits: ({ classifier, parameters, noise }, x) =>
    through(classifier, x, (layer, values, at) => {
      const rows = x.shape[0];
      const scale = everyRow(parameterOf(parameters, layer, 'scale'), rows);
      const [weights, bias] = [parameterOf(parameters, layer, 'weights'), parameterOf<Tensor1D>(parameters, layer, 'bias')];
      if (!noise) return activated(layer, gatedValues(layer, values, scale, weights, bias).mean);
      const [forScale, forUnits] = [noise[2 * at] as Tensor2D, noise[2 * at + 1] as Tensor];
      const gates = gaussianSample(scale, everyRow(parameterOf(parameters, layer, 'scaleLogVariance'), rows), forScale);
      const { mean, variance } = gatedValues(layer, values, gates, weights, bias, parameterOf(parameters, layer, 'logVariance'));
      return drawnUnits(mean, variance as Tensor, forUnits, layer.activation);
    }),
  complexity: ({ classifier, parameters }) =>
    tf.addN(
      classifier.layers.flatMap((layer) => {
        const of = (kind: string) => parameterOf<Tensor1D>(parameters, layer, kind);
        return [freeLogUniformCost(of('scale'), of('scaleLogVariance')), standardNormalCost(of('weights'), of('logVariance'))];
      }),
    ) as Scalar,
  settle: (classifier, places, { firstVariance }) => holdFirst(classifier, places, firstVariance),
  readOut: (classifier, weights, _, options) =>
    readSparse(classifier, weights, (layer) => {
      const [scales, logVariances] = [valuesOf(weights, layer, 'scale'), valuesOf(weights, layer, 'scaleLogVariance')];
      const kept = scales.map((scale, i) =>
        (logVariances[i] as number) - log(scale * scale + Number.MIN_VALUE) < (options?.threshold ?? -3) ? scale : 0,
      );
      const group = groupOf(layer);
      return valuesOf(weights, layer, 'weights').map((mean, at) => mean * (kept[group(at)] as number));
    }),
};
