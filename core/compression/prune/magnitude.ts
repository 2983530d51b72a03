// Magnitude pruning: the largest weights stay, and what of a Gaussian’s energy stays with them.
import { InputError } from '../../base/input-error.ts';
import { normalDensity, normalQuantile } from '../../math/special.ts';
import { checkWeights, type Weights } from '../weights.ts';

export interface Pruning {
  /** 1 where a weight is kept. */
  readonly mask: Uint8Array;
  readonly kept: number;
  /** The least |w| that is kept, others of that size may not be; ∞ where none is. */
  readonly threshold: number;
}

function checkShare(share: number): void {
  if (!(share >= 0 && share <= 1)) throw new InputError('share', 'a number from 0 to 1', `${share}`);
}

/** Keeps the round(share · n) largest |w|, of equals the first ones. Throws InputError. */
export function keepLargest(weights: Weights, share: number): Pruning {
  checkWeights(weights, [weights.length]);
  checkShare(share);
  const kept = Math.round(share * weights.length);
  const ascending = Float64Array.from(weights, Math.abs).sort();
  const threshold = ascending[ascending.length - kept] ?? Number.POSITIVE_INFINITY;
  const mask = Uint8Array.from(weights, (weight) => (Math.abs(weight) > threshold ? 1 : 0));
  let left = kept - mask.reduce((sum, one) => sum + one, 0);
  for (let i = 0; left > 0; i += 1)
    if (Math.abs(weights[i] as number) === threshold) {
      mask[i] = 1;
      left -= 1;
    }
  return { mask, kept, threshold };
}

/** ρ + 2tφ(t), t = Φ⁻¹(1 − ρ/2): the share of Σ w² that the largest share ρ of Gaussian weights holds. Throws InputError. */
export function normalKeptEnergy(share: number): number {
  checkShare(share);
  if (share === 0) return 0;
  const t = -normalQuantile(share / 2);
  return share + 2 * t * normalDensity(t);
}
