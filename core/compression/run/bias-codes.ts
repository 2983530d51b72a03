// A bias as whole numbers of the unit in which products of codes are summed.
import { InputError } from '../../base/input-error.ts';
import type { CodedLayer } from '../coded.ts';
import { type ActivationGrid, roundHalfEven } from './activation-grid.ts';

/** A bias is kept below this, so that a sum of 2¹⁵ products of codes more still has 32 bits. */
const MOST = 2 ** 30;

/**
 * b ≈ s_x s_w q of a layer on a grid: the scales s_x s_w in float32, one for each unit or one for all, and q, halves to even. Throws InputError for
 * weights on no grid, and where a code has not room in 31 bits.
 */
export function biasCodes({ name, weights, bias }: CodedLayer, { scale }: ActivationGrid) {
  if (weights.kind !== 'grid') throw new InputError(`${name} weights`, 'codes on a grid', weights.kind);
  const scales = weights.scales.map((each) => scale * each);
  const codes = Int32Array.from(bias, (b, unit) => {
    const q = roundHalfEven(b / (scales[scales.length === 1 ? 0 : unit] as number));
    if (!(Math.abs(q) < MOST)) throw new InputError(`${name} bias`, `below 2^30 steps of its scale`, String(b));
    return q;
  });
  return { codes, scales };
}
