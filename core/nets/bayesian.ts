// Beliefs about a decoder’s weights in place of single numbers: each is a normal of its own, whose variance is a parameter beside its mean.
import {
  type Activation,
  dense,
  gaussianComplexity,
  gaussianSample,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
  tf,
} from '../tensor/index.ts';
import type { Architecture } from './networks.ts';
import { constant, type Parameters, type Weights } from './parameters.ts';
import { normalTerms } from './posterior.ts';

/** log s² of every weight at first: little noise, so that images are learnt before weights let go. */
const FIRST_LOG_VARIANCE = -5;

/** Keeps a unit’s variance, and the slope of its root, from 0 where all its inputs are 0. */
const LEAST_VARIANCE = 1e-8;

const varianceOf = (layer: string) => `${layer}/logVariance`;

/** The layers of a decoder in order, which are dense where it is not convolutional. */
const layersOf = ({ network }: Architecture): readonly string[] =>
  network === 'linear' ? ['decoder/output'] : ['decoder/hidden', 'decoder/output'];

/** Those with beliefs about their weights. */
const believedLayers = (a: Architecture): readonly string[] => (a.decoderWeights === 'bayesian' ? layersOf(a) : []);

/** `weights` with log s² of each that is believed, [inputs, units]; biases stay points. */
export function withBeliefs(a: Architecture, weights: Readonly<Record<string, Weights>>): Readonly<Record<string, Weights>> {
  const logVariances = believedLayers(a).map((layer) => {
    const { shape } = weights[`${layer}/weights`] as Weights;
    return [varianceOf(layer), constant(FIRST_LOG_VARIANCE, ...shape)] as const;
  });
  return { ...weights, ...Object.fromEntries(logVariances) };
}

/** How many units of each layer are drawn for an image, in the order in which `decode` takes their noise; none of point weights. */
export const drawnUnits = (a: Architecture, parameters: Parameters): readonly number[] =>
  believedLayers(a).map((layer) => parameters[`${layer}/weights`]?.shape[1] as number);

const activations: Readonly<Record<Activation, (x: Tensor2D) => Tensor2D>> = {
  linear: (x) => x,
  relu: tf.relu,
  tanh: tf.tanh,
  softplus: tf.softplus,
  sigmoid: tf.sigmoid,
};

/**
 * A dense layer [rows, inputs] to [rows, units] by the means of its weights; or, with noise [rows, units], of weights drawn anew for each row:
 * f(b), b_j ~ N(Σ_i x_i m_ij + c_j, Σ_i x_i² s_ij²), which is what such weights make of each unit, drawn in their place (local
 * reparameterization: Kingma, Salimans and Welling 2015). Exact for dense layers; units of a convolution share weights.
 */
export function layerOf(parameters: Parameters, layer: string, x: Tensor2D, activation: Activation, noise?: Tensor2D): Tensor2D {
  const [weights, bias] = [parameters[`${layer}/weights`] as unknown as Tensor2D, parameters[`${layer}/bias`] as unknown as Tensor1D];
  if (!noise) return dense(x, weights, bias, activation);
  const variances = tf.exp(parameters[varianceOf(layer)] as unknown as Tensor2D);
  const spread = tf.log(tf.add<Tensor2D>(tf.matMul(tf.square(x), variances), LEAST_VARIANCE));
  return activations[activation](gaussianSample(dense(x, weights, bias, 'linear'), spread, noise));
}

/** The mean and log s² of the weights of each layer that is believed. */
const beliefs = (a: Architecture, parameters: Parameters) =>
  believedLayers(a).map((layer) => ({
    mean: parameters[`${layer}/weights`] as unknown as Tensor2D,
    logVariance: parameters[varianceOf(layer)] as unknown as Tensor2D,
  }));

/** KL[q(W) ‖ N(0, 1)] of all beliefs, in nats, for its slope; none of point weights. */
export function weightComplexity(a: Architecture, parameters: Parameters): Scalar | undefined {
  const layers = beliefs(a, parameters).map(({ mean, logVariance }) => tf.sum<Scalar>(gaussianComplexity(mean, logVariance)));
  return layers.length > 0 ? tf.addN(layers) : undefined;
}

/** The same in float64, for its value; 0 of point weights. */
export function weightComplexityOf(a: Architecture, parameters: Parameters): number {
  const each = beliefs(a, parameters).map(({ mean, logVariance }) => normalTerms(mean.dataSync(), logVariance.dataSync(), 1));
  return each.reduce((sum, { priorEnergy, entropy }) => sum + priorEnergy - entropy, 0);
}
