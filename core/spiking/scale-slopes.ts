// How finely each layer rounds: what a rounded network gets wrong and the additions it takes, and their slopes over its scales.
import { roundHalfToEven } from '../compression/quantize/rounding.ts';
import { exp, log } from '../math/elementary.ts';
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
