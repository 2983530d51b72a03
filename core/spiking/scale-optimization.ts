// How finely each layer rounds: scales that trade what a rounded network gets wrong against the additions it takes.

import { roundHalfToEven } from '../compression/quantize/rounding.ts';
import { exp, log } from '../math/elementary.ts';
import type { Random } from '../prob/random.ts';
import { shuffled } from '../prob/shuffle.ts';
import type { Layer, Layers } from './layers.ts';

/** What one frame says of the scales. */
export interface Slopes {
  /** KL(p ‖ p̃) of the classes that the network and the rounded one give, in nats. */
  readonly error: number;
  /** Σ |round(k x)| · fan-out. */
  readonly additions: number;
  /** Of error + λ · additions, over κ = log k of each layer. */
  readonly slopes: Float64Array;
}

function softmax(logits: Float64Array): Float64Array {
  const most = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const each = logits.map((logit) => exp(logit - most));
  const total = each.reduce((a, b) => a + b, 0);
  return each.map((part) => part / total);
}

/** x W + b, passing over zeros. */
function sumsOf({ inputs, units, weights, bias }: Layer, x: Float64Array): Float64Array {
  const sums = Float64Array.from(bias);
  for (let i = 0; i < inputs; i += 1) {
    const value = x[i] as number;
    if (value !== 0) for (let j = 0; j < units; j += 1) sums[j] = (sums[j] as number) + value * (weights[i * units + j] as number);
  }
  return sums;
}

/** The probabilities of the classes that the network gives without rounding. */
export const probabilitiesOf = (layers: Layers, frame: ArrayLike<number>): Float64Array =>
  softmax(
    layers.reduce<Float64Array>((x, layer, at) => sumsOf(layer, at === 0 ? x : x.map((u) => Math.max(0, u))), Float64Array.from(frame)),
  );

/**
 * Error, additions and their slopes at scales e^κ, of a frame whose probabilities are `target`. A rounded value x̃ = round(k x)/k counts as x + r/k with
 * its rounding r held fast, so that ∂x̃/∂κ = x − x̃, and passes slopes on as they are (straight through); those of the additions, s k x with s the sign
 * of round(k x), stay in their layer (O’Connor and Welling 2016).
 */
export function scaleSlopes(
  layers: Layers,
  kappa: ArrayLike<number>,
  frame: ArrayLike<number>,
  target: Float64Array,
  lambda: number,
): Slopes {
  const slopes = new Float64Array(layers.length);
  let additions = 0;
  let values = Float64Array.from(frame);
  const passed = layers.map((layer, at) => {
    const scale = exp(kappa[at] as number);
    const x = values;
    const sent = x.map((value) => {
      const code = roundHalfToEven(scale * value);
      additions += Math.abs(code) * layer.units;
      slopes[at] = (slopes[at] as number) + lambda * layer.units * Math.sign(code) * scale * value;
      return code / scale;
    });
    const sums = sumsOf(layer, sent);
    values = sums.map((u) => Math.max(0, u));
    return { layer, x, sent, sums };
  });
  const found = softmax((passed.at(-1) as (typeof passed)[number]).sums);
  const error = target.reduce((sum, p, c) => sum + (p > 0 ? p * (log(p) - log(found[c] as number)) : 0), 0);
  // ∂ error / ∂ logits.
  let back = found.map((p, c) => p - (target[c] as number));
  for (let at = passed.length - 1; at >= 0; at -= 1) {
    const { layer, x, sent } = passed[at] as (typeof passed)[number];
    const { inputs, units, weights } = layer;
    const next = new Float64Array(inputs);
    for (let i = 0; i < inputs; i += 1) {
      const value = x[i] as number;
      // Without a value nothing was rounded, and a ReLU was closed.
      if (value === 0) continue;
      let slope = 0;
      for (let j = 0; j < units; j += 1) slope += (back[j] as number) * (weights[i * units + j] as number);
      next[i] = slope;
      slopes[at] = (slopes[at] as number) + slope * (value - (sent[i] as number));
    }
    back = next;
  }
  return { error, additions, slopes };
}

export interface ScaleSettings {
  /** What an addition counts for, in nats. */
  readonly lambda: number;
  readonly learningRate: number;
  readonly epochs: number;
  readonly batchSize: number;
}

/**
 * Scales by descent on κ over minibatches of frames, beginning with these: Adam (Kingma and Ba 2015), since the slopes of error and additions are
 * of other sizes at each price, its rate falling linearly to 0. The same generator and frames, the same bits.
 */
export function optimizedScales(
  layers: Layers,
  frames: readonly ArrayLike<number>[],
  scales: readonly number[],
  { lambda, learningRate, epochs, batchSize }: ScaleSettings,
  random: Random,
): readonly number[] {
  const targets = frames.map((frame) => probabilitiesOf(layers, frame));
  const kappa = Float64Array.from(scales, log);
  const [first, second] = [new Float64Array(layers.length), new Float64Array(layers.length)];
  const steps = epochs * Math.floor(frames.length / batchSize);
  let step = 0;
  // 0.9 and 0.999 to the power of the step, multiplied up: every host rounds that alike.
  let [fresh, slow] = [1, 1];
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const order = shuffled(frames.length, random);
    for (let from = 0; from + batchSize <= order.length; from += batchSize) {
      const mean = new Float64Array(layers.length);
      for (const at of order.subarray(from, from + batchSize)) {
        const { slopes } = scaleSlopes(layers, kappa, frames[at] as ArrayLike<number>, targets[at] as Float64Array, lambda);
        for (let k = 0; k < mean.length; k += 1) mean[k] = (mean[k] as number) + (slopes[k] as number) / batchSize;
      }
      const rate = learningRate * (1 - step / steps);
      step += 1;
      fresh *= 0.9;
      slow *= 0.999;
      for (let k = 0; k < mean.length; k += 1) {
        const slope = mean[k] as number;
        first[k] = 0.9 * (first[k] as number) + 0.1 * slope;
        second[k] = 0.999 * (second[k] as number) + 0.001 * slope * slope;
        const size = Math.sqrt((second[k] as number) / (1 - slow));
        kappa[k] = (kappa[k] as number) - (rate * (first[k] as number)) / (1 - fresh) / (size + 1e-12);
      }
    }
  }
  return Array.from(kappa, exp);
}
