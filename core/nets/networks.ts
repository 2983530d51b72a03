// What the two networks of an autoencoder are, whatever they are made of.
import type { Activation, Tensor1D, Tensor2D } from '../tensor/index.ts';
import type { Parameters } from './parameters.ts';

/** Draws once moved, [rows, latents], and log |det ∂z/∂z₀| of each row. */
export interface Moved {
  readonly z: Tensor2D;
  readonly logDeterminant: Tensor1D;
}

/** Moves draws of a normal: a density still, whose determinant is known. */
export type Flow = (z: Tensor2D) => Moved;

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
