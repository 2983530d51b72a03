// One bit a weight, and a scale (Rastegari et al. 2016).
import type { Signs } from '../coded.ts';
import { checkWeights, type Weights } from '../weights.ts';

/** mean |w|, the scale of ±scale with the least squared error; what it leaves is ‖w‖² − n scale². 0 of no weights. */
export function binaryScale(weights: Weights): number {
  let sum = 0;
  for (const weight of weights) sum += Math.abs(weight);
  return weights.length > 0 ? sum / weights.length : 0;
}

/** The same of each channel, which is the last axis, in one pass; 0 of no weights. */
export function channelScales(weights: Weights, channels: number): Float32Array {
  const sums = new Float64Array(channels);
  for (let at = 0, c = 0; at < weights.length; at += 1) {
    sums[c] = (sums[c] as number) + Math.abs(weights[at] as number);
    c = c + 1 === channels ? 0 : c + 1;
  }
  return Float32Array.from(sums, (sum) => (weights.length > 0 ? (sum * channels) / weights.length : 0));
}

/** sign(w) times the mean |w| of the tensor, or of each channel (the last axis); 0 is positive. Throws InputError. */
export function binarize(weights: Weights, shape: readonly number[], per: 'tensor' | 'channel'): Signs {
  checkWeights(weights, shape);
  const scales = channelScales(weights, per === 'channel' ? (shape.at(-1) ?? 1) : 1);
  return { kind: 'signs', shape, positive: Uint8Array.from(weights, (weight) => (weight >= 0 ? 1 : 0)), scales };
}

/** 1 − 2/π = 0.3634, the share of a Gaussian’s energy that signs with a scale lose. */
export const normalBinaryResidual = 1 - 2 / Math.PI;
