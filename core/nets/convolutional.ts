// The two convolutional networks: images halved twice on the way to a code, doubled twice on the way back.
import type { Random } from '../prob/random.ts';
import {
  type Activation,
  convolution,
  dense,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tf,
  transposedConvolution,
} from '../tensor/index.ts';
import { constant, glorot, glorotFilters, type Parameters, type Weights } from './parameters.ts';

/** Sides of a filter, and channels after the first and the second convolution. */
export const SIDE = 3;
export const CHANNELS = [16, 32] as const;

type Sides = readonly [rows: number, columns: number];

/** Rows and columns of an image and after each halving, rounded up: TensorFlow’s `same` with stride 2. */
export function sidesOf(rows: number, columns: number): readonly [Sides, Sides, Sides] {
  const half = (side: number) => Math.ceil(side / 2);
  return [
    [rows, columns],
    [half(rows), half(columns)],
    [half(half(rows)), half(half(columns))],
  ];
}

/** Numbers between the convolutions and the dense layers. */
export function flatSize(rows: number, columns: number): number {
  const [height, width] = sidesOf(rows, columns)[2];
  return height * width * CHANNELS[1];
}

/** What the convolutions of the encoder begin with. */
export const encoderFilters = (random: Random): Readonly<Record<string, Weights>> => ({
  'encoder/convolution1/weights': glorotFilters(random, SIDE, 1, CHANNELS[0]),
  'encoder/convolution1/bias': constant(0, CHANNELS[0]),
  'encoder/convolution2/weights': glorotFilters(random, SIDE, CHANNELS[0], CHANNELS[1]),
  'encoder/convolution2/bias': constant(0, CHANNELS[1]),
});

/** What the decoder begins with; filters of a transposed convolution are [side, side, outputs, inputs]. */
export const decoderFilters = (random: Random, latents: number, flat: number): Readonly<Record<string, Weights>> => ({
  'decoder/hidden/weights': glorot(random, latents, flat),
  'decoder/hidden/bias': constant(0, flat),
  'decoder/convolution1/weights': glorotFilters(random, SIDE, CHANNELS[0], CHANNELS[1]),
  'decoder/convolution1/bias': constant(0, CHANNELS[0]),
  'decoder/output/weights': glorotFilters(random, SIDE, 1, CHANNELS[0]),
  'decoder/output/bias': constant(0, 1),
});

interface Images {
  readonly rows: number;
  readonly columns: number;
  readonly activation: Activation;
}

/** Images [n, rows · columns] to what their code is read off, [n, flatSize]; and codes [n, latents] to natural parameters of images. */
export function convolutionalNetworks({ rows, columns, activation }: Images, parameters: Parameters) {
  const [, middle, small] = sidesOf(rows, columns);
  const layer = (name: string) => ({
    weights: parameters[`${name}/weights`] as unknown as Tensor4D,
    bias: parameters[`${name}/bias`] as unknown as Tensor1D,
  });
  const unfolded = (z: Tensor2D): Tensor2D => {
    const hidden = layer('decoder/hidden');
    return dense(z, hidden.weights as unknown as Tensor2D, hidden.bias, activation);
  };
  return {
    unfolded,
    features(x: Tensor2D): Tensor2D {
      const n = x.shape[0];
      const [first, second] = [layer('encoder/convolution1'), layer('encoder/convolution2')];
      const images = tf.reshape(x, [n, rows, columns, 1]) as Tensor4D;
      const halved = convolution(images, first.weights, first.bias, 2, activation);
      const quartered = convolution(halved, second.weights, second.bias, 2, activation);
      return tf.reshape(quartered, [n, flatSize(rows, columns)]) as Tensor2D;
    },
    decode(z: Tensor2D): Tensor2D {
      const n = z.shape[0];
      const [first, output] = [layer('decoder/convolution1'), layer('decoder/output')];
      const quartered = tf.reshape(unfolded(z), [n, ...small, CHANNELS[1]]) as Tensor4D;
      const halved = transposedConvolution(quartered, first.weights, first.bias, middle, 2, activation);
      const images = transposedConvolution(halved, output.weights, output.bias, [rows, columns], 2, 'linear');
      return tf.reshape(images, [n, rows * columns]) as Tensor2D;
    },
  };
}
