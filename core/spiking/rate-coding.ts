// A number as how often a neuron fires: integrate-and-fire, with a leak or without, threshold 1, over a window of steps.
import { InputError } from '../base/input-error.ts';

export interface RateCoding {
  /** After a spike the potential is lowered by the threshold, or set to 0, which loses what lay above it. */
  readonly reset: 'subtract' | 'zero';
  /** The potential before the first step: at 0 the count is ⌊T a⌋, at ½ it is T a rounded, halves up. */
  readonly start: 0 | 0.5;
  /**
   * g ∈ [0, 1), the share of the potential that is lost before a step takes in its number: V ← (1 − g) V + a, the leaky neuron’s exact step with
   * 1 − g = e^(−dt/τ) and R I = a/g. None if left out.
   */
  readonly leak?: number;
}

/** The share of a potential that is kept from one step to the next, 1 − g. Throws InputError for g outside [0, 1). */
export function kept({ leak = 0 }: RateCoding): number {
  if (!(leak >= 0 && leak < 1)) throw new InputError('leak', '0 or more, below 1', `${leak}`);
  return 1 - leak;
}

/** Sums such as 0.1 + 0.2 miss a threshold by some 1e-16: what comes as near as this has reached it. */
const NEAR = 1e-12;

/** Whether a potential has reached the threshold, 1. */
export const fires = (potential: number): boolean => potential >= 1 - NEAR;

/**
 * In which of T steps a neuron fires that takes in a ∈ [0, 1] at each: 1 there, 0 elsewhere. Lowered by 1 at each spike it fires ⌊T a⌋ or, begun
 * at ½, ⌊T a + ½⌋ times, so count/T is off by less than 1/T (Rueckauer et al. 2017). With a leak g it is silent where a < g; begun at 0 and set to 0
 * it fires every ⌈ln(1 − g/a)/ln(1 − g)⌉ steps elsewhere. Throws InputError for a outside [0, 1], and g outside [0, 1).
 */
export function spikeTrain(a: number, steps: number, coding: RateCoding): Uint8Array {
  const { reset, start } = coding;
  const keep = kept(coding);
  if (!(a >= 0 && a <= 1)) throw new InputError('activation', '0 to 1', `${a}`);
  let potential: number = start;
  return Uint8Array.from({ length: steps }, () => {
    potential = keep * potential + a;
    if (!fires(potential)) return 0;
    potential = reset === 'zero' ? 0 : potential - 1;
    return 1;
  });
}

/** How often it fires in T steps. Throws InputError. */
export const spikeCount = (a: number, steps: number, coding: RateCoding): number =>
  spikeTrain(a, steps, coding).reduce((sum, spike) => sum + spike, 0);
