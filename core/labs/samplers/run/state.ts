// The state of a run: the chosen sampler, those that race it on the same budget, and the two normals that are fitted beside them.
import type { KernelName } from '../../../inference/mcmc/kernels.ts';
import { descendGaussian, type Gaussian, type GaussianFamily, independent, variancesOf } from '../../../inference/variational/gaussian.ts';
import { type Kept, keep, keptOf } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import { members } from '../../../lab/param.ts';
import { openTeam, type Team } from '../../../math/team.ts';
import type { Random } from '../../../prob/random.ts';
import type { SamplersValues } from '../declaration/params.ts';
import { COLDEST, type Problem } from '../model/problem.ts';
import { OF_PROBLEM, problemOf } from './problem-of.ts';
import { streamOf } from './streams.ts';
import { advance, beginBooks, beginTrack, errorsOf, type Milestone, stepSizeNow, type Track } from './track.ts';

/** A normal under way to the target. */
export interface Fit {
  readonly family: GaussianFamily;
  q: Gaussian;
  /** Passes through the data that its gradients cost. */
  dataPasses: number;
  /** It stands still. */
  rests: boolean;
  readonly milestones: Milestone[];
}

export interface SamplersState {
  readonly problem: Problem;
  /** Threads that the host lends. */
  readonly team: Team | undefined;
  readonly seed: number;
  readonly main: Track;
  readonly rivals: readonly Track[];
  readonly fits: readonly [Fit, Fit];
  /** ε at steps a fiftieth apart. */
  readonly schedule: { step: number; stepSize: number }[];
  /** Where the chains stood at the last steps, the newest last. */
  readonly trail: Float64Array[];
  /** The values of the last step. */
  values: SamplersValues;
  /** What is slow to work out, kept between looks: the last of each kind; of the problem alone, also for the next run of it. */
  readonly kept: Kept;
  readonly ofProblem: Kept;
}

/** Steps for which a rival without burn-in tunes its step size. */
const TUNING = 20;

/** How far a fitted normal goes in a step, of the way to where it is drawn. */
const RATE = 0.5;

function startsOf({ scale, target }: Problem, values: SamplersValues, random: Random): Float64Array {
  const d = target.dimension;
  const noise = new Float64Array(values.chains * d);
  random.normals(noise);
  return noise.map((z, at) => {
    const i = at % d;
    const centre = i === 0 ? values.startX : i === 1 ? values.startY : (scale.centre[i] as number);
    return centre + values.startSpread * (scale.sd[i] as number) * z;
  });
}

/** How far a fit had come: none where nobody knows the truth. */
function milestonesOf({ q, dataPasses }: Fit, problem: Problem, temperature: number): Milestone[] {
  const truth = problem.truth(temperature);
  if (!truth) return [];
  return [{ gradientEvaluations: dataPasses, dataPasses, ...errorsOf({ means: q.mean, variances: variancesOf(q) }, truth) }];
}

export function init(values: SamplersValues, { random, seed, data, means }: Start): SamplersState {
  const team = means?.threads && openTeam(means.threads.spawn, means.threads.threads);
  const ofProblem = keptOf(
    means?.kept,
    OF_PROBLEM.map((name) => values[name]),
    data,
  );
  // One that computes with a team ends with it.
  const problem = team ? problemOf(values, data, team) : keep(ofProblem, 'problem', '', () => problemOf(values, data));
  const starts = startsOf(problem, values, random);
  const raced = members(values.compare).filter((name) => name !== values.sampler && name !== 'meanField' && name !== 'fullCovariance');
  const begin = (name: string, own: Random) => beginTrack(name as KernelName, problem, values, starts, own);
  const { centre, sd } = problem.scale;
  const first = centre.map((c, i) => (i === 0 ? values.startX : i === 1 ? values.startY : c));
  const begun = (family: GaussianFamily): Fit => ({ family, q: independent(first, sd), dataPasses: 0, rests: false, milestones: [] });
  return {
    problem,
    team,
    seed,
    main: begin(values.sampler, random),
    // Each has a stream of its own, so that who else races changes nothing.
    rivals: raced.map((name) => begin(name, streamOf(seed, 'rival', name))),
    fits: [begun('meanField'), begun('fullCovariance')],
    schedule: [],
    trail: [starts],
    values,
    ofProblem,
    kept: new Map(),
  };
}

export const dispose = ({ team }: SamplersState): void => team?.close();

/** Steps of a trail. */
const TRAIL = 64;

/** Steps kept of the schedule; beyond, every other one is dropped. */
const SCHEDULE = 512;

/** What draws depend on and what may change under way. */
const inForce = (values: SamplersValues) =>
  [values.temperature, values.stepSize, values.stepSizeDecay, values.stepSizeOffset, values.decreasing, values.batchSize, values.scaled]
    .concat([values.leapfrogSteps, values.friction, values.memory, values.thinning, values.weighted, values.adapt, values.burnIn])
    .join();

/** A change under way: draws of before are not draws of what is sampled now. */
function beginAgain({ main, rivals, fits }: SamplersState): void {
  for (const track of [main, ...rivals]) beginBooks(track);
  for (const fit of fits) {
    fit.rests = false;
    fit.milestones.length = 0;
  }
}

export function step(state: SamplersState, values: SamplersValues): SamplersState {
  const { main, problem, rivals, fits, schedule } = state;
  if (values !== state.values) {
    if (inForce(values) !== inForce(state.values)) beginAgain(state);
    state.values = values;
  }
  const burning = main.step < values.burnIn;
  advance(main, problem, values, burning, burning && values.adapt && main.kernel.traits.targetAcceptance !== undefined);
  state.trail.push(main.state.positions);
  if (state.trail.length > TRAIL) state.trail.shift();
  const last = schedule.at(-1);
  if (!last || main.step > last.step * 1.02) {
    schedule.push({ step: main.step, stepSize: stepSizeNow(main, values) });
    if (schedule.length > SCHEDULE) schedule.splice(0, schedule.length, ...schedule.filter((_, i) => i % 2 === 1));
  }
  // What the main sampler has spent, the others may spend.
  for (const rival of rivals) {
    while (rival.dataPasses + (rival.info?.dataPasses ?? 1) <= main.dataPasses) {
      advance(rival, problem, values, burning, values.burnIn > 0 ? burning : rival.step < TUNING);
    }
  }
  for (const fit of fits) {
    const cost = problem.expectations.evaluations;
    while (!fit.rests && fit.dataPasses + cost <= main.dataPasses) {
      const q = descendGaussian(problem.expectations, fit.q, fit.family, Math.max(COLDEST, values.temperature), RATE);
      fit.dataPasses += cost;
      fit.rests = q === fit.q;
      fit.q = q;
      fit.milestones.push(...milestonesOf(fit, problem, values.temperature));
    }
  }
  return state;
}
