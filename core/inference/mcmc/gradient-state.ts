// The state of a kernel that follows the gradient and tunes its step size: what it knows where its chains stand.
import { chosen, type Decision, mean } from './decision.ts';
import { beginTuning, type DualAveraging, tune } from './dual-averaging.ts';
import type { Chains, Settings } from './kernel.ts';
import type { Target } from './target.ts';

export interface GradientState extends Chains {
  readonly logDensities: Float64Array;
  readonly gradients: Float64Array;
  readonly tuning: DualAveraging;
}

export function beginGradientState(target: Target, positions: Float64Array, { stepSize }: Settings): GradientState {
  const logDensities = new Float64Array(positions.length / target.dimension);
  const gradients = new Float64Array(positions.length);
  target.logDensityGradients(positions, gradients, logDensities);
  return { positions: positions.slice(), logDensities, gradients, tuning: beginTuning(stepSize) };
}

/** Each chain where it was proposed to be, if that was accepted, else where it was. */
export function decided(
  current: GradientState,
  proposed: Omit<GradientState, 'tuning'>,
  { accepted, acceptance }: Decision,
  dimension: number,
  adapt: number | undefined,
): GradientState {
  return {
    positions: chosen(accepted, dimension, proposed.positions, current.positions),
    logDensities: chosen(accepted, 1, proposed.logDensities, current.logDensities),
    gradients: chosen(accepted, dimension, proposed.gradients, current.gradients),
    tuning: adapt === undefined ? current.tuning : tune(current.tuning, mean(acceptance), adapt),
  };
}
