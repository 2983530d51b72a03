// One bit a weight, and a scale (Rastegari et al. 2016).
import type { Signs } from '../coded.ts';
import { checkWeights, type Places, placesOf, type Weights } from '../weights.ts';

/** mean |w|, the scale of ±scale with the least squared error; what it leaves is ‖w‖² − n scale². 0 of no weights. */
export function binaryScale(weights: Weights, { from, step }: Places = { from: 0, step: 1 }): number {
  let sum = 0;
  let count = 0;
  for (let at = from; at < weights.length; at += step) {
    sum += Math.abs(weights[at] as number);
    count += 1;
  }
  return count > 0 ? sum / count : 0;
}

/** sign(w) times the mean |w| of the tensor, or of each channel (the last axis); 0 is positive. Throws InputError. */
export function binarize(weights: Weights, shape: readonly number[], per: 'tensor' | 'channel'): Signs {
  checkWeights(weights, shape);
  const scales = Float32Array.from(placesOf(shape, per), (places) => binaryScale(weights, places));
  return { kind: 'signs', shape, positive: Uint8Array.from(weights, (weight) => (weight >= 0 ? 1 : 0)), scales };
}

/** 1 − 2/π = 0.3634, the share of a Gaussian’s energy that signs with a scale lose. */
export const normalBinaryResidual = 1 - 2 / Math.PI;
