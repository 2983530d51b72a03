// The state of a run: the ways that were asked, and what learns beside them, look by look.
import { InputError } from '../../../base/input-error.ts';
import type { Work } from '../../../compression/work.ts';
import type { Kept } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import { calibratingRows, examplesOf } from '../../../nets/classify/examples.ts';
import { openTensors } from '../../../tensor/index.ts';
import { askedWays } from '../declaration/asked-ways.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import { tableOf } from '../declaration/table-in-force.ts';
import { sumOf } from '../model/answers.ts';
import { isTooDear, type Look } from '../model/cost-of-a-bit.ts';
import { joulesOfTraining } from '../model/hardware.ts';
import type { WayName } from '../model/way-names.ts';
import { createClassifierLearner } from './classifier-learner.ts';
import type { Learner } from './learner.ts';
import { networksIn } from './networks.ts';
import { strayWork } from './stray-work.ts';
import { createVaeLearner } from './vae-learner.ts';
import { createAsker, type Way } from './ways.ts';

/** Training as held-out images tell of it: the work so far, and the bound. */
export interface Entry {
  readonly step: number;
  readonly work: Work;
  readonly bound: number;
  /** The share that a classifier gets wrong. */
  readonly error?: number | undefined;
}

export interface KilowattHourState {
  readonly ways: ReadonlyMap<WayName, Way>;
  /** Of held-out images. */
  readonly labels: Uint8Array;
  readonly classes: number;
  readonly learner: Learner;
  /** Whether what learns is one of the ways. */
  readonly trains: boolean;
  readonly strayWork: number;
  /** Images that grids between layers are laid out by. */
  readonly calibrating: readonly Float32Array[];
  step: number;
  /** Of all steps. */
  work: Work;
  /** Bound of the last minibatch: what tells that a training has left the finite numbers. */
  last: number;
  readonly entries: Entry[];
  readonly kept: Kept;
}

/** Steps from one look to the next. */
const EVERY = 10;

export async function begin(values: KilowattHourValues, { seed, data, means }: Start): Promise<KilowattHourState> {
  if (!data?.images) throw new InputError('dataset', 'images', 'none');
  const { dataset, batchSize } = values;
  const [training, heldOut] = [examplesOf(data.images.training), examplesOf(data.images.heldOut)];
  if (batchSize > training.count) throw new InputError('batchSize', `at most ${training.count} images`, String(batchSize));
  await openTensors({ ...means?.threads, reproducible: true });
  const networks = networksIn(dataset, data);
  const ask = createAsker({ networks, set: data.images.heldOut, training, heldOut });
  const ways = new Map<WayName, Way>();
  const names = askedWays(values);
  for (const name of names) if (name !== 'trained') ways.set(name, ask(name, values));
  const dense = networks.of('dense')?.[0];
  if (!dense) throw new InputError('dataset', 'images with a dense network', dataset);
  const learner =
    values.learner === 'vae'
      ? createVaeLearner(data.images.training, data.images.heldOut, values, seed)
      : createClassifierLearner(dense, training, heldOut, values, seed);
  return {
    ways,
    labels: heldOut.labels,
    classes: dense.layers.at(-1)?.bias.length as number,
    learner,
    trains: names.includes('trained'),
    strayWork: strayWork(dense),
    calibrating: calibratingRows(training),
    step: 0,
    work: sumOf([]),
    last: 0,
    entries: [],
    kept: new Map(),
  };
}

/** Images held out are looked at, and what they say is written down. */
function look(state: KilowattHourState): void {
  const { learner, step, work, entries } = state;
  entries.push({ step, work, ...learner.heldOut() });
}

export async function init(values: KilowattHourValues, start: Start): Promise<KilowattHourState> {
  const state = await begin(values, start);
  look(state);
  return state;
}

/** Looks with their joules, by the table in force. */
export const looksOf = ({ entries }: KilowattHourState, values: KilowattHourValues): readonly Look[] => {
  const table = tableOf(values);
  return entries.map(({ work, bound }) => ({ joules: joulesOfTraining(table, work, values), bound }));
};

const isOver = ({ step, learner }: KilowattHourState, { epochs }: KilowattHourValues): boolean => step >= epochs * learner.perEpoch;

/** Whether the price ended training. */
const wasTooDear = (state: KilowattHourState, values: KilowattHourValues): boolean =>
  values.stops && isTooDear(looksOf(state, values), state.learner.examples, values.price * 1e-6);

export const done = (state: KilowattHourState, values: KilowattHourValues): boolean =>
  isOver(state, values) || (state.step % EVERY === 0 && wasTooDear(state, values));

export function step(state: KilowattHourState, values: KilowattHourValues): KilowattHourState {
  const { work, bound } = state.learner.learn(state.step);
  state.step += 1;
  state.work = sumOf([state.work, work]);
  state.last = bound;
  if (Number.isFinite(bound) && (state.step % EVERY === 0 || isOver(state, values))) look(state);
  return state;
}

export const dispose = ({ learner }: KilowattHourState): void => learner.dispose();
