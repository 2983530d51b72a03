// What every sampler is: `init` makes a state, `step` makes the next one and tells what happened. Neither changes what it is given.
import type { Random } from '../../prob/random.ts';
import type { Target } from './target.ts';

/** Where the chains are: chain k at positions[k·d … k·d + d). */
export interface Chains {
  readonly positions: Float64Array;
}

/** What is in force at a step; each kernel reads what concerns it. */
export interface Settings {
  /** ε: of Langevin kernels the variance of the injected noise at T = 1; of HMC and NUTS the leapfrog step; of random walk the proposal’s sd. */
  readonly stepSize: number;
  /** T: the density that is sampled is p^{1/T}; at 0 only what improves is taken. */
  readonly temperature: number;
  /** n, rows in a gradient; at least N uses all of them. */
  readonly batchSize: number;
  /** Whether a minibatch counts N/n times, as it must. */
  readonly scaled: boolean;
  /** L, leapfrog steps of HMC. */
  readonly leapfrogSteps: number;
  /** α in (0, 1]: the share of momentum that SGHMC loses in a step. */
  readonly friction: number;
  /** The share of old squared gradients that preconditioned SGLD keeps in a step. */
  readonly memory: number;
  /** While true, kernels that accept or reject tune their step size towards this acceptance rate; undefined leaves it alone. */
  readonly adapt: number | undefined;
}

/** What happened in a step: for the eye, and for the books. Arrays hold one entry a chain, or d. */
export interface Info {
  /** Gradients that each chain asked for, a minibatch’s being one; of a kernel without gradients, densities. */
  readonly gradientEvaluations: number;
  /** Rows of data read, in units of all of them, by each chain on average. */
  readonly dataPasses: number;
  /** The step size that was used. */
  readonly stepSize: number;
  /** (ε/2) ĝ, what the gradient moved. */
  readonly drift?: Float64Array;
  /** What noise moved. */
  readonly noise?: Float64Array;
  readonly proposals?: Float64Array;
  /** Probability of acceptance; of NUTS its mean over the trajectory. */
  readonly acceptance?: Float64Array;
  readonly accepted?: Uint8Array;
  /** The log of the acceptance ratio, and of the uniform it was held against. */
  readonly logRatios?: Float64Array;
  readonly logUniforms?: Float64Array;
  /** Energy error beyond 1000: the trajectory left the level that it should keep. */
  readonly divergent?: Uint8Array;
  /** H at the start of each trajectory: what E-BFMI is read from. */
  readonly energies?: Float64Array;
  /** The trajectory of the first chain, point after point. */
  readonly path?: Float64Array;
}

export interface Step<S extends Chains> {
  readonly state: S;
  readonly info: Info;
}

export interface Kernel<S extends Chains = Chains> {
  readonly init: (target: Target, positions: Float64Array, settings: Settings, random: Random) => S;
  readonly step: (target: Target, state: S, settings: Settings, random: Random) => Step<S>;
}
