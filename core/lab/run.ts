// A run is an instance: open, next, close. All that determines it comes in: lab, values, seed, data.
import { InputError } from '../base/input-error.ts';
import type { Dataset } from '../data/dataset.ts';
import { createRandom } from '../prob/random.ts';
import type { ExportedFile, Lab } from './lab.ts';
import type { Values } from './param.ts';
import type { Result } from './result.ts';

/** The step and the scalar at which a run left the finite numbers. */
export interface Divergence {
  readonly step: number;
  readonly scalar: string;
}

export interface Frame {
  readonly step: number;
  /** There is no further step, or none that changes anything. */
  readonly done: boolean;
  readonly diverged?: Divergence;
  readonly result: Result;
  /** Seen under a hand: the result lacks what would have taken long. */
  readonly draft?: true;
}

/** A run at one of its steps, as the bytes that its lab wrote. */
export interface Checkpoint {
  readonly step: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How a run takes the steps it is asked for. */
export interface Going {
  /** Asked after each step: no more are taken once it says no. */
  readonly goes?: () => boolean;
  /** Called when the steps are taken, before the look. */
  readonly stepped?: () => void;
  /** Of a lab that has drafts one is enough. */
  readonly draft?: boolean | undefined;
}

export interface Run {
  /** Takes up to `steps` steps at these values, then observes; 0 only observes. */
  next(steps: number, values: Values, going?: Going): Promise<Frame>;
  /** The files of one of the lab's exports, from the state as it is. */
  export(id: string, values: Values): Promise<readonly ExportedFile[]>;
  /** Does a bit of the lab's work at these values: how many answers that was. Throws InputError for a lab whose work is not measured. */
  exert(values: Values): Promise<number>;
  /** Where the run is, to go on from later; undefined where the lab keeps none. */
  checkpoint(): Checkpoint | undefined;
  close(): void;
}

const nonFinite = (scalars: Readonly<Record<string, number>>) => Object.keys(scalars).find((name) => !Number.isFinite(scalars[name]));

/**
 * Begins a run, or goes on from a checkpoint at the values in force there. The same lab, values in force, seed and data give the same frames
 * on every host. Throws InputError for values and checkpoints that the lab does not take.
 */
export async function openRun(lab: Lab, values: Values, seed: number, data?: Dataset, from?: Checkpoint): Promise<Run> {
  const random = createRandom(seed);
  const engine = await lab.engine();
  const start = { random, seed, data };
  const resumed = from && engine.checkpoint?.read(from.bytes, values, start);
  if (from && !resumed) throw new InputError('checkpoint', 'a lab that keeps them', 'one that does not');
  let state = await (resumed ?? engine.init(values, start));
  let step = from?.step ?? 0;
  let diverged: Divergence | undefined;

  const look = (scalars: Readonly<Record<string, number>> | undefined) => {
    const scalar = scalars && nonFinite(scalars);
    if (scalar !== undefined) diverged ??= { step, scalar };
  };
  const done = (values: Values) => !engine.step || diverged !== undefined || (engine.done?.(state, values) ?? false);

  return {
    async next(steps, values, { goes = () => true, stepped, draft } = {}) {
      for (let taken = 0; taken < steps && engine.step && !done(values); taken += 1) {
        const after = engine.step(state, values, random);
        state = after instanceof Promise ? await after : after;
        step += 1;
        look(engine.monitor?.(state));
        if (!goes()) break;
      }
      stepped?.();
      const drafted = draft ? engine.draft : undefined;
      const observed = (drafted ?? engine.observe)(state, values);
      const result = observed instanceof Promise ? await observed : observed;
      // Before the first step nothing is lost by looking again: other values may be finite.
      if (step === 0) diverged = undefined;
      look(result.scalars);
      return { step, done: done(values), ...(diverged && { diverged }), result, ...(drafted && { draft: true }) };
    },
    async export(id, values) {
      const made = engine.exports?.[id]?.(state, values);
      if (!made) throw new InputError('export', `one of ${Object.keys(lab.exports ?? {}).join(', ') || 'none'}`, id);
      return made;
    },
    async exert(values) {
      if (!engine.exert) throw new InputError('measure', 'a lab whose work is measured', 'another');
      return engine.exert(state, values);
    },
    checkpoint: () => engine.checkpoint && { step, bytes: engine.checkpoint.write(state) },
    close: () => engine.dispose?.(state),
  };
}
