// What the one step size means to each sampler.
import type { KernelName } from '../../inference/mcmc/kernels.ts';
import { stepSizeAt } from '../../inference/mcmc/schedule.ts';
import type { SamplersValues } from './params.ts';

const rootTakers: readonly string[] = ['hmc', 'nuts', 'randomWalk'];

/** Samplers whose ε may fall with the steps. */
export const fallingSteps: readonly string[] = ['sgld', 'ula', 'sghmc', 'preconditionedSgld', 'controlVariates', 'sgd'];

/** ε is the variance of a move’s noise: these samplers take its root as their step. */
export const rooted = (name: KernelName) => rootTakers.includes(name);

/** ε at step t of this sampler. */
export function stepSizeOf(name: KernelName, { stepSize, stepSizeOffset, stepSizeDecay, decreasing }: SamplersValues, t: number): number {
  if (!fallingSteps.includes(name)) return stepSize;
  return stepSizeAt({ stepSize, offset: stepSizeOffset, decay: stepSizeDecay, decreasing }, t);
}
