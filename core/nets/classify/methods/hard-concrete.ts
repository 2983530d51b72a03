// Gates that are exactly 0 or 1 with some probability, learnt so that few stay open: L₀ regularization.

import { InputError } from '../../../base/input-error.ts';
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import { publishedGate, testGate } from '../../../compression/posterior/hard-concrete.ts';
import { log } from '../../../math/elementary.ts';
import { type Scalar, type Tensor, type Tensor1D, tf } from '../../../tensor/index.ts';
import { type Classifier, isConvolution } from '../classifier.ts';
import { gatedValues, groupOf, groupsOf } from '../groups.ts';
import { COMMON, type Method, type NoiseShape } from '../method.ts';
import { activated, everyRow, parameterOf, through } from '../passing.ts';
import { readSparse, valuesOf } from '../read-out.ts';

const { low: LOW, high: HIGH, temperature: BETA } = publishedGate;

/** Where log α is held after each step. */
const MOST = log(100);

type Own =
  /** Nats a weight that may pass. */
  | 'lambda'
  /** ρ: ½ρ‖w‖² of what may pass. */
  | 'decay'
  /** The probability by which gates are shut at first: of inputs, and of all others. */
  | 'dropInputs'
  | 'drop'
  /** What the learning rate of log α is multiplied by: a gate has 4 to go until it is shut. */
  | 'gateRate';

/** min(1, max(0, s)), exactly, from relus. */
const clipped = <T extends Tensor>(s: T): T => tf.sub<T>(tf.relu(s), tf.relu(tf.sub<T>(s, 1)));

const stretched = <T extends Tensor>(s: T): T => clipped(tf.add<T>(tf.mul(s, HIGH - LOW), LOW));

/** z of uniform noise u: s = σ((logit u + log α)/β), stretched to (−0.1, 1.1) and cut at 0 and 1 (equations 10 and 11 of the paper). */
export const hardConcrete = <T extends Tensor>(logAlpha: T, u: T): T => {
  const logit = tf.sub<T>(tf.log(u), tf.log(tf.sub(1, u) as T));
  return stretched(tf.sigmoid(tf.mul(tf.add<T>(logit, logAlpha), 1 / BETA) as T));
};

/** P(z ≠ 0) = σ(log α − β log(−γ/ζ)). */
export const openProbability = <T extends Tensor>(logAlpha: T): T => tf.sigmoid(tf.sub<T>(logAlpha, BETA * log(-LOW / HIGH)));

/** Σ w² of each group, [groups]. */
const squaresByGroup = (layer: LayerShape, weights: Tensor): Tensor1D =>
  isConvolution(layer) ? tf.sum<Tensor1D>(tf.square(weights), [0, 1, 2]) : tf.sum<Tensor1D>(tf.square(weights), 1);

/**
 * One gate for each input unit of a dense layer and for each filter of a convolution, drawn anew for each example. The complexity is
 * Σ P(z ≠ 0) (λ |group| + ½ρ‖w‖²).
 */
export const hardConcreteGates: Method<Own> = {
  id: 'hardConcrete',
  title: 'L₀ with hard concrete gates',
  family: 'remove',
  source: 'Louizos, Welling and Kingma (2018)',
  defaults: { ...COMMON, lambda: 0.1, decay: 0, dropInputs: 0.2, drop: 0.5, gateRate: 5 },
  pretrained: false,
  threshold: 0,
  begin(classifier, weights, { lambda, dropInputs, drop }, random) {
    for (const [name, p] of Object.entries({ dropInputs, drop }))
      if (!(p > 0 && p < 1)) throw new InputError(name, 'between 0 and 1', String(p));
    if (!(lambda >= 0)) throw new InputError('lambda', '0 or more', String(lambda));
    const gates = classifier.layers.map((layer, at) => {
      const p = at === 0 && !isConvolution(layer) ? dropInputs : drop;
      const groups = groupsOf(layer);
      const values = Float32Array.from({ length: groups }, () => log((1 - p) / p) + 0.01 * random.normal());
      return [`${layer.name}/gate`, { shape: [groups], values }] as const;
    });
    return { ...weights, ...Object.fromEntries(gates) };
  },
  rate: (name, { gateRate }) => (name.endsWith('/gate') ? gateRate : 1),
  noise: ({ layers }: Classifier, rows) => layers.map((layer): NoiseShape => ({ kind: 'uniform', shape: [rows, groupsOf(layer)] })),
  logits: ({ classifier, parameters, noise }, x) =>
    through(classifier, x, (layer, values, at) => {
      const rows = x.shape[0];
      const logAlpha = everyRow(parameterOf(parameters, layer, 'gate'), rows);
      const gates = noise ? hardConcrete(logAlpha, noise[at] as typeof logAlpha) : stretched(tf.sigmoid(logAlpha));
      const { mean } = gatedValues(layer, values, gates, parameterOf(parameters, layer, 'weights'), parameterOf(parameters, layer, 'bias'));
      return activated(layer, mean);
    }),
  complexity: ({ classifier, parameters, settings: { lambda, decay } }) =>
    tf.addN(
      classifier.layers.map((layer) => {
        const weights = parameterOf<Tensor>(parameters, layer, 'weights');
        const open = openProbability(parameterOf<Tensor1D>(parameters, layer, 'gate'));
        const each = (lambda * weights.size) / groupsOf(layer);
        const cost =
          decay > 0 ? tf.add<Tensor1D>(tf.mul(squaresByGroup(layer, weights), decay / 2), each) : tf.mul(tf.onesLike(open), each);
        return tf.sum<Scalar>(tf.mul(open, cost));
      }),
    ) as Scalar,
  settle({ layers }, places) {
    for (const { name } of layers) {
      const gates = places[`${name}/gate`] as Float32Array;
      for (let i = 0; i < gates.length; i += 1) gates[i] = Math.min(MOST, Math.max(-MOST, gates[i] as number));
    }
  },
  readOut: (classifier, weights, _, options) =>
    readSparse(classifier, weights, (layer) => {
      const gates = valuesOf(weights, layer, 'gate').map((logAlpha) => testGate(logAlpha));
      const group = groupOf(layer);
      return valuesOf(weights, layer, 'weights').map((weight, at) => {
        const gate = gates[group(at)] as number;
        return gate > (options?.threshold ?? 0) ? weight * gate : 0;
      });
    }),
};
