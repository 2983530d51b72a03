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

/** The a and b with which ε falls from `first` at t = 0 to `last` at t = steps − 1. */
export function scheduleBetween(first: number, last: number, steps: number, decay: number): { stepSize: number; offset: number } {
  const offset = (steps - 1) / (power(first / last, 1 / decay) - 1);
  return { stepSize: first * power(offset, decay), offset };
}
