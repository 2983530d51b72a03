// The two networks of a variational autoencoder: x → q(z|x) and z → p(x|z), dense, convolutional or linear.
import type { Random } from '../prob/random.ts';
import { type Activation, type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import { drawnUnits, layerOf, withBeliefs } from './bayesian.ts';
import { FEATURES, levelWeights } from './categorical.ts';
import { convolutionalNetworks, decoderFilters, encoderFilters, flatSize } from './convolutional.ts';
import { type Flow, flowOf, flowWeights } from './flow.ts';
import { constant, glorot, type Parameters, type Weights } from './parameters.ts';

/** All that decides the shapes of the parameters. */
export interface Architecture {
  /** `linear` has no hidden layer, and a posterior whose spread does not depend on x: probabilistic PCA. */
  readonly network: 'dense' | 'convolutional' | 'linear';
  readonly rows: number;
  readonly columns: number;
  /** rows · columns. */
  readonly pixels: number;
  /** Of a dense network. */
  readonly hiddenUnits: number;
  readonly latentDimension: number;
  readonly activation: Activation;
  /** `fullCovariance` adds the entries of a triangular factor below its diagonal; a flow moves the draws of a mean field. */
  readonly family: 'meanField' | 'fullCovariance' | 'planar' | 'inverseAutoregressive';
  /** Those with a spread learn one for all pixels; a `categorical` one is not for convolutions. */
  readonly likelihood: 'bernoulli' | 'gaussian' | 'discretizedLogistic' | 'categorical';
  /** `bayesian`: the weights of a decoder of dense layers are normals, learnt mean and variance each. */
  readonly decoderWeights: 'point' | 'bayesian';
}

/** q(z|x) row by row, before any flow: mean and log σ², [rows, latents]; for a full covariance also `lower`, [rows, latents (latents − 1)/2]. */
export interface Encoded {
  readonly mean: Tensor2D;
  readonly logVariance: Tensor2D;
  readonly lower?: Tensor2D;
}

export interface Networks {
  readonly architecture: Architecture;
  readonly parameters: Parameters;
  /** Moves draws of what `encode` gives; none of a normal family. */
  readonly flow?: Flow;
  /** x [rows, pixels]. */
  readonly encode: (x: Tensor2D) => Encoded;
  /** Units of each layer of the decoder that are drawn for an image, where its weights are beliefs. */
  readonly drawnUnits: readonly number[];
  /**
   * z [rows, latents] to the natural parameters of p(x|z), [rows, pixels]: logits, or means; of a softmax the features of each pixel. Beliefs
   * about weights are drawn by noise [rows, units] for each of `drawnUnits`, or else stand for their means.
   */
  readonly decode: (z: Tensor2D, noise?: readonly Tensor2D[]) => Tensor2D;
  /** What the layers on both sides of the code hold, [rows, units]; none of linear networks. */
  readonly hidden?: { readonly encoder: (x: Tensor2D) => Tensor2D; readonly decoder: Networks['decode'] };
}

/** Entries of a triangular factor below its diagonal. */
export const lowerEntries = (latents: number): number => (latents * (latents - 1)) / 2;

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
