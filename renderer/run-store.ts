// Makes a run's store: what an edit means (restart, live, redraw), what is undone, what a failure leaves as it was.
import { temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { InputError } from '../core/base/input-error.ts';
import { type Dataset, OWN } from '../core/data/dataset.ts';
import { dataText } from '../core/lab/data-text.ts';
import { type Lab, pickersOf } from '../core/lab/lab.ts';
import { initialValues, parseValues, type Value, type Values } from '../core/lab/param.ts';
import type { Checkpoint } from '../core/lab/run.ts';
import type { Change, Session } from '../core/lab/session.ts';
import { NAME_LENGTH } from '../core/lab/snapshot-name.ts';
import type { Compute } from './compute/client.ts';
import { createMapper } from './compute/mapper.ts';
import type { Resumable } from './compute/resumption.ts';
import { createRunner, type Progress, withChange } from './compute/runner.ts';
import { createSweeper } from './compute/sweeper.ts';
import { createOwnData } from './own-data.ts';
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
  readonly nextFrame?: (callback: (now: number) => void) => void;
  /** Training has come to a checkpoint of the run `id`; resolves once it is kept, or cannot be. */
  readonly keep?: (session: Session, checkpoint: Checkpoint, id: string) => Promise<void>;
  /** One line that belongs to no control. */
  readonly notify?: (line: string, action?: { readonly label: string; readonly act: () => void }) => void;
}

interface Inner extends RunState {
  /** The values in force at step 0. */
  readonly start: Values;
}

type Actions = { [K in keyof RunState as RunState[K] extends (...given: never[]) => unknown ? K : never]: RunState[K] };

/** All that determines where the run is: what undo brings back. */
type Kept = Pick<Inner, 'values' | 'seed' | 'data' | 'preset' | 'changed' | 'start' | 'changes' | 'target'>;

const differing = (values: Values, from: Values): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !Object.is(value, from[name])));

const same = (a: Values, b: Values) => Object.keys(differing(a, b)).length === 0;

/** One for all runs that nothing was changed in: who reads it is drawn again only for another. */
const UNCHANGED: readonly Change[] = [];

function kept({ values, seed, data, preset, changed, start, changes, target, frame, frameValues }: Inner): Kept {
  const common = { values, seed, data, preset, changed };
  if (target !== undefined) return { ...common, start, changes, target };
  // What was edited and has not come back as a frame yet counts.
  const step = frame?.step ?? 0;
  if (step === 0) return { ...common, start: values, changes: UNCHANGED, target: 0 };
  return { ...common, start, changes: withChange(changes, step, differing(values, frameValues)), target: step };
}

/** The values of a preset: the initial ones, its own over them. */
const presetValues = (lab: Lab, id: string): Values => parseValues(lab.params, initialValues(lab.params), lab.presets[id]?.values ?? {});

/** What was passed over of other data says nothing of these. */
const withoutLeft = (data: Dataset | undefined): Partial<Dataset> => {
  const { left: _, ...rest } = data ?? { columns: {} };
  return rest;
};

/** What a moment is called as long as nobody names it: its preset and its step. */
const nameOfMoment = ({ lab, preset, changed: edited, frame }: Inner): string => {
  const title = preset === undefined ? 'A run' : `${lab.presets[preset]?.title}${edited ? ', changed' : ''}`;
  return `${title}, step ${frame?.step ?? 0}`.slice(0, NAME_LENGTH);
};

/** What a session changed on its way. */
const changed = (session: Session): Readonly<Record<string, Value>> => Object.assign({}, ...session.changes.map(({ values }) => values));

const randomSeed = () => crypto.getRandomValues(new Uint32Array(1))[0] as number;

