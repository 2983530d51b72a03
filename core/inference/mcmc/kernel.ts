// What every sampler is: `init` makes a state, `step` makes the next one and tells what happened. Neither changes what it is given, unless
// it is given to be used up.
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

/** What tells a kernel from the others, for whoever runs it by name. */
export interface Traits {
  readonly title: string;
  /** As it is written in pictures. */
  readonly shortName: string;
  /** The category whose colour it wears wherever samplers are told apart. */
  readonly hue: number;
  /** What it calls its step: the variance ε of a move's noise at T = 1, or that noise's sd √ε. */
  readonly step: 'variance' | 'sd';
  /** Whether ε may fall with the steps, draws being weighed by it (Welling and Teh 2011); others tune it. */
  readonly decreasing: boolean;
  /** Of the settings, those that it reads besides step size and temperature. */
  readonly reads: readonly ('batchSize' | 'leapfrogSteps' | 'friction' | 'memory')[];
  /** It glides along level energy: it has trajectories, energies and divergences. */
  readonly hamiltonian: boolean;
  /** It may refuse a move that it proposed. */
  readonly refuses: boolean;
  /** The acceptance rate that tuning aims at; of kernels that have one. */
  readonly targetAcceptance?: number;
  /** What a step multiplies a gradient by, in units of ε: where it is one number for all coordinates. */
  readonly gradientFactor?: number;
  /** Of its last move it keeps a part. */
  readonly momentum?: true;
  /** It injects no noise. */
  readonly noiseless?: true;
}

/** A Langevin kernel on minibatches, which most are: half a step size up the gradient, noise of the step size's variance. */
export const langevinTraits = {
  step: 'variance',
  decreasing: true,
  reads: ['batchSize'],
  hamiltonian: false,
  refuses: false,
  gradientFactor: 0.5,
} as const satisfies Partial<Traits>;

export interface Kernel<S extends Chains = Chains> {
  readonly traits: Traits;
  readonly init: (target: Target, positions: Float64Array, settings: Settings, random: Random) => S;
  /** `spent` is what an earlier step told and nobody reads any more: arrays of it may become those of this step’s. */
  readonly step: (target: Target, state: S, settings: Settings, random: Random, spent?: Info) => Step<S>;
}

/** The spent array, if it has this length, with whatever stands in it; else a new one. */
export const again = (spent: Float64Array | undefined, length: number): Float64Array =>
  spent?.length === length ? spent : new Float64Array(length);
