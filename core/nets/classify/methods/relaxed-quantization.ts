// Rounding made a draw from the nearby points of a grid whose step is learnt, and the draw made smooth.

import { InputError } from '../../../base/input-error.ts';
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import { exp, log } from '../../../math/elementary.ts';
import { mapped, type Scalar, type Tensor, tf } from '../../../tensor/index.ts';
import type { Weights } from '../../parameters.ts';
import { constant } from '../../parameters.ts';
import type { Classifier, WeightsByName } from '../classifier.ts';
import { COMMON, type Method, type NoiseShape } from '../method.ts';
import { parameterOf, pointLogits } from '../passing.ts';
import { readLayers, valuesOf } from '../read-out.ts';

type Own =
  /** From 2 to 8. */
  | 'bits'
  /** λ of the concrete distribution. */
  | 'temperature'
  /** 1: the likeliest point of each draw on the way forward, and the smooth draw’s slope on the way back. */
  | 'straightThrough'
  /** Points of the grid on either side of the nearest that are drawn from. */
  | 'window'
  /** σ/α at first: the scale of the logistic noise beside the step of the grid. */
  | 'firstNoise';

/** Keeps logarithms of probabilities finite: a point that noise never reaches. */
const LEAST = 1e-6;

/** Points beside the nearest. */
const offsets = (window: number) => Array.from({ length: 2 * window + 1 }, (_, i) => i - window);

/** The grid [−2^(bits−1) … 2^(bits−1) − 1] in steps. */
const ends = (bits: number) => [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] as const;

/** y rounded onto the grid; halves up. */
const nearest = (y: number, [low, high]: readonly [number, number]) => Math.min(high, Math.max(low, Math.round(y)));

export interface Draw {
  readonly bits: number;
  readonly window: number;
  readonly temperature: number;
  readonly straightThrough: boolean;
}

/**
 * P(g|w) ∝ σ((g + ½ − y)/r) − σ((g − ½ − y)/r) of the grid’s points within the window round the nearest, y = w/α, r = σ/α: one tensor a point,
 * normalized, and 0 for points beyond the ends (Louizos et al. 2019, equations 3 and 4; its local grid).
 */
export function gridProbabilities<T extends Tensor>(
  w: T,
  logStep: Scalar,
  logNoise: Scalar,
  { bits, window }: Pick<Draw, 'bits' | 'window'>,
) {
  const y = tf.mul<T>(w, tf.exp(tf.neg(logStep)));
  const sharp = tf.exp(tf.sub(logStep, logNoise));
  const middle = mapped<T>([y], w.shape, (values) => values.map((value) => nearest(value, ends(bits))));
  const [low, high] = ends(bits);
  const away = tf.sub<T>(middle, y);
  const edges = [...offsets(window), window + 1].map((offset) => tf.sigmoid(tf.mul(tf.add(away, offset - 0.5), sharp)) as T);
  const masses = offsets(window).map((offset, i) => {
    const mass = tf.sub<T>(edges[i + 1] as T, edges[i] as T);
    const inside = mapped<T>([middle], w.shape, (values) => values.map((value) => Number(value + offset >= low && value + offset <= high)));
    return tf.mul<T>(mass, inside);
  });
  const total = tf.add<T>(tf.addN(masses), LEAST);
  return { middle, probabilities: masses.map((mass) => tf.div<T>(mass, total)) };
}

/** Concrete draws z of probabilities π by uniform noise: softmax((log(π + ε) − log(−log u))/λ) over the points (Maddison et al. 2017). */
export function concrete<T extends Tensor>(probabilities: readonly T[], noise: readonly T[], temperature: number): readonly T[] {
  const raised = probabilities.map((p, i) => {
    const gumbel = tf.neg(tf.log(tf.neg(tf.log(noise[i] as T))));
    return tf.mul<T>(tf.add(tf.log(tf.add(p, LEAST)), gumbel), 1 / temperature);
  });
  let total = raised[0] as T;
  for (const each of raised.slice(1)) total = tf.add<T>(total, tf.softplus(tf.sub<T>(each, total)));
  return raised.map((each) => tf.exp(tf.sub<T>(each, total)));
}

