// The grid of 256 codes on which the numbers between layers are rounded.
import { InputError } from '../../base/input-error.ts';

/** x ≈ s (q − z), q from −128 to 127. */
export interface ActivationGrid {
  /** A float32 number. */
  readonly scale: number;
  readonly zeroPoint: number;
}

/** To the nearest whole number, and of two as near the even one: exact for every float64 number. */
export function roundHalfEven(x: number): number {
  const low = Math.floor(x);
  const rest = x - low;
  if (rest !== 0.5) return rest < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}

/**
 * The affine grid of numbers from `least` to `most`, widened to hold 0: s = (max − min) / 255 in float32, z = round(−128 − min / s), so that 0 is on
 * the grid. Where all are 0, s is 1. Throws InputError where the ends are not finite.
 */
export function activationGrid(least: number, most: number): ActivationGrid {
  const [low, high] = [Math.min(0, least), Math.max(0, most)];
  if (!Number.isFinite(high - low)) throw new InputError('activations', 'finite numbers', `${least} to ${most}`);
  const scale = Math.fround((high - low) / 255) || 1;
  return { scale, zeroPoint: Math.max(-128, Math.min(127, roundHalfEven(-128 - low / scale))) };
}

/** q = clip(round(x / s) + z, −128, 127), halves to even. */
export const quantized = (x: number, { scale, zeroPoint }: ActivationGrid): number =>
  Math.max(-128, Math.min(127, roundHalfEven(x / scale) + zeroPoint));
