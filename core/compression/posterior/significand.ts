// How many bits of a floating-point number a weight’s posterior leaves meaning to (Louizos, Ullrich & Welling 2017; the rule as in their code).
import { InputError } from '../../base/input-error.ts';

/** 2^−t, the unit round-off ½ 2^{1 − t} of a significand of t bits, rounded to the nearest. */
export const unitRoundOff = (bits: number): number => 2 ** -bits;

/** How many t of 1 … 23 have 2 · variance < 2^−t. The rule compares a variance with a round-off, not a standard deviation, and is kept as it is. */
export function significandBits(variance: number): number {
  let bits = 0;
  while (bits < 23 && 2 * variance < unitRoundOff(bits + 1)) bits += 1;
  return bits;
}

/** ⌈log₂(log₂ max|w| + 1) + 1⌉, at least 1: below max|w| of about 0.7 the rule gives 0, fewer, or (from ½ down) no number at all. */
export function exponentBits(largest: number): number {
  const range = Math.log2(largest) + 1;
  return range > 0 ? Math.max(1, Math.ceil(Math.log2(range) + 1)) : 1;
}

/** The bits of each weight of a layer. */
export interface FloatBits {
  readonly significand: number;
  readonly exponent: number;
  /** With the sign. */
  readonly total: number;
}

/**
 * For weights with these marginal variances: the significand’s bits averaged over the layer and rounded up, 1 for the sign, and the exponent’s
 * for `largest`, the largest |w| of the network. Throws InputError of a layer without weights.
 */
export function floatBits(variances: Float64Array, largest: number): FloatBits {
  if (variances.length === 0) throw new InputError('variances', 'one weight or more', 'none');
  const significand = Math.ceil(variances.reduce((sum, variance) => sum + significandBits(variance), 0) / variances.length);
  const exponent = exponentBits(largest);
  return { significand, exponent, total: 1 + exponent + significand };
}

/** The weight that such a significand keeps, as the rule has it: the nearest multiple of 2^−t, halves up. Off by at most 2^{−t − 1}. */
export const roundedToSignificand = (weight: number, bits: number): number =>
  Math.floor(weight / unitRoundOff(bits) + 0.5) * unitRoundOff(bits);