/** Weights drawn onto their grid α g, or near it. */
function drawnWeights(w: Tensor, logStep: Scalar, logNoise: Scalar, noise: Tensor, draw: Draw): Tensor {
  const { middle, probabilities } = gridProbabilities(w, logStep, logNoise, draw);
  const uniforms = offsets(draw.window).map((_, i) => tf.reshape(tf.slice(noise, [i, 0], [1, w.size]), w.shape));
  const z = concrete(probabilities, uniforms, draw.temperature);
  const soft = tf.add(middle, tf.addN(offsets(draw.window).map((offset, i) => tf.mul(z[i] as Tensor, offset))));
  if (!draw.straightThrough) return tf.mul(soft, tf.exp(logStep));
  const hard = mapped([middle, ...z], w.shape, (points, ...shares) =>
    points.map((point, at) => {
      let best = 0;
      for (let i = 1; i < shares.length; i += 1) if ((shares[i]?.[at] as number) > (shares[best]?.[at] as number)) best = i;
      return point + best - draw.window;
    }),
  );
  // The value is the hard one to the last bit or two, the slope the soft one’s.
  const away = mapped([hard, soft], w.shape, (a, b) => a.map((value, at) => value - (b[at] as number)));
  return tf.mul(tf.add(soft, away), tf.exp(logStep));
}

const numberOf = (weights: WeightsByName, layer: LayerShape, kind: string) =>
  (weights[`${layer.name}/${kind}`] as Weights).values[0] as number;

/** Codes of weights on a grid of this step. */
const codesOf = (values: Float32Array, step: number, bits: number): Int8Array =>
  Int8Array.from(values, (value) => nearest(value / step, ends(bits)));

/** Weights alone are quantized, one grid for each layer; the grid ends one code earlier above 0 than below. There is no complexity. */
export const relaxedQuantization: Method<Own> = {
  id: 'relaxedQuantization',
  title: 'Relaxed quantization',
  family: 'quantize',
  source: 'Louizos et al. (2019)',
  defaults: { ...COMMON, bits: 4, temperature: 1, straightThrough: 1, window: 1, firstNoise: 1 / 3 },
  pretrained: true,
  threshold: 0,
  begin(classifier, weights, { bits, temperature, window, firstNoise }) {
    if (!(Number.isInteger(bits) && bits >= 2 && bits <= 8)) throw new InputError('bits', 'a whole number from 2 to 8', String(bits));
    if (!(Number.isInteger(window) && window >= 1 && window <= 16))
      throw new InputError('window', 'a whole number from 1 to 16', String(window));
    if (!(temperature > 0)) throw new InputError('temperature', 'more than 0', String(temperature));
    const added = classifier.layers.flatMap((layer) => {
      const values = valuesOf(weights, layer, 'weights');
      // Four standard deviations reach the grid’s ends, or two where there are few points.
      const sd = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length) || 1;
      const logStep = log(((bits > 3 ? 4 : 2) * sd) / 2 ** (bits - 1));
      return [
        [`${layer.name}/logStep`, constant(logStep, 1)] as const,
        [`${layer.name}/logNoise`, constant(logStep + log(firstNoise), 1)] as const,
      ];
    });
    return { ...weights, ...Object.fromEntries(added) };
  },
  noise: ({ layers }: Classifier, _, { window }) =>
    layers.map(
      ({ shape }): NoiseShape => ({ kind: 'uniform', shape: [2 * window + 1, shape.reduce((product, side) => product * side, 1)] }),
    ),
  logits({ classifier, parameters, settings: { bits, temperature, window, straightThrough }, noise }, x) {
    const draw: Draw = { bits, temperature, window, straightThrough: straightThrough > 0 };
    return pointLogits(classifier, parameters, x, (layer) => {
      const w = parameterOf<Tensor>(parameters, layer, 'weights');
      const scalar = (kind: string): Scalar => tf.reshape(parameterOf<Tensor>(parameters, layer, kind), []);
      const logStep = scalar('logStep');
      if (noise) return drawnWeights(w, logStep, scalar('logNoise'), noise[classifier.layers.indexOf(layer)] as Tensor, draw);
      const codes = mapped([tf.mul(w, tf.exp(tf.neg(logStep)))], w.shape, (values) => values.map((value) => nearest(value, ends(bits))));
      return tf.mul(codes, tf.exp(logStep));
    });
  },
  readOut: (classifier, weights, { bits }) =>
    readLayers(classifier, weights, (layer, values) => {
      const step = exp(numberOf(weights, layer, 'logStep'));
      return {
        kind: 'grid',
        shape: layer.shape,
        bits,
        codes: codesOf(values, step, bits),
        scales: Float32Array.of(step),
        zeroPoints: new Int8Array(1),
      };
    }),
};
