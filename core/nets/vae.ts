// The two networks of a variational autoencoder: x → q(z|x) and z → p(x|z), dense, convolutional or linear.
import type { Random } from '../prob/random.ts';
import { type Activation, FEATURES, type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import { drawnUnits, layerOf, withBeliefs } from './bayesian.ts';
import { levelWeights } from './categorical.ts';
import { convolutionalNetworks, decoderFilters, encoderFilters, flatSize } from './convolutional.ts';
import { flowOf, flowWeights } from './flow.ts';
import { type Architecture, lowerEntries, type Networks } from './networks.ts';
import { constant, glorot, type Parameters, type Weights } from './parameters.ts';

/** What a likelihood has besides the decoder’s outputs. */
function spreadWeights(likelihood: Architecture['likelihood']): Readonly<Record<string, Weights>> {
  if (likelihood === 'bernoulli') return {};
  if (likelihood === 'categorical') return levelWeights();
  return { 'decoder/logScale': constant(likelihood === 'gaussian' ? 0 : Math.log(0.1), 1) };
}

/** Glorot’s uniform weights, no bias; a posterior that begins near the prior; spreads of 1, of the logistic 0.1; beliefs about weights begin sure. */
export const initialWeights = (a: Architecture, random: Random): Readonly<Record<string, Weights>> =>
  withBeliefs(a, pointWeights(a, random));

function pointWeights(a: Architecture, random: Random): Readonly<Record<string, Weights>> {
  const { pixels, hiddenUnits, latentDimension: k } = a;
  const layer = (name: string, inputs: number, outputs: number): Readonly<Record<string, Weights>> => ({
    [`${name}/weights`]: glorot(random, inputs, outputs),
    [`${name}/bias`]: constant(0, outputs),
  });
  const spread = spreadWeights(a.likelihood);
  const outputs = a.likelihood === 'categorical' ? pixels * FEATURES : pixels;
  const features = a.network === 'convolutional' ? flatSize(a.rows, a.columns) : hiddenUnits;
  const lower = a.family === 'fullCovariance' ? layer('encoder/lower', features, lowerEntries(k)) : {};
  if (a.network === 'linear') {
    return {
      ...layer('encoder/mean', pixels, k),
      'encoder/logVariance/bias': constant(0, k),
      ...layer('decoder/output', k, outputs),
      ...spread,
    };
  }
  if (a.network === 'convolutional') {
    return {
      ...encoderFilters(random),
      ...layer('encoder/mean', features, k),
      ...layer('encoder/logVariance', features, k),
      ...lower,
      ...decoderFilters(random, k, features),
      ...spread,
      ...flowWeights(a, random),
    };
  }
  return {
    ...layer('encoder/hidden', pixels, hiddenUnits),
    ...layer('encoder/mean', hiddenUnits, k),
    ...layer('encoder/logVariance', hiddenUnits, k),
    ...lower,
    ...layer('decoder/hidden', k, hiddenUnits),
    ...layer('decoder/output', hiddenUnits, outputs),
    ...spread,
    ...flowWeights(a, random),
  };
}

function denseNetworks(activation: Activation, parameters: Parameters) {
  const unfolded = (z: Tensor2D, [noise]: readonly Tensor2D[] = []) => layerOf(parameters, 'decoder/hidden', z, activation, noise);
  return {
    features: (x: Tensor2D) => layerOf(parameters, 'encoder/hidden', x, activation),
    unfolded,
    decode: (z: Tensor2D, noise: readonly Tensor2D[] = []) => layerOf(parameters, 'decoder/output', unfolded(z, noise), 'linear', noise[1]),
  };
}

/** The networks of these parameters, which must have the shapes of `initialWeights`. */
export function networksOf(architecture: Architecture, parameters: Parameters): Networks {
  const layer = (name: string, x: Tensor2D, activation: Activation = 'linear') => layerOf(parameters, name, x, activation);
  const drawn = drawnUnits(architecture, parameters);
  if (architecture.network === 'linear') {
    return {
      architecture,
      parameters,
      drawnUnits: drawn,
      encode: (x) => {
        const mean = layer('encoder/mean', x);
        const logVariance = parameters['encoder/logVariance/bias'] as unknown as Tensor1D;
        return { mean, logVariance: tf.add<Tensor2D>(tf.zerosLike(mean), logVariance) };
      },
      decode: (z, [noise] = []) => layerOf(parameters, 'decoder/output', z, 'linear', noise),
    };
  }
  const { activation, family } = architecture;
  const { features, unfolded, decode } =
    architecture.network === 'convolutional' ? convolutionalNetworks(architecture, parameters) : denseNetworks(activation, parameters);
  const flow = flowOf(architecture, parameters);
  return {
    architecture,
    parameters,
    drawnUnits: drawn,
    ...(flow && { flow }),
    encode: (x) => {
      const hidden = features(x);
      return {
        mean: layer('encoder/mean', hidden),
        logVariance: layer('encoder/logVariance', hidden),
        ...(family === 'fullCovariance' && { lower: layer('encoder/lower', hidden) }),
      };
    },
    decode,
    hidden: { encoder: features, decoder: unfolded },
  };
}
