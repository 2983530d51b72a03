// Has runs opened and takes their frames: what is asked for last counts, and what was there stays until it has come.
import { InputError } from '../../core/base/input-error.ts';
import type { Checkpoint } from '../../core/lab/run.ts';
import type { Session } from '../../core/lab/session.ts';
import type { Compute } from '../compute/client.ts';
import type { Resumable } from '../compute/resumption.ts';
import { Cancelled, createRunner, type Progress, type Runner } from '../compute/runner.ts';
import type { RunState } from '../store.ts';
import { differing } from './differing.ts';
import type { RunHistory } from './history.ts';
import { createLatest } from './latest.ts';
import type { createOwnData } from './own-data.ts';
import { type PhaseEvent, transition } from './phase.ts';
import { presetAt, withoutLooks } from './presets.ts';
import type { Notify, RunAccess, StoredRun } from './stored-run.ts';

export interface OpeningOptions {
  readonly run: RunAccess;
  readonly history: RunHistory;
  readonly compute: Compute;
  readonly ownData: Pick<ReturnType<typeof createOwnData>, 'dataFor' | 'ownPart'>;
  readonly nextFrame: (callback: (now: number) => void) => void;
  /** Training has come to a checkpoint of the run `id`; resolves once it is kept, false where it cannot be. */
  readonly keep: ((session: Session, checkpoint: Checkpoint, id: string) => Promise<boolean>) | undefined;
  readonly notify: Notify | undefined;
  /** The run has another frame. */
  readonly went: () => void;
}

export interface Opening {
  readonly runner: Runner;
  /** Tells the state what happened, in one change with whatever else there is. */
  happen(event: PhaseEvent, more?: Partial<StoredRun>): void;
  /** Opens the run that the state speaks of; `back` puts the state as it was, should that be cancelled. */
  open(back?: () => void): Promise<void>;
  /** Goes to a session's last step. Rejects where that cannot be. */
  openAt: (session: Session, from?: Parameters<RunState['load']>[1]) => Promise<void>;
  /** Goes back to the run that is there where the input was at fault, and has failed where it was not. */
  fail(error: Error): void;
  pause(): void;
  dispose(): void;
}

/** What a session changed on its way. */
const changedIn = (session: Session) => Object.assign({}, ...session.changes.map(({ values }) => values));

export function createOpening({ run, history, compute, ownData, nextFrame, keep, notify, went }: OpeningOptions): Opening {
  const { get, set } = run;
  const { labId, lab } = get();
  const { dataFor, ownPart } = ownData;
  const begun = createLatest();

  const happen: Opening['happen'] = (event, more) => {
    const change = { ...transition(get(), event), ...more };
    if (Object.keys(change).length > 0) set(change);
  };

  const publish = (progress: Progress) => {
    const superseded = runner.opening();
    if (!superseded && progress.frame.done) runner.play(undefined);
    happen({ kind: 'frame', progress, superseded });
    if (!superseded) went();
  };

  const pause = () => {
    runner.play(undefined);
    happen({ kind: 'pause' });
  };

  /** What else the state is when it becomes this run's. */
  const stateOf = ({ values, seed, data }: Progress, preset: string | undefined): Partial<StoredRun> => {
    return { values, seed, ...presetAt(lab, values, preset), ...ownPart(values, data) };
  };

  /** The run that is there is the one that counts. */
  const goBack = (last: Progress, refusals?: Pick<StoredRun, 'refusals'>) => {
    happen({ kind: 'refusal' }, { ...stateOf(last, get().preset), ...refusals });
    publish(last);
  };

  const fail = (error: Error) => {
    runner.play(undefined);
    const last = runner.current();
    if (!last || !(error instanceof InputError)) return happen({ kind: 'failure', message: error.message });
    const { parameter, message } = error;
    const known = Object.hasOwn(lab.params, parameter);
    if (!known) notify?.(message);
    goBack(last, known ? { refusals: { ...get().refusals, [parameter]: message } } : undefined);
    history.forgetRefused();
  };

  const storeCheckpoint = async ({ id, checkpoint, values, changes, seed, data }: Resumable) => {
    const { preset } = get();
    const course = { values, seed, steps: checkpoint.step, changes, ...(preset !== undefined && { preset }) };
    return (await keep?.({ lab: labId, labVersion: lab.version, ...course, ...ownPart(values, data) }, checkpoint, id)) ?? false;
  };

  const runner = createRunner({
    labId,
    compute,
    progress: publish,
    underway: (underway) => set({ underway }),
    failed: fail,
    ...(lab.training && { training: { part: (values) => withoutLooks(lab, values), kept: storeCheckpoint } }),
    nextFrame,
    held: () => get().dragging,
  });

  const open: Opening['open'] = async (back) => {
    const isLatest = begun();
    const { seed, start, changes, target } = get();
    happen({ kind: 'ask' });
    try {
      const awaited = dataFor(get().values, get().data);
      const data = awaited instanceof Promise ? await awaited : awaited;
      if (!isLatest()) return;
      const progress = await runner.open({ values: start, seed, data, changes, steps: target ?? 0 });
      if (!progress) return;
      publish(progress);
      // What was edited while the data were on their way.
      const late = differing(get().values, progress.values);
      if (isLatest() && Object.keys(late).length > 0) runner.edit(late);
    } catch (error) {
      if (!isLatest()) return;
      const last = runner.current();
      if (!(error instanceof Cancelled && last)) return fail(error as Error);
      back?.();
      goBack(last);
      if (!back) history.forgetRefused();
    }
  };

  const openAt: Opening['openAt'] = async (session, from) => {
    const { values, seed, data: own, changes, steps } = session;
    // What was being opened, and still waits for its data, is no longer wanted.
    begun();
    try {
      const data = await dataFor({ ...values, ...changedIn(session) }, own);
      const progress = await runner.open({ values, seed, data, changes, steps }, from && { ...from, values, seed, data, changes });
      if (!progress) return;
      pause();
      const opened = { ...stateOf(progress, session.preset), ghost: undefined, refusals: {} };
      // Where there was no picture before there is nothing to go back to.
      if (get().frame) history.record(opened);
      else set(opened);
      publish(progress);
    } catch (error) {
      const last = runner.current();
      if (last) publish(last);
      else void open();
      throw error;
    }
  };

  return {
    runner,
    happen,
    open,
    openAt,
    fail,
    pause,
    dispose() {
      begun();
      runner.dispose();
    },
  };
}
