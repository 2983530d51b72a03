// Signs that are uncertain: what a network of ±1 does on average, trained by the means and variances of its units.

import { InputError } from '../../../base/input-error.ts';
import { drawnSigns, likeliestSigns, surestSigns } from '../../../compression/binary/readout.ts';
import { type Coded, decoded } from '../../../compression/coded.ts';
import type { LayerShape } from '../../../compression/ledger/networks.ts';
import type { Random } from '../../../prob/random.ts';
import { mapped, type Tensor, type Tensor1D, type Tensor2D, tf, type UnitMoments, unitMoments } from '../../../tensor/index.ts';
import { constant } from '../../parameters.ts';
import { type Classifier, isConvolution, type WeightsByName } from '../classifier.ts';
import { COMMON, type Method, type Pass, type ReadLayer, type ReadNetwork, type ReadOptions } from '../method.ts';
import { everyRow, parameterOf } from '../passing.ts';
import { valuesOf } from '../read-out.ts';

/** Beside variances of batches. */
const LEAST = 1e-5;

/** Weights begin within this. */
const FIRST_REACH = 0.9;

const square = <T extends Tensor>(x: T): T => tf.square(x);

/** w h with P(w = 1) = (1 + θ)/2 and h = x as it stands: N(Σ θ x, Σ (1 − θ²) x²), by the central limit theorem. */
export const momentsOfInputs = (x: Tensor2D, theta: Tensor2D): UnitMoments =>
  unitMoments(x, theta, tf.sub<Tensor2D>(1, square(theta)), tf.zeros([theta.shape[1]]));

/** The same where h is ±1 itself, of mean φ: N(Σ θ φ, D − Σ θ² φ²). */
export const momentsOfSigns = (phi: Tensor2D, theta: Tensor2D): UnitMoments => ({
  mean: tf.matMul(phi, theta),
  variance: tf.sub<Tensor2D>(theta.shape[0], tf.matMul(square(phi), square(theta))),
});

/**
 * Stochastic batch normalization: over M rows m = mean μ, v = (Σ σ² + Σ (μ − m)²)/(M − 1), and then μ → γ (μ − m)/√(v + ε) + β,
 * σ² → γ² σ²/(v + ε).
 */
export function normalized({ mean, variance }: UnitMoments, gamma: Tensor1D, beta: Tensor1D): UnitMoments {
  const [rows] = mean.shape;
  const away = tf.sub<Tensor2D>(mean, everyRow(tf.mean(mean, 0), rows));
  const spread = tf.mul<Tensor1D>(tf.sum(tf.add(variance, square(away)), 0), 1 / Math.max(1, rows - 1));
  const scale = everyRow(tf.div(gamma, tf.sqrt(tf.add(spread, LEAST))), rows);
  return { mean: tf.add<Tensor2D>(tf.mul(away, scale), everyRow(beta, rows)), variance: tf.mul<Tensor2D>(variance, square(scale)) };
}

/** E[sign] = 2 Φ(μ/σ) − 1. */
export const meanSign = ({ mean, variance }: UnitMoments): Tensor2D =>
  tf.erf(tf.div<Tensor2D>(mean, tf.sqrt(tf.add(tf.mul(variance, 2), 1e-8))));

/** The moments of the logits. */
function logitMoments({ classifier, parameters }: Pass, x: Tensor2D): UnitMoments {
  const { layers } = classifier;
  let signs = x;
  for (const [at, layer] of layers.entries()) {
    const theta = parameterOf(parameters, layer, 'weights');
    const found = at === 0 ? momentsOfInputs(x, theta) : momentsOfSigns(signs, theta);
    const moments = normalized(found, parameterOf<Tensor1D>(parameters, layer, 'gamma'), parameterOf<Tensor1D>(parameters, layer, 'beta'));
    if (at === layers.length - 1) return moments;
    signs = meanSign(moments);
  }
  throw new InputError('layers', 'one or more', '0');
}

/** θ as signs: the likelier one, 0 where neither has a probability of ¾, or drawn. */
function signsOf(theta: Float32Array, kind: NonNullable<ReadOptions['signs']>, random: Random | undefined): Float32Array {
  const shape = [theta.length];
  if (kind === 'likelier') return decoded(likeliestSigns(theta, shape));
  if (kind === 'ternary') return decoded(surestSigns(theta, shape));
  if (!random) throw new InputError('random', 'a generator, to draw signs', 'none');
  return decoded(drawnSigns(theta, shape, random));
}

