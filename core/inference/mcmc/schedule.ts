// Step sizes that fall as SGLD asks: Σ ε = ∞, Σ ε² < ∞ for ½ < γ ≤ 1.
import { power } from '../../math/elementary.ts';

/** a, b, γ of ε_t = a (b + t)^−γ. */
export interface Schedule {
  readonly stepSize: number;
  readonly offset: number;
  readonly decay: number;
  /** False keeps ε at its first value. */
  readonly decreasing: boolean;
}

/** ε_t = a (b + t)^−γ for step t = 0, 1, … (Welling and Teh 2011); a itself where γ = 0. */
export const stepSizeAt = ({ stepSize, offset, decay, decreasing }: Schedule, t: number): number =>
  decay === 0 ? stepSize : stepSize * power(offset + (decreasing ? t : 0), -decay);

/**
 * The a, b and γ with which ε falls from `first` at t = 0 to `last` at t = steps − 1, γ = 0 where both are the same or there is one step alone.
 * Throws RangeError where ε would have to rise, or to fall without γ > 0.
 */
export function scheduleBetween(first: number, last: number, steps: number, decay: number): Omit<Schedule, 'decreasing'> {
  if (first === last || steps <= 1) return { stepSize: first, offset: 1, decay: 0 };
  if (!(0 < last && last < first && decay > 0))
    throw new RangeError(`last step size: expected from 0 to ${first}, with a decay above 0, got ${last} and ${decay}`);
  const offset = (steps - 1) / (power(first / last, 1 / decay) - 1);
  return { stepSize: first * power(offset, decay), offset, decay };
}
