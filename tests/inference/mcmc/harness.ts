// One trial for all samplers: many chains on a target whose marginals are known, held to its means, variances and distribution functions.
import { bulkEffectiveSampleSize, meanStandardError } from '../../../core/inference/mcmc/diagnostics/effective-sample-size.ts';
import type { Settings } from '../../../core/inference/mcmc/kernel.ts';
import { type KernelName, kernels } from '../../../core/inference/mcmc/kernels.ts';
import type { Target } from '../../../core/inference/mcmc/target.ts';
import { momentsOfShares, type Plane, sharesOf, windowOf } from '../../../core/labs/samplers/model/plane.ts';
import { normalCdf } from '../../../core/math/special.ts';
import type { Random } from '../../../core/prob/random.ts';
import { kolmogorovSmirnov, UNLIKELY } from './kolmogorov-smirnov.ts';

/** What one coordinate is distributed as. */
export interface Marginal {
  readonly mean: number;
  readonly variance: number;
  readonly cdf: (x: number) => number;
}

export const normalMarginal = (mean: number, variance: number): Marginal => ({
  mean,
  variance,
  cdf: (x) => normalCdf((x - mean) / Math.sqrt(variance)),
});

/** Both marginals of p^{1/T}, off its lattice. */
export function latticeMarginals(plane: Plane, temperature = 1): readonly Marginal[] {
  const { means, variances, marginals } = momentsOfShares(plane, sharesOf(plane, temperature));
  return windowOf(plane).map(([low, high], axis) => {
    const densities = marginals[axis as 0 | 1];
    const width = (high - low) / densities.length;
    const sums = [0];
    for (const density of densities) sums.push((sums.at(-1) as number) + density * width);
    const cdf = (x: number) => {
      const cells = Math.min(densities.length - 1e-9, Math.max(0, (x - low) / width));
      const cell = Math.floor(cells);
      return (sums[cell] as number) + (cells - cell) * width * (densities[cell] as number);
    };
    return { mean: means[axis] as number, variance: variances[axis] as number, cdf };
  });
}

/** The same distribution somewhat further right and somewhat wider: what a trial must tell from the truth. */
export function distorted({ mean, variance, cdf }: Marginal): Marginal {
  const [shift, stretch] = [0.5 * Math.sqrt(variance), 1.5];
  return { mean: mean + shift, variance: variance * stretch ** 2, cdf: (x) => cdf(mean + (x - mean - shift) / stretch) };
}

export interface Trial {
  readonly kernel: KernelName;
  readonly target: Target;
  /** Where each chain starts. */
  readonly starts: Float64Array;
  readonly settings?: Partial<Settings>;
  /** Steps before the first draw that counts; kernels that accept or reject tune their step size in them. */
  readonly burnIn: number;
  readonly draws: number;
  /** Steps from one draw to the next. */
  readonly thinning?: number;
}

export const plain: Settings = {
  stepSize: 0.5,
  temperature: 1,
  batchSize: Number.POSITIVE_INFINITY,
  scaled: true,
  leapfrogSteps: 8,
  friction: 0.2,
  memory: 0.999,
  adapt: undefined,
};

/** Draws of each coordinate, chain by chain. */
export function run({ kernel: name, target, starts, settings, burnIn, draws, thinning = 1 }: Trial, random: Random): Float64Array[][] {
  const kernel = kernels[name];
  const { dimension } = target;
  const count = starts.length / dimension;
  const tuning = { ...plain, adapt: kernel.traits.targetAcceptance, ...settings };
  const fixed = { ...tuning, adapt: undefined };
  let state = kernel.init(target, starts, tuning, random);
  for (let t = 0; t < burnIn; t += 1) state = kernel.step(target, state, tuning, random).state;
  const drawn = Array.from({ length: dimension }, () => Array.from({ length: count }, () => new Float64Array(draws)));
  for (let draw = 0; draw < draws; draw += 1) {
    for (let t = 0; t < thinning; t += 1) state = kernel.step(target, state, fixed, random).state;
    state.positions.forEach((x, i) => {
      (drawn[i % dimension]?.[Math.floor(i / dimension)] as Float64Array)[draw] = x;
    });
  }
  return drawn;
}

export interface Verdict {
  /** Standard errors that the mean is off. */
  readonly mean: number;
  /** Standard errors that the mean squared distance from the true mean is off the variance. */
  readonly variance: number;
  /** Of the last draw of each chain: these are independent. */
  readonly kolmogorovSmirnov: number;
  readonly effectiveSampleSize: number;
}

const meanOf = (chains: readonly Float64Array[]) =>
  chains.reduce((sum, chain) => sum + chain.reduce((s, x) => s + x, 0) / chain.length, 0) / chains.length;

export function verdictOn(chains: readonly Float64Array[], { mean, variance, cdf }: Marginal): Verdict {
  const squares = chains.map((chain) => chain.map((x) => (x - mean) ** 2));
  return {
    mean: (meanOf(chains) - mean) / meanStandardError(chains),
    variance: (meanOf(squares) - variance) / meanStandardError(squares),
    kolmogorovSmirnov: kolmogorovSmirnov(
      chains.map((chain) => chain.at(-1) as number),
      cdf,
    ),
    effectiveSampleSize: bulkEffectiveSampleSize(chains),
  };
}

/** Which of the tests draws fail. */
export function faultsOf({ mean, variance, kolmogorovSmirnov: distance }: Verdict): string[] {
  return [
    ...(Math.abs(mean) <= 4 ? [] : ['mean']),
    ...(Math.abs(variance) <= 4 ? [] : ['variance']),
    ...(distance <= UNLIKELY ? [] : ['shape']),
  ];
}
