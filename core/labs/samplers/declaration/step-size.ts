// What the one step size means to each sampler.
import { type KernelName, traits } from '../../../inference/mcmc/kernels.ts';
import { stepSizeAt } from '../../../inference/mcmc/schedule.ts';
import type { SamplersValues } from './params.ts';

/** ε is the variance of a move’s noise: some samplers take its root as the step they go by. */
export const ownStep = (name: KernelName, stepSize: number) => (traits[name].step === 'sd' ? Math.sqrt(stepSize) : stepSize);

/** ε of a step of a sampler’s own. */
export const ofOwnStep = (name: KernelName, own: number) => (traits[name].step === 'sd' ? own ** 2 : own);

/** ε at step t of this sampler. */
export function stepSizeOf(name: KernelName, { stepSize, stepSizeOffset, stepSizeDecay, decreasing }: SamplersValues, t: number): number {
  if (!traits[name].decreasing) return stepSize;
  return stepSizeAt({ stepSize, offset: stepSizeOffset, decay: stepSizeDecay, decreasing }, t);
}
