// The state of a run: the model with its data, q, and the trail that q leaves as it descends.

import { type Descent, descend } from '../../inference/variational/descend.ts';
import { type Kept, keep } from '../../lab/keep.ts';
import type { Start } from '../../lab/lab.ts';
import type { Parameters } from '../../prob/family.ts';
import type { Model, Tempered } from './model.ts';
import { modelOf, qOf } from './model-of.ts';
import type { BoundValues } from './params.ts';

/** Where q was, and the terms there; F is at the temperature then in force. */
export interface Stop {
  readonly step: number;
  readonly q: Parameters;
  readonly energy: number;
  readonly entropy: number;
  readonly accuracy: number;
  readonly complexity: number;
  readonly freeEnergy: number;
}

export interface BoundState {
  readonly model: Model;
  readonly seed: number;
  readonly q: Parameters;
  readonly step: number;
  readonly trail: readonly Stop[];
  /** Steps in a row in which q stood still, and what was in force then. */
  readonly still: number;
  readonly stillAt: string;
  /** What does not depend on q, kept between looks: the last of each kind. */
  readonly kept: Kept;
}

/** Stops kept on the trail; beyond, every other one is dropped. */
const TRAIL = 512;

/** The terms of q in this model. */
function stopAt(model: Model, q: Parameters, temperature: number, step: number): Stop {
  const accuracy = model.accuracy(q);
  const energy = model.priorEnergy(q) - accuracy;
  const entropy = model.family.entropy(q);
  return { step, q, energy, entropy, accuracy, complexity: model.complexity(q), freeEnergy: energy - temperature * entropy };
}

/** The coldest temperature at which Q_T is computed; below, it is a point. */
export const COLDEST = 1e-3;

export function temperedAt(state: BoundState, temperature: number): Tempered {
  const at = Math.max(COLDEST, temperature);
  return keep(state, 'tempered', at, () => state.model.tempered(at));
}

/** The posterior's own, at temperature 1. */
export const bayesOf = (state: BoundState): Tempered => keep(state, 'bayes', '', () => state.model.tempered(1));

export function init(values: BoundValues, { seed, data }: Pick<Start, 'seed' | 'data'>): BoundState {
  const model = modelOf(values, values.model === 'states' ? undefined : data);
  const q = qOf(values);
  return { model, seed, q, step: 0, trail: [stopAt(model, q, values.temperature, 0)], still: 0, stillAt: '', kept: new Map() };
}

/** What the next step depends on besides the state. */
const inForce = ({ temperature, direction, descent, rate }: BoundValues) => [temperature, direction, descent, rate].join(' ');

export function step(state: BoundState, values: BoundValues): BoundState {
  const { model, q } = state;
  const { family } = model;
  const { temperature, direction, descent, rate } = values;
  const objective =
    direction === 'qp'
      ? (p: Parameters) => model.priorEnergy(p) - model.accuracy(p) - temperature * family.entropy(p)
      : (p: Parameters) => family.crossEntropy(temperedAt(state, temperature).statistics, p);
  const next = descend(family, objective, q, descent as Descent, rate, state.step);
  const [before, after] = [family.toCoordinates(q), family.toCoordinates(next)];
  const moved = after.some((u, i) => Math.abs(u - (before[i] as number)) > 1e-9 * Math.max(1, Math.abs(u)));
  const trail = state.trail.length < TRAIL ? state.trail : state.trail.filter((_, i) => i % 2 === 0);
  return {
    ...state,
    q: next,
    step: state.step + 1,
    trail: [...trail, stopAt(model, next, temperature, state.step + 1)],
    still: moved ? 0 : state.still + 1,
    stillAt: inForce(values),
  };
}

/** True once no coordinate has moved for a whole round of them, and nothing has changed since. */
export const done = (state: BoundState, values: BoundValues): boolean => state.still >= state.q.length && state.stillAt === inForce(values);
