// A softmax over 256 grey levels for each pixel: its features are the decoder’s, what levels weigh in them is shared by all pixels.
import cos from '@stdlib/math-base-special-cos';
import { FEATURES, LEVELS, softmaxLogLikelihood, softmaxMeans, type Tensor1D, type Tensor2D } from '../tensor/index.ts';
import type { Parameters, Weights } from './parameters.ts';

const WEIGHTS = 'decoder/levels/weights';
const BIAS = 'decoder/levels/bias';

/** Begins with half waves over the levels, so that near levels are likely together; no level is more likely than another. */
export const levelWeights = (): Readonly<Record<string, Weights>> => ({
  [WEIGHTS]: {
    shape: [FEATURES, LEVELS],
    values: Float32Array.from({ length: FEATURES * LEVELS }, (_, at) =>
      cos((Math.PI * (Math.floor(at / LEVELS) + 1) * (at % LEVELS)) / (LEVELS - 1)),
    ),
  },
  [BIAS]: { shape: [LEVELS], values: new Float32Array(LEVELS) },
});

const levelsOf = (parameters: Parameters) => ({
  weights: parameters[WEIGHTS] as unknown as Tensor2D,
  bias: parameters[BIAS] as unknown as Tensor1D,
});

/** log p(x|z) of each row of x [rows, pixels], in nats, from the features of each pixel, [rows, pixels · 8]. */
export function categoricalLogLikelihood(parameters: Parameters, outputs: Tensor2D, x: Tensor2D): Tensor1D {
  const { weights, bias } = levelsOf(parameters);
  return softmaxLogLikelihood(outputs, weights, bias, x);
}

/** The grey levels from 0 to 1, a column. */
export const greys = (): Float32Array => Float32Array.from({ length: LEVELS }, (_, level) => level / (LEVELS - 1));

/** E[x|z], [rows, pixels], from 0 to 1: the mean over the levels. */
export function categoricalMeans(parameters: Parameters, outputs: Tensor2D): Tensor2D {
  const { weights, bias } = levelsOf(parameters);
  return softmaxMeans(outputs, weights, bias);
}
