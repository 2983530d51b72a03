// The state of a run: the model with its data, q, and the trail that q leaves as it descends.

import type { Tempered } from '../../../inference/tempered/tempered.ts';
import { type Descent, descend } from '../../../inference/variational/descend.ts';
import { type Kept, keep, keptOf } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import type { Parameters } from '../../../prob/family.ts';
import { type BoundValues, params } from '../declaration/params.ts';
import type { Model } from '../model/model.ts';
import { isWritten, modelOf, namesOfQ, OF_MODEL, qOf } from './model-of.ts';

/** Where q was, and the terms there; F is at the temperature then in force. */
export interface Stop {
  readonly step: number;
  readonly temperature: number;
  readonly q: Parameters;
  readonly energy: number;
  readonly entropy: number;
  readonly accuracy: number;
  readonly complexity: number;
  readonly freeEnergy: number;
  /** The least F of any q at that temperature; NaN where F has none. */
  readonly lowest: number;
}

export interface BoundState {
  readonly model: Model;
  readonly seed: number;
  readonly q: Parameters;
  readonly step: number;
  readonly trail: readonly Stop[];
  /** The most by which F has risen in a step down KL(q‖p): 0, if descent keeps its word. */
  readonly rise: number;
  /** Steps in a row in which q stood still, and what was in force then. */
  readonly still: number;
  readonly stillAt: string;
  /** What does not depend on q, kept between looks and for the next run of this model: the last of each kind. */
  readonly kept: Kept;
}

/** Stops kept on the trail; beyond, every other one is dropped, but as long as there is room none at which the temperature turns. */
const TRAIL = 512;

function thinned(trail: readonly Stop[]): readonly Stop[] {
  if (trail.length < TRAIL) return trail;
  const turns = ({ temperature }: Stop, i: number) => [trail[i - 1], trail[i + 1]].some((next) => next && next.temperature !== temperature);
  const withTurns = trail.filter((stop, i) => i % 2 === 0 || turns(stop, i));
  return withTurns.length < TRAIL ? withTurns : trail.filter((_, i) => i % 2 === 0);
}

/** The coldest temperature at which Q_T is integrated. */
export const COLDEST = 1e-3;

/** Q_T; undefined where there is none. */
function temperedAt(state: Pick<BoundState, 'kept' | 'model'>, temperature: number): Tempered | undefined {
  const { improperUpTo, improperFrom = Number.POSITIVE_INFINITY } = state.model;
  if ((improperUpTo !== undefined && temperature <= improperUpTo) || temperature >= improperFrom) return undefined;
  const at = improperUpTo === undefined ? Math.max(COLDEST, temperature) : temperature;
  return keep(state.kept, 'tempered', at, () => state.model.tempered(at));
}

/** The posterior's own, at temperature 1. */
export const bayesOf = (state: BoundState): Tempered => keep(state.kept, 'bayes', '', () => state.model.tempered(1));

/**
 * min F = −T log ∫ P(X, Θ)^{1/T} dΘ. Below the coldest temperature c, by what a posterior about its highest point has there: E(T) = E₀ + kT,
 * so that S(T) = S(c) + k log(T/c), with E₀ and k from c and c/2; the error is of order c². NaN where there is no Q_T: F has no lowest value.
 */
export function lowestAt(state: Pick<BoundState, 'kept' | 'model'>, temperature: number): number {
  if (temperature >= COLDEST || state.model.improperUpTo !== undefined)
    return -(temperedAt(state, temperature)?.logPartition.value ?? Number.NaN);
  const { energy, entropy } = temperedAt(state, COLDEST) as Tempered;
  const half = keep(state.kept, 'half as cold', '', () => state.model.tempered(COLDEST / 2));
  const slope = (energy - half.energy) / (COLDEST / 2);
  const cooled = temperature === 0 ? 0 : temperature * (entropy + slope * (Math.log(temperature / COLDEST) - 1));
  return energy - slope * COLDEST - cooled;
}

