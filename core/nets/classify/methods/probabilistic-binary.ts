// Signs that are uncertain: what a network of ±1 does on average, trained by the means and variances of its units.

import { InputError } from '../../../base/input-error.ts';
import { type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf, type UnitMoments, unitMoments } from '../../../tensor/index.ts';
import { constant } from '../../parameters.ts';
import { isConvolution } from '../classifier.ts';
import { COMMON, type Method, type Pass } from '../method.ts';
import { everyRow, parameterOf } from '../passing.ts';
import { valuesOf } from '../read-out.ts';
import { LEAST_SPREAD, signNetwork } from '../read-signs.ts';

/** Beside chances, so that the slope of a sure sign is finite. */
const LEAST_CHANCE = 1e-7;

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
  const scale = everyRow(tf.div(gamma, tf.sqrt(tf.add(spread, LEAST_SPREAD))), rows);
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

/** Σ KL[Binary(θ) ‖ Binary(0)], in nats: what the signs say beyond coins that are fair, from 0 to log 2 each. */
export function coinCost(theta: Tensor): Scalar {
  const said = (twice: Tensor) => tf.mul(tf.mul(twice, 0.5), tf.log(tf.add(twice, LEAST_CHANCE)));
  return tf.sum<Scalar>(tf.add(said(tf.add(theta, 1)), said(tf.sub(1, theta))));
}

/**
 * Each weight is ±1 with mean θ, each unit ±1 with the probabilities that its normal has on either side of 0; logits are drawn from theirs. Dense layers
 * with batch normalization in place of biases. The complexity is that of signs beside fair coins; the paper leaves it out, β = 0. Read out as the likelier signs, as ternary weights, or as signs that are drawn:
 * some of those make an ensemble.
 */
export const probabilisticBinary: Method = {
  id: 'probabilisticBinary',
  title: 'Probabilistic binary network',
  family: 'binary',
  source: 'Peters and Welling (2018)',
  defaults: { ...COMMON, learningRate: 1e-2, epochs: 40, inverseTemperature: 0 },
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
  complexity: ({ classifier, parameters }) =>
    tf.addN(classifier.layers.map((layer) => coinCost(parameterOf(parameters, layer, 'weights')))) as Scalar,
  settle({ layers }, places) {
    for (const { name } of layers) {
      const theta = places[`${name}/weights`] as Float32Array;
      for (let i = 0; i < theta.length; i += 1) theta[i] = Math.min(1, Math.max(-1, theta[i] as number));
    }
  },
  readOut: (classifier, weights, _, options = {}) => signNetwork(classifier, weights, options),
};
