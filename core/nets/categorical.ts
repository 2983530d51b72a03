// A softmax over 256 grey levels for each pixel: its features are the decoder’s, what levels weigh in them is shared by all pixels.
import cos from '@stdlib/math-base-special-cos';
import { dense, type Tensor, type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import type { Parameters, Weights } from './parameters.ts';

export const LEVELS = 256;

/** Numbers a pixel that its 256 logits are linear in. */
export const FEATURES = 8;

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

/**
 * log p(x|z) of each row of x [rows, pixels], in nats, where each pixel is one of 256 levels by a softmax of logits f W + b; `outputs` are
 * its features f, [rows, pixels · 8]. In parts of 8 MB; the gradient works the logits out again.
 */
export function categoricalLogLikelihood(parameters: Parameters, outputs: Tensor2D, x: Tensor2D): Tensor1D {
  const [rows, pixels] = x.shape;
  const levels = Int32Array.from(x.dataSync() as Float32Array, (level) => Math.round((LEVELS - 1) * level));
  const normalizers = new Float32Array(rows * pixels);
  const op = tf.customGrad((...inputs: unknown[]) => {
    const [outputs, weights, bias, save] = inputs as [Tensor2D, Tensor2D, Tensor1D, (tensors: Tensor[]) => void];
    save([outputs, weights, bias]);
    const features = tf.reshape(outputs, [rows * pixels, FEATURES]) as Tensor2D;
    const [f, w, b] = [features, weights, bias].map((t) => t.dataSync() as Float32Array) as [Float32Array, Float32Array, Float32Array];
    const sums = new Float64Array(rows);
    for (const part of chunks(rows * pixels)) {
      const [from, count] = part;
      tf.tidy(() => void normalizers.set(normalizersOf(rowsOf(features, part), weights, bias), from));
      for (let row = from; row < from + count; row += 1) {
        const level = levels[row] as number;
        let logit = b[level] as number;
        for (let i = 0; i < FEATURES; i += 1) logit += (f[row * FEATURES + i] as number) * (w[i * LEVELS + level] as number);
        const image = Math.floor(row / pixels);
        sums[image] = (sums[image] as number) + logit - (normalizers[row] as number);
      }
    }
    return {
      value: tf.tensor1d(Float32Array.from(sums)),
      gradFunc: (dy: Tensor1D, saved: Tensor[]) => {
        const [outputs, weights, bias] = saved as [Tensor2D, Tensor2D, Tensor1D];
        return slopesOf(dy, tf.reshape(outputs, [rows * pixels, FEATURES]), weights, bias, { levels, normalizers, pixels });
      },
    };
  });
  const { weights, bias } = levelsOf(parameters);
  return op(outputs, weights, bias) as Tensor1D;
}

/** Slopes of the sum of dy · log p: Σ dy (1[level] − p) against features, weights and bias. */
function slopesOf(
  dy: Tensor1D,
  features: Tensor2D,
  weights: Tensor2D,
  bias: Tensor1D,
  { levels, normalizers, pixels }: { readonly levels: Int32Array; readonly normalizers: Float32Array; readonly pixels: number },
) {
  const rows = features.shape[0];
  const [f, w, slope] = [features, weights, dy].map((t) => t.dataSync() as Float32Array) as [Float32Array, Float32Array, Float32Array];
  const byFeature = new Float32Array(rows * FEATURES);
  const byWeight = new Float64Array(FEATURES * LEVELS);
  const byBias = new Float64Array(LEVELS);
  for (const part of chunks(rows)) {
    const [from, count] = part;
    let [expected, moments, masses] = [new Float32Array(), new Float32Array(), new Float32Array()];
    tf.tidy(() => {
      const own = rowsOf(features, part);
      const p = shiftedExp(own, weights, bias, normalizers.subarray(from, from + count));
      const dys = tf.tensor2d(
        Float32Array.from({ length: count }, (_, i) => slope[Math.floor((from + i) / pixels)] as number),
        [count, 1],
      );
      expected = tf.matMul(p, weights, false, true).dataSync() as Float32Array<ArrayBuffer>;
      moments = tf.matMul(tf.mul(own, dys) as Tensor2D, p, true).dataSync() as Float32Array<ArrayBuffer>;
      masses = tf.matMul(dys, p, true).dataSync() as Float32Array<ArrayBuffer>;
    });
    moments.forEach((value, at) => {
      byWeight[at] = (byWeight[at] as number) - value;
    });
    masses.forEach((value, at) => {
      byBias[at] = (byBias[at] as number) - value;
    });
    for (let row = from; row < from + count; row += 1) {
      const level = levels[row] as number;
      const s = slope[Math.floor(row / pixels)] as number;
      byBias[level] = (byBias[level] as number) + s;
      for (let i = 0; i < FEATURES; i += 1) {
        const at = row * FEATURES + i;
        const to = i * LEVELS + level;
        byFeature[at] = s * ((w[to] as number) - (expected[(row - from) * FEATURES + i] as number));
        byWeight[to] = (byWeight[to] as number) + s * (f[at] as number);
      }
    }
  }
  return [
    tf.tensor2d(byFeature, [rows / pixels, pixels * FEATURES]),
    tf.tensor2d(Float32Array.from(byWeight), [FEATURES, LEVELS]),
    tf.tensor1d(Float32Array.from(byBias)),
  ];
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
