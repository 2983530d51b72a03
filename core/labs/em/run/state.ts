// The state of a run: where EM is, its trail, and those that race it.
import { annealed, temperatureAt } from '../../../inference/em/annealed.ts';
import { batch } from '../../../inference/em/batch.ts';
import { forgetful } from '../../../inference/em/forgetful.ts';
import { generalized } from '../../../inference/em/generalized.ts';
import { hard } from '../../../inference/em/hard.ts';
import { incremental } from '../../../inference/em/incremental.ts';
import { type FreeEnergyTerms, logLikelihoodOf, type Mixture, termsOf } from '../../../inference/em/mixture.ts';
import { online } from '../../../inference/em/online.ts';
import { sparse } from '../../../inference/em/sparse.ts';
import { beginEm, type EmState, type Variant } from '../../../inference/em/variant.ts';
import { type Kept, keptOf } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import type { Means } from '../../../lab/means.ts';
import { members } from '../../../lab/param.ts';
import type { EmValues, VariantName } from '../declaration/params.ts';
import type { Problem } from '../model/problem.ts';
import { mixtureOf, problemOf, settingsOf } from './problem-of.ts';

export const variants: Readonly<Record<VariantName, Variant>> = {
  batch,
  incremental,
  sparse,
  generalized,
  hard,
  forgetful,
  online,
  annealed,
};

/** Where EM stood after a move. */
export interface Stop extends FreeEnergyTerms {
  readonly move: number;
  readonly passes: number;
  readonly mixture: Mixture;
  /** q, kept of the last stops alone. */
  readonly responsibilities: Float64Array | undefined;
}

export interface Racer {
  readonly name: VariantName;
  readonly em: EmState;
  /** Once a pass: −log-likelihood, with the floor, and how long its moves have taken until then. */
  readonly marks: readonly { readonly passes: number; readonly milliseconds: number; readonly surprise: number }[];
  /** What its moves have taken by the host’s clock. */
  readonly milliseconds: number;
}

export interface EmLabState {
  readonly problem: Problem;
  readonly seed: number;
  readonly em: EmState;
  readonly trail: readonly Stop[];
  /** The run itself first. */
  readonly racers: readonly Racer[];
  /** The most by which a move has raised F while the temperature stayed. */
  readonly rise: number;
  /** The gap that the last exact E-step over all data left, at temperature 1. */
  readonly openedGap: number;
  /** Moves in a row in which F hardly changed. */
  readonly still: number;
  /** Milliseconds since some moment; of a host that has none, always 0. */
  readonly clock: NonNullable<Means['clock']>;
  /** What depends on the data and the kind of component alone, kept for the next run of them. */
  readonly ofProblem: Kept;
}

/** Stops of the trail, and those of them that keep q. */
const TRAIL = 1024;
const WITH_Q = 48;

/** F is at rest after a round of moves that changed it by less than this share. */
const REST = 1e-13;

export const temperatureNow = ({ em }: Pick<EmLabState, 'em'>, values: EmValues): number =>
  values.variant === 'annealed' ? temperatureAt(em, settingsOf(values)) : values.variant === 'hard' ? 0 : values.temperature;

const surpriseOf = (problem: Problem, mixture: Mixture): number =>
  problem.model.components.priorEnergy(mixture.theta) - logLikelihoodOf(problem.model, mixture);

function stopOf(problem: Problem, em: EmState, temperature: number): Stop {
  const { mixture, responsibilities, moves, dataPasses } = em;
  const terms = termsOf(problem.model, mixture, responsibilities, temperature);
  return { ...terms, move: moves, passes: dataPasses, mixture, responsibilities: responsibilities.slice() };
}

/** With q and sums of its own, which moves write in place. */
export const copied = (em: EmState): EmState => ({ ...em, responsibilities: em.responsibilities.slice(), sums: em.sums.slice() });

