// What a way of running EM is: moves on the surface F(q, θ), each over some of the data, and what they cost.
import { eStepInto, eStepWithSums, type Mixture, type MixtureModel, mStep } from './mixture.ts';

/** Where EM is. q is written in place; sums are those that the last M-step used. */
export interface EmState {
  readonly mixture: Mixture;
  /** q: K numbers a datum. */
  readonly responsibilities: Float64Array;
  /** Running sums of expected statistics, K rows. */
  readonly sums: Float64Array;
  /** The sums that say what is believed of θ, where it is believed in: those of the last M-step. */
  readonly believed?: Float64Array;
  /** Half-steps taken. */
  readonly moves: number;
  /** The datum at which the next move begins. */
  readonly cursor: number;
  /** Passes through the data. */
  readonly dataPasses: number;
}

/** What a move changed: q, θ, or both one after the other. */
export type Move = 'E' | 'M' | 'EM';

export interface Variant {
  readonly title: string;
  /** Whether no move of it raises F at a temperature that stays. */
  readonly descends: boolean;
  /** What `next` will do. */
  upcoming(state: EmState): Move;
  /** One move. The arrays of `state` are used again. */
  next(model: MixtureModel, state: EmState, settings: EmSettings): EmState;
}

export interface EmSettings {
  /** T of F = energy − T · entropy; 1 is EM, above it annealing, 0 hard assignment. */
  readonly temperature: number;
  /** Data visited between two M-steps, of variants that visit blocks. */
  readonly block: number;
  /** What is left of the sums at each visit, of the forgetful one. */
  readonly memory: number;
  /** How far a generalized M-step goes of the way to the θ of least F, above 0 and at most 1. */
  readonly rate: number;
  /** κ in (½, 1] of the online variant, whose t-th block weighs (t + 2)^−κ. */
  readonly decay: number;
  /** Where annealing begins, and what is left of its distance from T after each pass. */
  readonly hottest: number;
  readonly cooling: number;
  /** Passes between full E-steps, and the responsibility below which one is frozen, of the sparse one. */
  readonly refresh: number;
  readonly threshold: number;
}

export const initialSettings: EmSettings = {
  temperature: 1,
  block: 1,
  memory: 0.99,
  rate: 0.3,
  decay: 0.7,
  hottest: 10,
  cooling: 0.8,
  refresh: 5,
  threshold: 0.01,
};

/** EM at θ, before its first E-step: q is shared by all components alike. */
export function beginEm({ components }: MixtureModel, mixture: Mixture): EmState {
  const count = mixture.weights.length;
  return {
    mixture,
    responsibilities: new Float64Array(components.size * count).fill(1 / count),
    sums: new Float64Array(count * components.statistics),
    moves: 0,
    cursor: 0,
    dataPasses: 0,
  };
}

/** The full E-step, and the sums that belong to it: one pass. */
export function fullE(model: MixtureModel, state: EmState, temperature: number): EmState {
  const { mixture, responsibilities, moves, dataPasses } = state;
  const sums = eStepWithSums(model, mixture, responsibilities, temperature);
  return { ...state, sums, moves: moves + 1, cursor: 0, dataPasses: dataPasses + 1 };
}

/** The M-step for the sums as they are. */
export const fullM = (model: MixtureModel, state: EmState): EmState => ({
  ...state,
  mixture: mStep(model, state.sums, state.mixture),
  moves: state.moves + 1,
});

/** What the ways down do that take half-steps in turn. */
export const inTurn = ({ moves }: EmState): Move => (moves % 2 === 0 ? 'E' : 'M');

/** What those do that visit blocks, after one batch iteration: their sums need every datum once. */
export const byBlocks = ({ moves }: EmState): Move => (moves === 0 ? 'E' : moves === 1 ? 'M' : 'EM');

/** Data from `from` up to `to`, and K responsibilities for each: as they were, and as the E-step has just made them. */
interface Visit {
  readonly from: number;
  readonly to: number;
  readonly before: Float64Array;
  readonly now: Float64Array;
}

/** A move of a way down that goes `byBlocks`: the next block has its q made anew, `collect` takes it into the sums, and θ follows. */
export function visitBlock(
  model: MixtureModel,
  state: EmState,
  { temperature, block }: Pick<EmSettings, 'temperature' | 'block'>,
  collect: (visit: Visit, sums: Float64Array) => void,
): EmState {
  if (state.moves === 0) return fullE(model, state, temperature);
  if (state.moves === 1) return fullM(model, state);
  const { size } = model.components;
  const { mixture, responsibilities, sums, cursor: from, moves, dataPasses } = state;
  const to = Math.min(size, from + Math.max(1, block));
  const count = mixture.weights.length;
  const now = responsibilities.subarray(from * count, to * count);
  const before = now.slice();
  eStepInto(model, mixture, from, to, now, temperature);
  collect({ from, to, before, now }, sums);
  return {
    ...state,
    mixture: mStep(model, sums, mixture),
    moves: moves + 1,
    cursor: to === size ? 0 : to,
    dataPasses: dataPasses + (to - from) / size,
  };
}
