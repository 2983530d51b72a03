// A scale for each group of weights under a half-Cauchy prior, and one for each layer: a horseshoe pulls small groups to nothing and lets large ones be.
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import { exp, log } from '../../../math/elementary.ts';
import { drawnUnits, gaussianSample, type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../../../tensor/index.ts';
import { constant } from '../../parameters.ts';
import type { WeightsByName } from '../classifier.ts';
import { gatedValues, groupOf, groupsOf } from '../groups.ts';
import { COMMON, type Method } from '../method.ts';
import { activated, everyRow, parameterOf, through } from '../passing.ts';
import { readSparse, valuesOf } from '../read-out.ts';
import { FIRST_LOG_VARIANCE, groupNoise, holdFirst, standardNormalCost } from './normal-jeffreys.ts';

type Own =
  /** The largest variance of a weight of the first layer. */
  | 'firstVariance'
  /** τ₀, the scale of the half-Cauchy that a layer’s scale is drawn from. */
  | 'globalScale'
  /** What the learning rate of log scales and log variances is multiplied by: they have far to go. */
  | 'spreadRate';

/** The four log-normals whose product is the square of a scale: two of the layer, [1], and two of the group, [groups]. */
const parts = ['layerGamma', 'layerInverse', 'groupGamma', 'groupInverse'] as const;
type Part = (typeof parts)[number];

const means = (part: Part) => part;
const logVariances = (part: Part) => `${part}LogVariance`;

/** Σ KL[LogNormal(m, e^u) ‖ Gamma(½, scale s)] = −m/2 + e^(m + v/2)/s + ½ log s − ½ (log v + 1 + log 2), v = e^u. */
export const gammaCost = (m: Tensor1D, u: Tensor1D, scale: number): Scalar => {
  const mean = tf.exp(tf.sub<Tensor1D>(tf.add(m, tf.mul(tf.exp(u), 0.5)), log(scale)));
  const each = tf.sub<Tensor1D>(mean, tf.mul(tf.add(m, u), 0.5));
  return tf.add<Scalar>(tf.sum(each), 0.5 * m.size * (log(scale) - 1 - log(2)));
};

/** Σ KL[LogNormal(m, e^u) ‖ InverseGamma(½, scale 1)]: the same of −m and 1. */
export const inverseGammaCost = (m: Tensor1D, u: Tensor1D): Scalar => gammaCost(tf.neg(m), u, 1);

/** log z = ½ Σ of four normals: its mean and its variance, [groups], as plain numbers. */
function logScale(weights: WeightsByName, layer: LayerShape): { readonly mean: Float64Array; readonly variance: Float64Array } {
  const of = (kind: string) => valuesOf(weights, layer, kind);
  const groups = groupsOf(layer);
  const sum = (name: (part: Part) => string, f: (value: number) => number) =>
    Float64Array.from({ length: groups }, (_, g) =>
      parts.reduce((total, part) => {
        const values = of(name(part));
        return total + f(values[values.length === 1 ? 0 : g] as number);
      }, 0),
    );
  return { mean: sum(means, (m) => m / 2), variance: sum(logVariances, (u) => exp(u) / 4) };
}

/**
 * w = z w̃, z² = s_a s_b α β with s_a ~ Gamma(½, τ₀²), α ~ Gamma(½, 1), s_b, β ~ InverseGamma(½, 1) and log-normal beliefs about all four; p(w̃) = N(0, 1).
 * A group goes where the log of z’s mode, E[log z] − Var[log z], is below `threshold`; what stays is E[z] μ. Biases are single numbers.
 */
export const horseshoe: Method<Own> = {
  id: 'horseshoe',
  title: 'Group horseshoe',
  family: 'remove',
  source: 'Louizos, Ullrich and Welling (2017)',
  defaults: { ...COMMON, epochs: 40, quietEpochs: 2, warmUpEpochs: 20, firstVariance: 0.04, globalScale: 1e-5, spreadRate: 5 },
  pretrained: false,
  threshold: -3,
  begin(classifier, weights, { globalScale }) {
    // So that z begins at 1, and with the least complexity: the inverse gammas of the groups pay ½ for each nat that the others are short of.
    const layerGamma = 2 * log(globalScale) - log(2);
    const first: Readonly<Record<Part, number>> = {
      layerGamma,
      layerInverse: log(2),
      groupGamma: -log(2),
      groupInverse: -layerGamma,
    };
    const added = classifier.layers.flatMap((layer) => [
      [`${layer.name}/logVariance`, constant(FIRST_LOG_VARIANCE, ...layer.shape)] as const,
      ...parts.flatMap((part) => {
        const count = part.startsWith('layer') ? 1 : groupsOf(layer);
        return [
          [`${layer.name}/${means(part)}`, constant(first[part], count)] as const,
          [`${layer.name}/${logVariances(part)}`, constant(FIRST_LOG_VARIANCE, count)] as const,
        ];
      }),
    ]);
    return { ...weights, ...Object.fromEntries(added) };
  },
  rate: (name, { spreadRate }) => (/\/(weights|bias)$/.test(name) ? 1 : spreadRate),
  noise: groupNoise,
  logits: ({ classifier, parameters, noise }, x) =>
    through(classifier, x, (layer, values, at) => {
      const of = (kind: string) => parameterOf<Tensor1D>(parameters, layer, kind);
      const total = (kinds: readonly string[]): Tensor1D =>
        tf.add(tf.add(of(kinds[2] as string), of(kinds[3] as string)), tf.add(of(kinds[0] as string), of(kinds[1] as string)));
      const mean = tf.mul<Tensor1D>(total(parts), 0.5);
      const exps = parts.map((part) => tf.exp(of(logVariances(part))));
      const [a, b, c, d] = exps as [Tensor1D, Tensor1D, Tensor1D, Tensor1D];
      const variance = tf.mul<Tensor1D>(tf.add(tf.add(c, d), tf.add(a, b)), 0.25);
      const weights = parameterOf(parameters, layer, 'weights');
      const rows = x.shape[0];
      if (!noise) {
        const gates = everyRow(tf.exp(tf.add(mean, tf.mul(variance, 0.5))), rows);
        return activated(layer, gatedValues(layer, values, gates, weights, of('bias')).mean);
      }
      const [forScale, forUnits] = [noise[2 * at] as Tensor2D, noise[2 * at + 1] as Tensor];
      const gates = tf.exp(gaussianSample(everyRow(mean, rows), everyRow(tf.log(variance), rows), forScale));
      const found = gatedValues(layer, values, gates, weights, of('bias'), parameterOf(parameters, layer, 'logVariance'));
      return drawnUnits(found.mean, found.variance as Tensor, forUnits, layer.activation);
    }),
  complexity: ({ classifier, parameters, settings: { globalScale } }) =>
    tf.addN(
      classifier.layers.flatMap((layer) => {
        const of = (kind: string) => parameterOf<Tensor1D>(parameters, layer, kind);
        const pair = (part: Part): [Tensor1D, Tensor1D] => [of(means(part)), of(logVariances(part))];
        return [
          gammaCost(...pair('layerGamma'), globalScale * globalScale),
          inverseGammaCost(...pair('layerInverse')),
          gammaCost(...pair('groupGamma'), 1),
          inverseGammaCost(...pair('groupInverse')),
          standardNormalCost(of('weights'), of('logVariance')),
        ];
      }),
    ) as Scalar,
  settle: (classifier, places, { firstVariance }) => holdFirst(classifier, places, firstVariance),
  readOut: (classifier, weights, _, options) =>
    readSparse(classifier, weights, (layer) => {
      const { mean, variance } = logScale(weights, layer);
      const kept = mean.map((m, g) =>
        m - (variance[g] as number) >= (options?.threshold ?? -3) ? exp(m + (variance[g] as number) / 2) : 0,
      );
      const group = groupOf(layer);
      return valuesOf(weights, layer, 'weights').map((weight, at) => weight * (kept[group(at)] as number));
    }),
};