export function init(values: EmValues, { seed, data, means }: Pick<Start, 'seed' | 'data' | 'means'>): EmLabState {
  const problem = problemOf(values, seed, data);
  const { model, dataset, edits, covariance, floor } = values;
  const ofProblem = keptOf(means?.kept, [model, dataset, edits, covariance, floor, seed], data);
  const em = beginEm(problem.model, mixtureOf(problem, values));
  const raced = members(values.compare).filter((name) => name !== values.variant) as VariantName[];
  const marks = [{ passes: 0, milliseconds: 0, surprise: surpriseOf(problem, em.mixture) }];
  const clock = means?.clock ?? (() => 0);
  const racers = [values.variant, ...raced].map((name): Racer => ({ name, em: copied(em), marks, milliseconds: 0 }));
  const first = stopOf(problem, em, temperatureNow({ em }, values));
  return { problem, seed, em, trail: [first], racers, rise: 0, openedGap: 0, still: 0, clock, ofProblem };
}

/** Every other stop is dropped when there are too many; only the last ones keep q. */
function thinned(trail: readonly Stop[]): readonly Stop[] {
  const fewer = trail.length < TRAIL ? trail : trail.filter((_, i) => i % 2 === 0 || i >= trail.length - WITH_Q);
  return fewer.map((stop, i) => (stop.responsibilities && i < fewer.length - WITH_Q ? { ...stop, responsibilities: undefined } : stop));
}

/** A racer goes on until it has spent as many passes as the run, and is marked at each whole one, after the M-step that ends it. */
function caughtUp(racer: Racer, { problem, clock }: EmLabState, values: EmValues, passes: number): Racer {
  let { em, milliseconds } = racer;
  const marks = [...racer.marks];
  const { next, upcoming } = variants[racer.name];
  const move = () => {
    const begun = clock();
    em = next(problem.model, em, settingsOf(values));
    milliseconds += clock() - begun;
  };
  const mark = () => {
    while (upcoming(em) === 'M') move();
    const whole = Math.round(em.dataPasses);
    if (whole > (marks.at(-1)?.passes ?? 0) && em.dataPasses >= whole - 1e-9)
      marks.push({ passes: whole, milliseconds, surprise: surpriseOf(problem, em.mixture) });
  };
  // The run itself is there already.
  mark();
  while (em.dataPasses < passes - 1e-9) {
    move();
    mark();
  }
  return { ...racer, em, marks, milliseconds };
}

export function step(state: EmLabState, values: EmValues): EmLabState {
  const { problem, trail } = state;
  const variant = variants[values.variant];
  const move = variant.upcoming(state.em);
  const temperature = temperatureNow(state, values);
  const begun = state.clock();
  const em = variant.next(problem.model, state.em, settingsOf(values));
  const took = state.clock() - begun;
  // q is written in place: what the trail keeps is its own.
  const last = trail.at(-1) as Stop;
  const before = last.energy - temperature * last.entropy;
  const here = stopOf(problem, em, temperature);
  const rise = variant.descends || values.variant === 'annealed' ? Math.max(0, here.freeEnergy - before) : 0;
  const exact = move === 'E' && temperature === 1 && (values.variant === 'batch' || values.variant === 'generalized');
  const rests = Math.abs(here.freeEnergy - before) <= REST * Math.max(1, Math.abs(here.freeEnergy));
  return {
    ...state,
    em,
    trail: thinned([...trail, here]),
    racers: state.racers.map((racer, i) =>
      caughtUp(i === 0 ? { ...racer, em, milliseconds: racer.milliseconds + took } : racer, state, values, em.dataPasses),
    ),
    rise: Math.max(state.rise, rise),
    openedGap: exact ? Math.abs(here.gap) : state.openedGap,
    still: rests ? state.still + 1 : 0,
  };
}

/** What is left of the heat that counts. */
const COOL = 1e-6;

/** It rests once a whole round of moves has changed nothing, and nothing is left to cool. */
export const done = ({ still, problem, em }: EmLabState, values: EmValues): boolean => {
  const round = variants[values.variant].upcoming(em) === 'EM' ? 2 * Math.ceil(problem.size / values.block) : 4;
  return still > round && (values.variant !== 'annealed' || temperatureNow({ em }, values) - values.temperature < COOL);
};
