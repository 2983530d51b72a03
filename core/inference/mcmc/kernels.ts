// All samplers by name.
import { controlVariates } from './control-variates.ts';
import { hmc } from './hmc.ts';
import type { Kernel } from './kernel.ts';
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

/** The acceptance rate that tuning aims at, of those that accept or reject (Roberts and Rosenthal 2001; Hoffman and Gelman 2014). */
export const acceptanceAims: Readonly<Partial<Record<KernelName, number>>> = { randomWalk: 0.35, mala: 0.574, hmc: 0.8, nuts: 0.8 };
