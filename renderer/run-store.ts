// Makes a run's store of its parts: what opens runs and takes their frames, edits, play, the user's data, snapshots, and what is undone.
import { temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../core/data/dataset.ts';
import type { Lab } from '../core/lab/lab.ts';
import { initialValues, type Values } from '../core/lab/param.ts';
import type { Compute } from './compute/client.ts';
import { createMapper } from './compute/mapper.ts';
import { createSweeper } from './compute/sweeper.ts';
import { createDataChoice } from './run/data-choice.ts';
import { createEditing, editActions } from './run/editing.ts';
import { createHistory } from './run/history.ts';
import { momentOf, sessionOf } from './run/moment.ts';
import { createOpening, type OpeningOptions } from './run/opening.ts';
import { createOwnData } from './run/own-data.ts';
import { UNCHANGED } from './run/phase.ts';
import { playActions } from './run/playing.ts';
import { presetValues } from './run/presets.ts';
import { snapshotActions } from './run/snapshots.ts';
import type { Notify, RunAccess, StoredRun } from './run/stored-run.ts';
import { type RunState, shownValues } from './store.ts';

/** Steps a second at which a lab plays that asks for no other speed. */
const SPEED = 30;

export interface RunStoreOptions {
  readonly labId: string;
  readonly lab: Lab;
  readonly compute: Compute;
  /** Computes sweeps and maps, so that no frame waits for them; `compute` if left out. */
  readonly aside?: Compute;
  /** What ships of the data that the lab works on at these values. */
  readonly shipped?: (labId: string, lab: Lab, values: Values) => Promise<Dataset> | undefined;
  readonly seed?: number;
  readonly drawSeed?: () => number;
  readonly nextFrame?: OpeningOptions['nextFrame'];
  /** Training has come to a checkpoint of the run `id`; resolves once it is kept, or cannot be. */
  readonly keep?: NonNullable<OpeningOptions['keep']>;
  readonly notify?: Notify;
}

type Names = { [K in keyof RunState]: RunState[K] extends (...given: never[]) => unknown ? K : never }[keyof RunState];

/** All that can be done with a run. */
type Actions = Pick<RunState, Names>;

const randomSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] as number;

const onAnimationFrame = (callback: (now: number) => void) => void requestAnimationFrame(callback);

/** What a run is before it has been opened: on the first preset of its lab. */
function unopened({ labId, lab, seed = 1 }: RunStoreOptions): Omit<StoredRun, Names> {
  const preset = Object.keys(lab.presets)[0];
  const { steps = 0, speed } = (preset === undefined ? undefined : lab.presets[preset]) ?? {};
  const values = preset === undefined ? initialValues(lab.params) : presetValues(lab, preset);
  return {
    labId,
    lab,
    status: { kind: 'opening' },
    values,
    seed,
    data: undefined,
    changes: UNCHANGED,
    preset,
    changed: false,
    ghost: undefined,
    frame: undefined,
    frameValues: values,
    start: values,
    target: steps,
    underway: undefined,
    speed: speed ?? lab.speed ?? SPEED,
    refusals: {},
    highlight: undefined,
    sweep: { over: lab.sweep?.over ?? '', table: undefined },
    map: { grids: {}, done: false, share: 0 },
    snapshots: [],
    dragging: false,
    canUndo: false,
    canRedo: false,
  };
}

/** A store of its own for each run; `dispose` ends it. */
export function createRunStore(options: RunStoreOptions): StoreApi<RunState> {
  const { labId, lab, compute, aside = compute, shipped, notify, drawSeed = randomSeed, nextFrame = onAnimationFrame, keep } = options;
  // Its actions are made of parts that reach for the store.
  const store = createStore<StoredRun>()(temporal(() => unopened(options) as StoredRun, { partialize: momentOf, limit: 200 }));
  store.temporal.getState().pause();
  const run: RunAccess = { get: store.getState, set: store.setState };
  const { get, set } = run;

  const ownData = createOwnData({ labId, lab, compute, shipped });
  const data = () => ownData.dataFor(get().values, get().data);
  const sweeper = createSweeper({
    labId,
    lab,
    compute: aside,
    read: () => ({ ...get().sweep, values: shownValues(get()), seed: get().seed }),
    data,
    write: (sweep) => set({ sweep }),
  });
  const mapper = createMapper({ labId, lab, compute: aside, read: get, data, write: (map) => set({ map: { ...get().map, ...map } }) });
  const went = () => {
    sweeper.refresh();
    mapper.refresh();
  };

  const history = createHistory(run, store.temporal);
  const opening = createOpening({ run, history, compute, ownData, nextFrame, keep, notify, went });
  const editing = createEditing({ run, history, opening });
  const choice = createDataChoice({ run, ownData, editing, opening, notify });
  const { runner, openAt } = opening;

  const travel = (way: 'undo' | 'redo') => {
    if (!history.can(way)) return;
    runner.play(undefined);
    history.go(way);
    opening.happen({ kind: 'travel' }, { refusals: {}, ghost: undefined });
    void opening.open(() => history.go(way === 'undo' ? 'redo' : 'undo'));
  };

  const edits = editActions({ run, history, opening, editing, choice, drawSeed });
  const actions: Actions = {
    ...edits,
    ...playActions({ run, opening, editing, notify }),
    ...choice.actions,
    ...snapshotActions(run, runner, openAt),
    setDragging(dragging) {
      edits.setDragging(dragging);
      if (dragging) return;
      runner.released();
      went();
    },
    setHighlight: (highlight) => set({ highlight }),
    setSweep(over) {
      set({ sweep: { over, table: undefined } });
      sweeper.refresh();
    },
    watchSweep: sweeper.watch,
    watchMap: mapper.watch,
    async load(session, from) {
      await openAt(session, from);
      set({ snapshots: session.snapshots ?? [] });
    },
    session: () => sessionOf(get(), ownData.ownPart),
    export: runner.export,
    exert: runner.exert,
    keep: runner.keep,
    cancel: runner.cancel,
    keptAs: runner.keptAs,
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    dispose() {
      sweeper.dispose();
      mapper.dispose();
      opening.dispose();
    },
  };
  set(actions);
  void opening.open();
  return store;
}
