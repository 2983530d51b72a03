// A uniform grid w = s (q − z): the step and zero point that take in a range of numbers.
import { checkWhole } from '../weights.ts';
import { roundHalfToEven } from './rounding.ts';

export interface Grid {
  /** s, positive. */
  readonly scale: number;
  /** z, the code of 0. */
  readonly zeroPoint: number;
}

/** A range with nothing in it has no step of its own; 1 keeps its zeros zeros, and files ask for a positive one. A step is kept in float32. */
const positive = (scale: number): number => (Math.fround(scale) > 0 ? scale : 1);

/** The least code of so many bits, −2^(bits − 1). */
export const leastCode = (bits: number): number => -(2 ** (bits - 1));

/** The greatest code of so many bits, 2^(bits − 1) − 1. */
export const greatestCode = (bits: number): number => 2 ** (bits - 1) - 1;

/**
 * The affine grid of 2 to 8 bits from `least` to `greatest`, a range widened to contain 0 so that 0 has a code of its own:
 * s = (max − min) / (2^bits − 1), z = round(−2^(bits − 1) − min/s). Throws InputError.
 */
export function affineGrid(least: number, greatest: number, bits: number): Grid {
  checkWhole('bits', bits, 2, 8);
  const [low, high] = [Math.min(least, 0), Math.max(greatest, 0)];
  const scale = positive((high - low) / (2 ** bits - 1));
  return { scale, zeroPoint: roundHalfToEven(leastCode(bits) - low / scale) };
}

/**
 * The symmetric grid of 2 to 8 bits, z = 0 and s = max|w| / (2^(bits − 1) − 1), which leaves the least code unused; of 2 bits it is
 * (−max, 0, max). Throws InputError.
 */
export function symmetricGrid(largest: number, bits: number): Grid {
  checkWhole('bits', bits, 2, 8);
  return { scale: positive(largest / greatestCode(bits)), zeroPoint: 0 };
}
