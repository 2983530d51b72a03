// A multiplication by a real number and a rounding, as whole numbers do them: a product and a shift.
import { roundHalfEven } from '../../run/activation-grid.ts';

/** m ≈ multiplier / 2^shift. */
export interface FixedPoint {
  /** At most 2⁵³. */
  readonly multiplier: number;
  /** From 1 to 62. */
  readonly shift: number;
}

/** No code is further than this from a zero point. */
const MOST_STEPS = 255;

/** m to as many bits as leave a product with sums up to `bound` 63. */
function nearest(m: number, bound: number): FixedPoint {
  const bits = Math.min(53, 62 - Math.ceil(Math.log2(bound + 1)));
  const shift = Math.max(1, Math.min(62, bits - Math.floor(Math.log2(m)) - 1));
  return { multiplier: Math.min(2 ** bits, Math.round(m * 2 ** shift)), shift };
}

/** round(sum · multiplier / 2^shift), halves to even: what the C code does, digit by digit. */
export function scaled(sum: number, { multiplier, shift }: FixedPoint): number {
  const product = BigInt(Math.abs(sum)) * BigInt(multiplier);
  const by = BigInt(shift);
  const rounded = (product + (1n << (by - 1n)) - 1n + ((product >> by) & 1n)) >> by;
  return sum < 0 ? -Number(rounded) : Number(rounded);
}

/** Whether it rounds each sum up to `bound` as round(sum m) does, up to `MOST_STEPS`: both rise with the sum, so that it is enough to look where a step begins. */
function roundsAs(m: number, bound: number, point: FixedPoint): boolean {
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    let sum = Math.ceil((step - 0.5) / m);
    while (sum > 1 && roundHalfEven((sum - 1) * m) >= step) sum -= 1;
    while (sum <= bound && roundHalfEven(sum * m) < step) sum += 1;
    if (sum > bound) return scaled(bound, point) < step;
    if (scaled(sum, point) < step || scaled(sum - 1, point) >= step) return false;
  }
  return true;
}

/**
 * m > 0 as a product and a shift that give the codes of clip(round(sum m) + z, −128, 127) with sum · m in float64, halves to even, for every whole
 * sum from −bound to bound, bound < 2³¹. That is looked up at each of the 255 sums where a code begins, and, where one is on the wrong side, for the next
 * multipliers. `exact` is false where none of them gives all codes: where halves lie on sums, to one side and the other (m = 1/14), or so close that the
 * bits do not part them; a code may then be off by 1 at such a sum.
 */
export function fixedPointOf(m: number, bound: number): FixedPoint & { readonly exact: boolean } {
  const { multiplier, shift } = nearest(m, bound);
  for (const off of [0, 1, -1, 2, -2]) {
    const point = { multiplier: Math.max(0, multiplier + off), shift };
    if (roundsAs(m, bound, point)) return { ...point, exact: true };
  }
  return { multiplier, shift, exact: false };
}