/** A store of its own for each run; `dispose` ends it. */
export function createRunStore(options: RunStoreOptions): StoreApi<RunState> {
  const { labId, lab, compute, aside = compute, shipped, notify, drawSeed = randomSeed } = options;
  const dataParam = lab.data?.param;
  /** Of the values, those that the run itself depends on. */
  const withoutLooks = <V extends Partial<Values>>(values: V): V =>
    Object.fromEntries(Object.entries(values).filter(([name]) => lab.params[name]?.effect !== 'redraw')) as V;
  const isOfPreset = (id: string, values: Values) => same(withoutLooks(presetValues(lab, id)), withoutLooks(values));
  /** The preset that was begun with stays, changed or not; where there is none, one whose values these are. */
  const presetAt = (values: Values, begun: string | null = get().preset ?? null): Pick<Inner, 'preset' | 'changed'> => {
    const preset = begun ?? Object.keys(lab.presets).find((id) => isOfPreset(id, values));
    return { preset, changed: preset !== undefined && !isOfPreset(preset, values) };
  };
  /** Tables that some line leaves behind when the run begins again. */
  const left = new Set(
    Object.values(lab.plots).flatMap(({ marks }) => marks.flatMap((mark) => (mark.mark === 'line' && mark.ghost ? [mark.table] : []))),
  );
  const leftNow = (): Inner['ghost'] => {
    const { frame, ghost } = get();
    if (left.size === 0 || !frame || frame.step === 0) return ghost;
    return Object.fromEntries(Object.entries(frame.result.tables).filter(([name]) => left.has(name)));
  };

  const { dataFor, ownPart, read, readModel } = createOwnData({ labId, lab, compute, shipped });

  const firstPreset = Object.keys(lab.presets)[0];
  const values = firstPreset === undefined ? initialValues(lab.params) : presetValues(lab, firstPreset);

  const store = createStore<Inner>()(
    temporal(
      (): Inner => ({
        labId,
        lab,
        status: { kind: 'opening' },
        values,
        seed: options.seed ?? 1,
        data: undefined,
        changes: UNCHANGED,
        preset: firstPreset,
        changed: false,
        ghost: undefined,
        frame: undefined,
        frameValues: values,
        start: values,
        target: firstPreset === undefined ? 0 : (lab.presets[firstPreset]?.steps ?? 0),
        speed: (firstPreset === undefined ? undefined : lab.presets[firstPreset]?.speed) ?? lab.speed ?? SPEED,
        refusals: {},
        highlight: undefined,
        sweep: { over: lab.sweep?.over ?? '', table: undefined },
        map: { grids: {}, done: false, share: 0 },
        snapshots: [],
        dragging: false,
        canUndo: false,
        canRedo: false,
        ...actions(),
      }),
      { partialize: (state) => kept(state) as Inner, limit: 200 },
    ),
  );
  const { getState: get, setState: set } = store;
  const history = store.temporal;
  history.getState().pause();

  /** Sets as one entry of the undo history; of a gesture only the first edit is one. */
  let gesture: 'none' | 'begun' | 'recorded' = 'none';
  const setRecorded = (change: Partial<Inner>) => {
    if (gesture === 'recorded') return set(change);
    if (gesture === 'begun') gesture = 'recorded';
    history.getState().resume();
    set(change);
    history.getState().pause();
    tellHistory();
  };
  const tellHistory = () => {
    const { pastStates, futureStates } = history.getState();
    const [canUndo, canRedo] = [pastStates.length > 0, futureStates.length > 0];
    const before = get();
    if (canUndo !== before.canUndo || canRedo !== before.canRedo) set({ canUndo, canRedo });
  };

  const publish = ({ frame, start, values, changes }: Progress) => {
    if (runner.opening()) {
      // The controls already stand at another run's beginning; this frame only moves the picture along.
      set({ frame: { ...frame, step: 0 }, frameValues: values });
      return;
    }
    if (frame.done) runner.play(undefined);
    const playing = get().status.kind === 'playing' && !frame.done;
    set({ frame, frameValues: values, start, changes, target: undefined, status: { kind: playing ? 'playing' : 'paused' } });
    sweeper.refresh();
    mapper.refresh();
  };

  /** What else the state is when it becomes this run's. */
  const stateOf = ({ values, seed, data }: Progress): Partial<Inner> => {
    return { values, seed, ...presetAt(values), ...ownPart(values, data) };
  };

  const fail = (error: Error) => {
    runner.play(undefined);
    const last = runner.current();
    if (!last || !(error instanceof InputError)) return set({ status: { kind: 'failed', message: error.message } });
    const { parameter, message } = error;
    const known = Object.hasOwn(lab.params, parameter);
    if (!known) notify?.(message);
    set({ ...stateOf(last), status: { kind: 'paused' }, ...(known && { refusals: { ...get().refusals, [parameter]: message } }) });
    publish(last);
    // An edit that was refused is nothing to undo.
    const { pastStates } = history.getState();
    const before = pastStates.at(-1);
    if (before?.values && same(before.values, get().values) && before.seed === get().seed && before.data === get().data) {
      history.setState({ pastStates: pastStates.slice(0, -1) });
      tellHistory();
    }
  };

  const tellKept = async ({ id, checkpoint, values, changes, seed, data }: Resumable) =>
    options.keep?.(
      {
        lab: labId,
        labVersion: lab.version,
        values,
        seed,
        steps: checkpoint.step,
        changes,
        ...(get().preset !== undefined && { preset: get().preset }),
        ...ownPart(values, data),
      },
      checkpoint,
      id,
    );

  const runner = createRunner({
    labId,
    compute,
    progress: publish,
    failed: fail,
    ...(lab.trains && { training: { part: withoutLooks, kept: tellKept } }),
    nextFrame: options.nextFrame ?? ((callback) => void requestAnimationFrame(callback)),
  });

  const sweeper = createSweeper({
    labId,
    lab,
    compute: aside,
    read: () => ({ ...get().sweep, values: shownValues(get()), seed: get().seed }),
    data: () => dataFor(get().values, get().data),
    write: (sweep) => set({ sweep }),
  });

  const mapper = createMapper({
    labId,
    lab,
    compute: aside,
    read: get,
    data: () => dataFor(get().values, get().data),
    write: (map) => set({ map: { ...get().map, ...map } }),
  });

  /** Opens the run that the state speaks of; the picture stays until that run has its frame. */
  let openings = 0;
  const open = async () => {
    openings += 1;
    const mine = openings;
    const { seed, start, changes, target } = get();
    if (get().status.kind === 'failed') set({ status: { kind: 'opening' } });
    try {
      const awaited = dataFor(get().values, get().data);
      const data = awaited instanceof Promise ? await awaited : awaited;
      if (mine !== openings) return;
      const progress = await runner.open({ values: start, seed, data, changes, steps: target ?? 0 });
      if (!progress) return;
      publish(progress);
      // What was edited while the data were on their way.
      const late = differing(get().values, progress.values);
      if (mine === openings && Object.keys(late).length > 0) runner.edit(late);
    } catch (error) {
      if (mine === openings) fail(error as Error);
    }
  };

  /** What the state becomes when the run begins again. */
  const anew = (values: Values, target = 0): Partial<Inner> => {
    const { frame } = get();
    return { values, start: values, changes: UNCHANGED, target, ...presetAt(values), ...(frame && { frame: { ...frame, step: 0 } }) };
  };

  const restart = () => {
    set({ ...anew(get().values), ghost: leftNow() });
    void open();
  };

  const edit = (values: Readonly<Record<string, Value>>, data = get().data, again = false) => {
    const shown = shownValues(get());
    const laid = differing(values as Values, shown);
    const names = Object.keys(laid);
    if (names.length === 0 && data === get().data && !(again && gesture !== 'recorded')) return;
    const begins =
      again || get().status.kind === 'failed' || data !== get().data || names.some((name) => lab.params[name]?.effect === 'restart');
    if (begins) {
      const ownState = data === get().data && names.every((name) => 'follows' in (lab.params[name] ?? {}));
      setRecorded({ ...anew({ ...shown, ...laid }), data, ghost: ownState ? leftNow() : undefined });
      void open();
    } else {
      const after = { ...get().values, ...laid };
      setRecorded({ values: after, ...presetAt(after) });
      runner.edit(laid);
    }
  };

  /** Says what is in force of the user's numbers, what was passed over, and what was set to their scale, with the way back. */
  const tellOwn = (data: Dataset, values: Values, before: Values) => {
    const names = Object.keys(data.columns);
    const uses = lab.data?.uses?.(values, names.length) ?? [];
    const used = uses.flatMap(({ role, at }) => (names[at] === undefined ? [] : [`${role}: ${names[at]}`]));
    const moved = Object.keys(differing(values, before)).filter((name) => name !== dataParam && name !== lab.models?.param);
    const labels = moved.flatMap((name) => {
      const { label, group } = lab.params[name] ?? {};
      return label === undefined ? [] : [`${label}${group === undefined || group === label ? '' : ` (${group.toLowerCase()})`}`];
    });
    const parts = [
      dataText(data),
      ...(names.length > 1 ? used : []),
      ...(labels.length > 0 ? [`set to their scale: ${labels.join(', ')}`] : []),
    ];
    notify?.(`${data.name}: ${parts.join('; ')}.`, { label: 'Undo', act: () => get().undo() });
  };

  /** An edit that picks a data set takes along the values that belong to the set. */
  let choices = 0;
  const choose = async (values: Readonly<Record<string, Value>>, own: Dataset | undefined) => {
    choices += 1;
    const mine = choices;
    const ownBefore = get().data;
    try {
      const next = { ...shownValues(get()), ...values };
      const data = await dataFor(next, own);
      if (mine !== choices) return;
      const adopted = data && lab.adopt ? parseValues(lab.params, {}, lab.adopt(next, data)) : {};
      const before = shownValues(get());
      edit({ ...adopted, ...values }, own);
      if (own && own !== ownBefore) tellOwn(own, { ...next, ...adopted }, before);
    } catch (error) {
      if (mine === choices) fail(error as Error);
    }
  };

  /** Goes to a session's last step; the run that was there stays until this one has its frame. */
  const openAt = async (session: Session, from?: Parameters<RunState['load']>[1]) => {
    const { values, seed, data: own, changes, steps } = session;
    // What was being opened, and still waits for its data, is no longer wanted.
    openings += 1;
    try {
      const data = await dataFor({ ...values, ...changed(session) }, own);
      const progress = await runner.open({ values, seed, data, changes, steps }, from && { ...from, values, seed, data, changes });
      if (!progress) return;
      get().pause();
      const opened = { ...stateOf(progress), ...presetAt(progress.values, session.preset ?? null), ghost: undefined, refusals: {} };
      // Where nothing was shown before there is nothing to go back to.
      if (get().frame) setRecorded(opened);
      else set(opened);
      publish(progress);
    } catch (error) {
      const last = runner.current();
      if (last) publish(last);
      else void open();
      throw error;
    }
  };

  const travel = (way: 'undo' | 'redo') => {
    const { pastStates, futureStates, [way]: go } = history.getState();
    if ((way === 'undo' ? pastStates : futureStates).length === 0) return;
    get().pause();
    go();
    const { frame } = get();
    set({ refusals: {}, ghost: undefined, ...(frame && { frame: { ...frame, step: 0 } }) });
    tellHistory();
    void open();
  };

  /** Those of the values that can be taken; the others are told. */
  const parsedOf = (raw: Readonly<Record<string, unknown>>): Readonly<Record<string, Value>> => {
    const refusals = { ...get().refusals };
    const parsed: Record<string, Value> = {};
    for (const [name, value] of Object.entries(raw)) {
      delete refusals[name];
      try {
        Object.assign(parsed, parseValues(lab.params, {}, { [name]: value }));
      } catch (error) {
        refusals[name] = (error as Error).message;
      }
    }
    const before = get().refusals;
    if (!same(refusals, before) || !same(before, refusals)) set({ refusals });
    return parsed;
  };

  function actions(): Actions {
    return {
      begin(raw) {
        edit(parsedOf(raw), get().data, true);
        if (!lab.play) return;
        set({ status: { kind: 'playing' } });
        runner.play(get().speed);
      },
      set(raw) {
        const parsed = parsedOf(raw);
        const picks = pickersOf(lab).some((name) => name in parsed && parsed[name] !== get().values[name]);
        if (picks) void choose(parsed, get().data);
        else edit(parsed);
      },
      setPreset(id) {
        if (!Object.hasOwn(lab.presets, id)) return;
        get().pause();
        setRecorded({ ...anew(presetValues(lab, id), lab.presets[id]?.steps), preset: id, changed: false, ghost: undefined, refusals: {} });
        const { speed } = lab.presets[id] ?? {};
        if (speed !== undefined) set({ speed });
        void open();
      },
      resetParam(name) {
        const param = lab.params[name];
        if (param) get().set({ [name]: param.initial });
      },
      play() {
        if (!lab.play) return;
        const { frame, changes, status } = get();
        // At its end play begins again, unless something was changed there.
        const ended = frame?.done && (frame.diverged || changes.at(-1)?.step !== frame.step);
        if (ended && !frame?.diverged) notify?.('The run had come to its end, and begins again.');
        if (ended || status.kind === 'failed') restart();
        set({ status: { kind: 'playing' } });
        runner.play(get().speed);
      },
      pause() {
        runner.play(undefined);
        if (get().status.kind === 'playing') set({ status: { kind: get().frame ? 'paused' : 'opening' } });
      },
      step() {
        if (!lab.play) return;
        get().pause();
        const { status, frame } = get();
        if (status.kind === 'failed') return restart();
        if (frame?.done && !frame.diverged) notify?.('The run is at its end: another step changes nothing.');
        runner.step();
      },
      reset() {
        get().pause();
        restart();
      },
      newSeed() {
        setRecorded({ ...anew(get().values), seed: drawSeed() });
        void open();
      },
      setSpeed(speed) {
        set({ speed });
        if (get().status.kind === 'playing') runner.play(speed);
      },
      setHighlight: (highlight) => set({ highlight }),
      setSweep(over) {
        set({ sweep: { over, table: undefined } });
        sweeper.refresh();
      },
      watchSweep: () => sweeper.watch(),
      watchMap: () => mapper.watch(),
      setDragging(dragging) {
        gesture = dragging ? 'begun' : 'none';
        set({ dragging });
      },
      readData: read,
      async openModel(files) {
        if (!lab.models) throw new InputError('model', 'a lab that takes trained models', labId);
        const model = await readModel(files);
        const { data } = get();
        void choose({ [lab.models.param]: OWN }, { name: files[0]?.name ?? 'model', columns: {}, ...data, model });
      },
      setData(data) {
        const param = dataParam === undefined ? undefined : lab.params[dataParam];
        if (dataParam !== undefined && param?.kind === 'choice' && Object.hasOwn(param.options, OWN))
          void choose({ [dataParam]: OWN }, { ...withoutLeft(get().data), ...data });
        else notify?.('this lab takes no numbers of yours');
      },
      async load(session, from) {
        await openAt(session, from);
        set({ snapshots: session.snapshots ?? [] });
      },
      keepSnapshot(key) {
        const { start: values, seed, changes, preset, target: steps = 0 } = kept(get());
        const snapshot = { key, name: nameOfMoment(get()), values, seed, steps, changes, ...(preset !== undefined && { preset }) };
        runner.hold(key);
        set({ snapshots: [...get().snapshots.filter((other) => other.key !== key), snapshot].sort((a, b) => a.key - b.key) });
      },
      async openSnapshot(key) {
        const snapshot = get().snapshots.find((one) => one.key === key);
        if (!snapshot) return false;
        const { data } = get();
        await openAt({ lab: labId, labVersion: lab.version, ...snapshot, ...(data && { data }) });
        return true;
      },
      renameSnapshot(key, name) {
        set({ snapshots: get().snapshots.map((one) => (one.key === key ? { ...one, name: name.slice(0, NAME_LENGTH) } : one)) });
      },
      removeSnapshot(key) {
        runner.letGo(key);
        set({ snapshots: get().snapshots.filter((one) => one.key !== key) });
      },
      session() {
        const { values, seed, data, start, changes, preset, target = 0 } = kept(get());
        const { snapshots } = get();
        // A snapshot may work on what of the user's the run as it is does not.
        const own = [values, ...snapshots.map((snapshot) => snapshot.values)].map((each) => ownPart(each, data)).find((part) => part.data);
        const course = { values: start, seed, steps: target, changes, ...(preset !== undefined && { preset }) };
        return { lab: labId, labVersion: lab.version, ...course, ...own, ...(snapshots.length > 0 && { snapshots }) };
      },
      export: (id) => runner.export(id),
      keep: () => runner.keep(),
      keptAs: () => runner.keptAs(),
      undo: () => travel('undo'),
      redo: () => travel('redo'),
      dispose() {
        openings += 1;
        sweeper.dispose();
        mapper.dispose();
        runner.dispose();
      },
    };
  }

  void open();
  return store;
}
