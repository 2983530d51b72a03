// A softmax over 256 grey levels for each pixel: its features are the decoder’s, what levels weigh in them is shared by all pixels.
import cos from '@stdlib/math-base-special-cos';
import { dense, FEATURES, LEVELS, softmaxLogLikelihood, type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import type { Parameters, Weights } from './parameters.ts';

/** Rows of logits at once: 8 MB of them, however large images and batches are. */
const ROWS = 8192;

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

/** log Σ e^logit of each row, the largest taken out first. */
function normalizersOf(features: Tensor2D, weights: Tensor2D, bias: Tensor1D): Float32Array {
  const logits = dense(features, weights, bias, 'linear').dataSync() as Float32Array;
  const largest = new Float32Array(features.shape[0]);
  for (let row = 0; row < largest.length; row += 1) {
    let most = Number.NEGATIVE_INFINITY;
    for (let at = row * LEVELS; at < (row + 1) * LEVELS; at += 1) if ((logits[at] as number) > most) most = logits[at] as number;
    largest[row] = most;
  }
  const sums = tf.matMul(shiftedExp(features, weights, bias, largest), tf.ones([LEVELS, 1]));
  const logs = tf.log(sums).dataSync() as Float32Array;
  return largest.map((most, row) => most + (logs[row] as number));
}

/** e^(logit − shift), a shift a row: taken off within the product, as one feature more. */
function shiftedExp(features: Tensor2D, weights: Tensor2D, bias: Tensor1D, shift: Float32Array): Tensor2D {
  const more = tf.concat([features, tf.tensor2d(shift, [shift.length, 1])], 1);
  const less = tf.concat([weights, tf.fill([1, LEVELS], -1)], 0);
  return tf.exp(dense(more as Tensor2D, less as Tensor2D, bias, 'linear'));
}

function* chunks(rows: number): Generator<readonly [from: number, count: number]> {
  for (let from = 0; from < rows; from += ROWS) yield [from, Math.min(ROWS, rows - from)];
}

const rowsOf = (t: Tensor2D, [from, count]: readonly [number, number]): Tensor2D => tf.slice(t, [from, 0], [count, t.shape[1]]);

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
  const pixels = outputs.shape[1] / FEATURES;
  const means = new Float32Array(outputs.shape[0] * pixels);
  const features = tf.reshape(outputs, [means.length, FEATURES]) as Tensor2D;
  for (const part of chunks(means.length)) {
    tf.tidy(() => {
      const own = rowsOf(features, part);
      const p = shiftedExp(own, weights, bias, normalizersOf(own, weights, bias));
      means.set(tf.matMul(p, tf.tensor2d(greys(), [LEVELS, 1])).dataSync() as Float32Array, part[0]);
    });
  }
  return tf.tensor2d(means, [outputs.shape[0], pixels]);
}