/** sᵢⱼ times a scale for each channel, which may be negative. */
function codedSigns(shape: readonly number[], signs: Float32Array, scales: Float32Array): Coded {
  const units = scales.length;
  const positive = (at: number) => Number((signs[at] as number) > 0 === (scales[at % units] as number) >= 0);
  const sizes = scales.map(Math.abs);
  if (!signs.includes(0)) return { kind: 'signs', shape, positive: Uint8Array.from(signs.keys(), positive), scales: sizes };
  // What is left of a layer has no channels of its own: each keeps its number.
  const kept = Uint32Array.from(signs.keys()).filter((at) => signs[at] !== 0);
  const values = Float32Array.from(kept, (at) => (positive(at) ? 1 : -1) * (sizes[at % units] as number));
  return { kind: 'sparse', shape, kept, values: { kind: 'float32', shape: [kept.length], values } };
}

/** A network of signs; its statistics are those of these inputs, taken anew layer by layer, as one pass through it finds them. */
function signNetwork(classifier: Classifier, weights: WeightsByName, options: ReadOptions): ReadNetwork {
  const { inputs, signs: kind = 'likelier', random } = options;
  const size = classifier.input.reduce((product, side) => product * side, 1);
  if (!inputs || inputs.length < 2 * size) throw new InputError('inputs', 'two or more, for statistics', inputs ? 'fewer' : 'none');
  const layers: ReadLayer[] = [];
  tf.tidy(() => {
    let values: Tensor2D = tf.tensor2d(inputs, [inputs.length / size, size]);
    for (const [at, { name, shape, pool }] of classifier.layers.entries()) {
      const last = at === classifier.layers.length - 1;
      const of = (kind: string) => valuesOf(weights, { name } as LayerShape, kind);
      const signs = signsOf(of('weights'), kind, random);
      const found: Tensor2D = tf.matMul(values, tf.tensor2d(signs, shape as [number, number]));
      const { mean, variance } = tf.moments(found, 0);
      const rows = found.shape[0];
      const [means, variances] = [mean.dataSync(), variance.dataSync()];
      const scales = of('gamma').map((gamma, j) => gamma / Math.sqrt(((variances[j] as number) * rows) / (rows - 1) + LEAST));
      const bias = of('beta').map((beta, j) => beta - (scales[j] as number) * (means[j] as number));
      layers.push({ name, activation: last ? 'linear' : 'sign', pool, weights: codedSigns(shape, signs, scales), bias });
      const raw = found;
      values = mapped([raw], raw.shape, (numbers) =>
        numbers.map((value, i) => (value * (scales[i % scales.length] as number) + (bias[i % bias.length] as number) >= 0 ? 1 : -1)),
      );
    }
  });
  return { name: classifier.name, input: classifier.input, layers };
}

/**
 * Each weight is ±1 with mean θ, each unit ±1 with the probabilities that its normal has on either side of 0; logits are drawn from theirs. Dense layers
 * with batch normalization in place of biases. There is no complexity. Read out as the likelier signs, as ternary weights, or as signs that are drawn:
 * some of those make an ensemble.
 */
export const probabilisticBinary: Method = {
  id: 'probabilisticBinary',
  title: 'Probabilistic binary network',
  family: 'binary',
  source: 'Peters and Welling (2018)',
  defaults: { ...COMMON, learningRate: 1e-2, epochs: 40 },
  pretrained: false,
  threshold: 0,
  begin({ layers }, weights) {
    const other = layers.find(isConvolution);
    if (other) throw new InputError('network', 'dense layers', `${other.name}, a convolution`);
    return Object.fromEntries(
      layers.flatMap((layer) => {
        const values = valuesOf(weights, layer, 'weights');
        const units = layer.shape.at(-1) as number;
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
        const theta = values.map((value) => Math.min(FIRST_REACH, Math.max(-FIRST_REACH, value / sd)));
        return [
          [`${layer.name}/weights`, { shape: layer.shape, values: theta }],
          [`${layer.name}/gamma`, constant(1, units)],
          [`${layer.name}/beta`, constant(0, units)],
        ] as const;
      }),
    );
  },
  noise: ({ layers }, rows) => [{ kind: 'normal', shape: [rows, layers.at(-1)?.shape.at(-1) as number] }],
  logits(pass, x) {
    const { mean, variance } = logitMoments(pass, x);
    return pass.noise ? tf.add<Tensor2D>(mean, tf.mul(tf.sqrt(tf.add(variance, 1e-8)), pass.noise[0] as Tensor2D)) : mean;
  },
  settle({ layers }, places) {
    for (const { name } of layers) {
      const theta = places[`${name}/weights`] as Float32Array;
      for (let i = 0; i < theta.length; i += 1) theta[i] = Math.min(1, Math.max(-1, theta[i] as number));
    }
  },
  readOut: (classifier, weights, _, options = {}) => signNetwork(classifier, weights, options),
};