/** The terms of q in this model. */
function stopAt(state: Pick<BoundState, 'kept' | 'model' | 'q' | 'step'>, temperature: number): Stop {
  const { model, q, step } = state;
  const accuracy = model.accuracy(q);
  const energy = model.priorEnergy(q) - accuracy;
  const entropy = model.family.entropy(q);
  const freeEnergy = energy - temperature * entropy;
  return {
    step,
    temperature,
    q,
    energy,
    entropy,
    accuracy,
    complexity: model.complexity(q),
    freeEnergy,
    lowest: lowestAt(state, temperature),
  };
}

export function init(values: BoundValues, { seed, data, means }: Pick<Start, 'seed' | 'data' | 'means'>): BoundState {
  const seen = values.model === 'states' ? undefined : data;
  const cache = keptOf(
    means?.kept,
    OF_MODEL.map((name) => values[name]),
    seen,
  );
  const model = keep(cache, 'model', '', () => modelOf(values, seen));
  const state = { model, seed, q: qOf(values), step: 0, rise: 0, still: 0, stillAt: '', kept: cache };
  return { ...state, trail: [stopAt(state, values.temperature)] };
}

/** What the next step depends on besides the state. */
const inForce = ({ temperature, direction, descent, rate }: BoundValues) => [temperature, direction, descent, rate].join(' ');

/** At T = 0 a normal q would fall onto a point: it stops at this share of the posterior’s sd, or where it was set. */
const NARROWEST = 1e-4;

/** Whether these are values that the parameters of q take, and none of its sds next to 0. */
function allowed(state: BoundState, values: BoundValues): (q: Parameters) => boolean {
  const ranges = namesOfQ(values).map((name, i) => {
    const { min, max } = params[name] as { readonly min: number; readonly max: number };
    // A weight divided by the sum of all may lie below the least that can be set.
    if (!name.startsWith('qSd')) return { min: Math.min(min, state.q[i] as number), max };
    const sd = Math.sqrt(bayesOf(state).statistics[i] as number);
    return { min: Math.max(min, Math.min(NARROWEST * sd, state.q[i] as number)), max };
  });
  const written = isWritten(values);
  return (q) => written(q) && q.every((x, i) => x >= (ranges[i] as { min: number }).min && x <= (ranges[i] as { max: number }).max);
}

/** The trail up to q, with q’s terms at the temperature now in force where another one was before: F then has a step of its own there. */
export const trailAt = (state: BoundState, temperature: number): readonly Stop[] =>
  state.trail.at(-1)?.temperature === temperature ? state.trail : [...state.trail, stopAt(state, temperature)];

export function step(state: BoundState, values: BoundValues): BoundState {
  const { model, q } = state;
  const { family } = model;
  const { temperature, direction, descent, rate } = values;
  const isAllowed = allowed(state, values);
  const downhill = direction === 'qp';
  const statistics = temperedAt(state, temperature)?.statistics;
  // A variance that is infinite nothing covers.
  const covered = statistics?.every(Number.isFinite) ? statistics : undefined;
  const objective = downhill
    ? (p: Parameters) => model.priorEnergy(p) - model.accuracy(p) - temperature * family.entropy(p)
    : (p: Parameters) => (covered ? family.crossEntropy(covered, p) : Number.NaN);
  // Without a Q_T there is nothing to cover, and no number is lower than none: q stands still.
  const next = descend(family, (p) => (isAllowed(p) ? objective(p) : Number.POSITIVE_INFINITY), q, descent as Descent, rate, state.step);
  const [before, after] = [family.toCoordinates(q), family.toCoordinates(next)];
  const moved = after.some((u, i) => Math.abs(u - (before[i] as number)) > 1e-9 * Math.max(1, Math.abs(u)));
  const stops = trailAt(state, temperature);
  const here = stopAt({ ...state, q: next, step: state.step + 1 }, temperature);
  const rise = downhill ? Math.max(0, here.freeEnergy - (stops.at(-1) as Stop).freeEnergy) : 0;
  return {
    ...state,
    q: next,
    step: state.step + 1,
    trail: [...thinned(stops), here],
    rise: Math.max(state.rise, rise),
    still: moved ? 0 : state.still + 1,
    stillAt: inForce(values),
  };
}

/** True once no coordinate has moved for a whole round of them, and nothing has changed since. */
export const done = (state: BoundState, values: BoundValues): boolean => state.still >= state.q.length && state.stillAt === inForce(values);
