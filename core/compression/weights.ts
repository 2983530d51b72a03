// What a way of coding is given: the numbers of one tensor, row by row, and its shape.
import { InputError } from '../base/input-error.ts';

export type Weights = Float32Array | Float64Array;

/** The number of places of a shape; 1 of no axes. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, side) => product * side, 1);

/** Throws an InputError unless there is a finite number for each place of the shape. */
export function checkWeights(weights: Weights, shape: readonly number[]): void {
  if (weights.length !== sizeOf(shape))
    throw new InputError('weights', `${sizeOf(shape)} of shape ${shape.join('×')}`, `${weights.length}`);
  for (const weight of weights) if (!Number.isFinite(weight)) throw new InputError('weights', 'finite numbers', `${weight}`);
}

/** Throws an InputError unless it is a whole number of the range. */
export function checkWhole(parameter: string, value: number, from: number, to: number): void {
  if (!Number.isInteger(value) || value < from || value > to)
    throw new InputError(parameter, `a whole number from ${from} to ${to}`, `${value}`);
}

/** Every `step`th place, beginning at `from`: a channel of a tensor, or, with a step of 1, all of it. */
export interface Places {
  readonly from: number;
  readonly step: number;
}

/** What shares a scale: all places, or those of each channel, which is the last axis. */
export function placesOf(shape: readonly number[], per: 'tensor' | 'channel'): Places[] {
  const channels = per === 'channel' ? (shape.at(-1) ?? 1) : 1;
  return Array.from({ length: channels }, (_, from) => ({ from, step: channels }));
}

/** The least and the greatest weight of these places, and 0. */
export function rangeWithZero(weights: Weights, { from, step }: Places): { least: number; greatest: number } {
  let least = 0;
  let greatest = 0;
  for (let at = from; at < weights.length; at += step) {
    least = Math.min(least, weights[at] as number);
    greatest = Math.max(greatest, weights[at] as number);
  }
  return { least, greatest };
}
