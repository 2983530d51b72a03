// The grid of 256 codes on which the numbers between layers are rounded.
import { InputError } from '../../base/input-error.ts';

/** x ≈ s (q − z), q from −128 to 127. */
export interface ActivationGrid {
  /** A float32 number. */
  readonly scale: number;
  readonly zeroPoint: number;
}

/** Numbers about 1.5 · 2⁵² are whole: what is added there is rounded, halves to even. */
const WHOLE = 1.5 * 2 ** 52;

/** To the nearest whole number, and of two as near the even one: exact up to 2⁵¹ either way, and whole beyond 2⁵² anyway. */
export const roundHalfEven = (x: number): number => (Math.abs(x) <= 2 ** 51 ? x + WHOLE - WHOLE : Math.round(x));

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

/** q = clip(round(x / s) + z, −128, 127), halves to even, of each number. Throws RangeError where they have no room in `codes`. */
export function quantize(x: Float32Array, { scale, zeroPoint }: ActivationGrid, codes: Int8Array): void {
  if (codes.length < x.length) throw new RangeError(`expected room for ${x.length} codes, got ${codes.length}`);
  for (let i = 0; i < x.length; i += 1) {
    const code = roundHalfEven((x[i] as number) / scale) + zeroPoint;
    codes[i] = code < -128 ? -128 : code > 127 ? 127 : code;
  }
}
