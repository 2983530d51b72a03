// One sampler under way: its chains, what they cost, the draws that were kept, the moments of all of them, and how its errors fell.
import type { Chains, Info, Kernel, Settings } from '../../../inference/mcmc/kernel.ts';
import { type KernelName, kernels } from '../../../inference/mcmc/kernels.ts';
import type { Random } from '../../../prob/random.ts';
import type { SamplersValues } from '../declaration/params.ts';
import { ofOwnStep, ownStep, stepSizeOf } from '../declaration/step-size.ts';
import type { Problem, Truth } from '../model/problem.ts';
import { type Draws, emptyDraws, offerDraw } from './draws.ts';

/** How far a sampler had come, at some cost. */
export interface Milestone {
  readonly gradientEvaluations: number;
  readonly dataPasses: number;
  readonly meanError: number;
  readonly varianceError: number;
}

export interface Track {
  readonly name: KernelName;
  readonly kernel: Kernel;
  readonly random: Random;
  state: Chains;
  info: Info | undefined;
  /** Where the chains stood before the last step. */
  before: Float64Array;
  step: number;
  gradientEvaluations: number;
  dataPasses: number;
  draws: Draws;
  /** Weighted sums over all draws since burn-in: Σ w, and of each coordinate mean and Σ w (θ − mean)². */
  moments: { weight: number; readonly means: Float64Array; readonly scatters: Float64Array };
  acceptance: number;
  accepted: number;
  divergences: number;
  /** Of the first chain, since burn-in. */
  energies: number[];
  milestones: Milestone[];
}

function settingsOf(name: KernelName, values: SamplersValues, t: number, tuning: boolean): Settings {
  return {
    stepSize: ownStep(name, stepSizeOf(name, values, t)),
    temperature: values.temperature,
    batchSize: values.batchSize,
    scaled: values.scaled,
    leapfrogSteps: values.leapfrogSteps,
    friction: values.friction,
    memory: values.memory,
    adapt: tuning ? kernels[name].traits.targetAcceptance : undefined,
  };
}

export function beginTrack(name: KernelName, problem: Problem, values: SamplersValues, positions: Float64Array, random: Random): Track {
  const kernel = kernels[name];
  const d = problem.target.dimension;
  return {
    name,
    kernel,
    random,
    state: kernel.init(problem.target, positions, settingsOf(name, values, 0, false), random),
    info: undefined,
    before: positions,
    step: 0,
    gradientEvaluations: 0,
    dataPasses: 0,
    ...nothingDrawn(values.chains, d),
  };
}

type Books = Pick<Track, 'draws' | 'moments' | 'acceptance' | 'accepted' | 'divergences' | 'energies' | 'milestones'>;

/** Books in which nothing is written yet. */
const nothingDrawn = (chains: number, d: number): Books => ({
  draws: emptyDraws(chains, d),
  moments: { weight: 0, means: new Float64Array(d), scatters: new Float64Array(d) },
  acceptance: 0,
  accepted: 0,
  divergences: 0,
  energies: [],
  milestones: [],
});

/** Begins the books again: the chains go on, but from here on they sample something else, or otherwise. */
export function beginBooks(track: Track): void {
  Object.assign(track, nothingDrawn(track.draws.chains, track.draws.dimension));
}

/** Root mean square over the coordinates, in sds of the truth: of the means’ errors, and of the variances’ relative ones. */
export function errorsOf(found: Truth, { means, variances }: Truth): { meanError: number; varianceError: number } {
  let [mean, variance] = [0, 0];
  means.forEach((m, i) => {
    const v = variances[i] as number;
    mean += ((found.means[i] as number) - m) ** 2 / v;
    variance += ((found.variances[i] as number) / v - 1) ** 2;
  });
  return { meanError: Math.sqrt(mean / means.length), varianceError: Math.sqrt(variance / means.length) };
}

/** Means and variances of all draws since burn-in. */
export const drawnMoments = ({ moments: { means, scatters, weight } }: Track): Truth => ({
  means,
  variances: scatters.map((scatter) => scatter / weight),
});

/** ε of the last step; before the first, the one that it would take. */
export const stepSizeNow = ({ name, info }: Track, values: SamplersValues): number =>
  info ? ofOwnStep(name, info.stepSize) : stepSizeOf(name, values, 0);

/** Energies kept for E-BFMI. */
const ENERGIES = 4096;

/** Takes one step, in place. While `burning` no draw is kept; while `tuning` the step size may be tuned. */
export function advance(track: Track, problem: Problem, values: SamplersValues, burning: boolean, tuning: boolean): void {
  const settings = settingsOf(track.name, values, track.step, tuning);
  track.before = track.state.positions;
  const { state, info } = track.kernel.step(problem.target, track.state, settings, track.random, track.info);
  track.state = state;
  track.info = info;
  track.step += 1;
  track.gradientEvaluations += info.gradientEvaluations;
  track.dataPasses += info.dataPasses;
  if (burning) return;
  if (info.acceptance) {
    for (const probability of info.acceptance) track.acceptance += probability;
    track.accepted += info.acceptance.length;
  }
  if (info.divergent) for (const diverged of info.divergent) track.divergences += diverged;
  if (info.energies && track.energies.length < ENERGIES) track.energies.push(info.energies[0] as number);
  if (track.step % values.thinning === 0) {
    collect(track, state.positions, values.weighted && track.kernel.traits.decreasing ? info.stepSize : 1);
    offerDraw(track.draws, state.positions, stepSizeNow(track, values), track.step);
  }
  note(track, problem, values.temperature);
}

/** West’s weighted update of means and scatters, all chains. */
function collect({ moments }: Track, positions: Float64Array, weight: number): void {
  const { means, scatters } = moments;
  const d = means.length;
  for (let from = 0; from < positions.length; from += d) {
    moments.weight += weight;
    const share = weight / moments.weight;
    for (let i = 0; i < d; i += 1) {
      const off = (positions[from + i] as number) - (means[i] as number);
      means[i] = (means[i] as number) + share * off;
      scatters[i] = (scatters[i] as number) + weight * (1 - share) * off * off;
    }
  }
}

/** Milestones lie a tenth apart in cost. */
function note(track: Track, problem: Problem, temperature: number): void {
  const { milestones, gradientEvaluations, dataPasses, moments } = track;
  const last = milestones.at(-1);
  if (moments.weight === 0 || (last && gradientEvaluations < 1.1 * last.gradientEvaluations)) return;
  const truth = problem.truth(temperature);
  if (truth) milestones.push({ gradientEvaluations, dataPasses, ...errorsOf(drawnMoments(track), truth) });
}
