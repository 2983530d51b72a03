// What the one step size means to each sampler.
import type { KernelName } from '../../../inference/mcmc/kernels.ts';
import { stepSizeAt } from '../../../inference/mcmc/schedule.ts';
import type { SamplersValues } from './params.ts';

const rootTakers: readonly string[] = ['hmc', 'nuts', 'randomWalk'];

/** Samplers whose ε may fall with the steps. */
export const fallingSteps: readonly string[] = ['sgld', 'ula', 'sghmc', 'preconditionedSgld', 'controlVariates', 'sgd'];

/** ε is the variance of a move’s noise: some samplers take its root as the step they go by. */
export const ownStep = (name: KernelName, stepSize: number) => (rootTakers.includes(name) ? Math.sqrt(stepSize) : stepSize);

/** ε of a step of a sampler’s own. */
export const ofOwnStep = (name: KernelName, own: number) => (rootTakers.includes(name) ? own ** 2 : own);

/** ε at step t of this sampler. */
export function stepSizeOf(name: KernelName, { stepSize, stepSizeOffset, stepSizeDecay, decreasing }: SamplersValues, t: number): number {
  if (!fallingSteps.includes(name)) return stepSize;
  return stepSizeAt({ stepSize, offset: stepSizeOffset, decay: stepSizeDecay, decreasing }, t);
}
