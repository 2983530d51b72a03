// The state of a run: where EM is, its trail, and those that race it.
import type { Mixture } from '../../../inference/em/mixture.ts';
import type { EmState } from '../../../inference/em/variant.ts';
import { type Kept, keptOf } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import type { Means } from '../../../lab/means.ts';
import { members } from '../../../lab/param.ts';
import type { EmValues, VariantName } from '../declaration/params.ts';
import type { Problem } from '../model/problem.ts';
import { type Descent, descentBy, descentOf, type Terms } from './descent.ts';
import { beginning, problemOf } from './problem-of.ts';

/** Where EM stood after a move. */
export interface Stop extends Terms {
  readonly move: number;
  readonly passes: number;
  readonly mixture: Mixture;
  /** Data that q gives to each component. */
  readonly masses: Float64Array;
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

function massesOf({ mixture, responsibilities }: EmState): Float64Array {
  const masses = new Float64Array(mixture.weights.length);
  responsibilities.forEach((r, at) => {
    masses[at % masses.length] = (masses[at % masses.length] as number) + r;
  });
  return masses;
}

const stopOf = (descent: Descent, em: EmState, temperature: number): Stop => ({
  ...descent.terms(em, temperature),
  move: em.moves,
  passes: em.dataPasses,
  mixture: em.mixture,
  masses: massesOf(em),
  responsibilities: em.responsibilities.slice(),
});

/** With q and sums of its own, which moves write in place. */
export const copied = (em: EmState): EmState => ({ ...em, responsibilities: em.responsibilities.slice(), sums: em.sums.slice() });

export function init(values: EmValues, { seed, data, means }: Pick<Start, 'seed' | 'data' | 'means'>): EmLabState {
  const problem = problemOf(values, seed, data);
  const { model, dataset, edits, covariance, floor, concentration } = values;
  const ofProblem = keptOf(means?.kept, [model, dataset, edits, covariance, floor, concentration, seed], data);
  const em = beginning(problem, values, seed);
  const descent = descentOf(problem, values);
  const raced = problem.kind === 'directions' ? [] : (members(values.compare).filter((name) => name !== descent.name) as VariantName[]);
  const marks = [{ passes: 0, milliseconds: 0, surprise: descent.surprise(em) }];
  const clock = means?.clock ?? (() => 0);
  const racers = [descent.name, ...raced].map((name): Racer => ({ name, em: copied(em), marks, milliseconds: 0 }));
  return {
    problem,
    seed,
    em,
    trail: [stopOf(descent, em, descent.temperature(em))],
    racers,
    rise: 0,
    openedGap: 0,
    still: 0,
    clock,
    ofProblem,
  };
}

/** Every other stop is dropped when there are too many; only the last ones keep q. */
function thinned(trail: readonly Stop[]): readonly Stop[] {
  const fewer = trail.length < TRAIL ? trail : trail.filter((_, i) => i % 2 === 0 || i >= trail.length - WITH_Q);
  return fewer.map((stop, i) => (stop.responsibilities && i < fewer.length - WITH_Q ? { ...stop, responsibilities: undefined } : stop));
}

/** A racer goes on until it has spent as many passes as the run, and is marked at each whole one, after the M-step that ends it. */
function caughtUp(racer: Racer, { next, upcoming, surprise }: Descent, clock: EmLabState['clock'], passes: number): Racer {
  let { em, milliseconds } = racer;
  const marks = [...racer.marks];
  const move = () => {
    const begun = clock();
    em = next(em);
    milliseconds += clock() - begun;
  };
  const mark = () => {
    while (upcoming(em) === 'M') move();
    const whole = Math.round(em.dataPasses);
    if (whole > (marks.at(-1)?.passes ?? 0) && em.dataPasses >= whole - 1e-9)
      marks.push({ passes: whole, milliseconds, surprise: surprise(em) });
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
  const { problem, trail, clock } = state;
  const descent = descentOf(problem, values);
  const move = descent.upcoming(state.em);
  const temperature = descent.temperature(state.em);
  const begun = clock();
  const em = descent.next(state.em);
  const took = clock() - begun;
  // q is written in place: what the trail keeps is its own.
  const last = trail.at(-1) as Stop;
  const before = last.energy - temperature * last.entropy + last.complexity;
  const here = stopOf(descent, em, temperature);
  const rise = descent.descends || descent.name === 'annealed' ? Math.max(0, here.freeEnergy - before) : 0;
  const exact = descent.exact && move === 'E' && temperature === 1;
  const rests = Math.abs(here.freeEnergy - before) <= REST * Math.max(1, Math.abs(here.freeEnergy));
  return {
    ...state,
    em,
    trail: thinned([...trail, here]),
    racers: state.racers.map((racer, i) =>
      i === 0 || problem.kind === 'directions'
        ? caughtUp({ ...racer, em, milliseconds: racer.milliseconds + took }, descent, clock, em.dataPasses)
        : caughtUp(racer, descentBy(racer.name, problem, values), clock, em.dataPasses),
    ),
    rise: Math.max(state.rise, rise),
    openedGap: exact ? Math.abs(here.gap as number) : state.openedGap,
    still: rests ? state.still + 1 : 0,
  };
}

/** What is left of the heat that counts. */
const COOL = 1e-6;

/** It rests once a whole round of moves has changed nothing, and nothing is left to cool. */
export function done({ still, problem, em }: EmLabState, values: EmValues): boolean {
  const { name, upcoming, temperature } = descentOf(problem, values);
  const round = upcoming(em) === 'EM' ? 2 * Math.ceil(problem.size / values.block) : 4;
  return still > round && (name !== 'annealed' || temperature(em) - values.temperature < COOL);
}
