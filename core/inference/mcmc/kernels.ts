// All samplers by name.
import { controlVariates } from './control-variates.ts';
import { hmc } from './hmc.ts';
import type { Kernel, Traits } from './kernel.ts';
import { sgd, sgld, ula } from './langevin.ts';
import { mala } from './mala.ts';
import { nuts } from './nuts.ts';
import { preconditionedSgld } from './preconditioned-sgld.ts';
import { randomWalk } from './random-walk.ts';
import { sghmc } from './sghmc.ts';

/** A kernel keeps its state to itself: whoever runs it by name only sees the positions. */
const opaque = <S>(kernel: S): Kernel => kernel as unknown as Kernel;

export const kernels = {
  sgld: opaque(sgld),
  ula: opaque(ula),
  mala: opaque(mala),
  randomWalk: opaque(randomWalk),
  hmc: opaque(hmc),
  nuts: opaque(nuts),
  sghmc: opaque(sghmc),
  preconditionedSgld: opaque(preconditionedSgld),
  controlVariates: opaque(controlVariates),
  sgd: opaque(sgd),
} as const;

export type KernelName = keyof typeof kernels;

export const kernelNames = Object.keys(kernels) as readonly KernelName[];

/** What each is, by name. */
export const traits = Object.fromEntries(kernelNames.map((name) => [name, kernels[name].traits])) as Readonly<Record<KernelName, Traits>>;

/** The kernels of which something is true, in the order of the menu. */
export const kernelsThat = (holds: (traits: Traits) => boolean): readonly KernelName[] => kernelNames.filter((name) => holds(traits[name]));
