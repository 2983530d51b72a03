// The store's semantics: what an edit means, what comes back from undo, what a failure leaves as it was.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../core/data/dataset.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { openRun } from '../../core/lab/run.ts';
import { createRunStore } from '../../renderer/run-store.ts';
import { type RunState, shownValues } from '../../renderer/store.ts';
import { counting } from './counting-lab.ts';
import { inProcess } from './in-process.ts';

const two: Dataset = { name: 'two', columns: { y: Float64Array.of(4, 8) } };

function setUp(options: Partial<Parameters<typeof createRunStore>[0]> = {}) {
  const host = inProcess(options.lab ?? counting);
  const frames: ((now: number) => void)[] = [];
  const lines: string[] = [];
  const store = createRunStore({
    labId: 'counting',
    lab: counting,
    compute: host.compute,
    shipped: (_id, _lab, { data: option }) => (option === 'two' ? Promise.resolve(two) : undefined),
    drawSeed: () => 77,
    nextFrame: (callback) => frames.push(callback),
    notify: (line) => lines.push(line),
    ...options,
  });
  let now = 0;
  return {
    ...host,
    store,
    lines,
    /** One animation frame, and what came of it. */
    async frame() {
      now += 1000;
      const due = frames.splice(0);
      for (const callback of due) callback(now);
      await settled();
    },
  };
}

/** Every message that is under way has arrived. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
const scalars = (store: StoreApi<RunState>) => store.getState().frame?.result.scalars;
const steps = async (store: StoreApi<RunState>, count: number) => {
  for (let i = 0; i < count; i += 1) store.getState().step();
  await settled();
};

describe('createRunStore', () => {
  let set: ReturnType<typeof setUp>;
  let store: StoreApi<RunState>;
  beforeEach(async () => {
    set = setUp();
    store = set.store;
    await settled();
  });

  it('opens the first preset and shows its frame', () => {
    expect(store.getState()).toMatchObject({ status: { kind: 'paused' }, preset: 'start', frame: { step: 0 } });
    expect(scalars(store)?.q).toBe(0);
  });

  it('counts every step that was asked for, one request in flight', async () => {
    await steps(store, 3);
    expect(store.getState().frame?.step).toBe(3);
    expect(scalars(store)?.q).toBe(0.875);
  });

  it('begins again at a restart edit, from where the run had brought what follows it', async () => {
    await steps(store, 1);
    expect(shownValues(store.getState()).q).toBe(0.5);
    store.getState().set({ target: 2 });
    expect(store.getState().frame).toBeDefined();
    await settled();
    expect(store.getState()).toMatchObject({ values: { q: 0.5, target: 2 }, frame: { step: 0 }, changes: [], changed: true });
    await steps(store, 1);
    expect(scalars(store)?.q).toBe(1.25);
  });

  it('keeps what an earlier edit set when another follows before its frame', async () => {
    await steps(store, 1);
    store.getState().set({ q: -1 });
    store.getState().set({ target: 2 });
    await settled();
    expect(scalars(store)?.q).toBe(-1);
    expect(store.getState().values).toMatchObject({ q: -1, target: 2 });
  });

  it('goes on through a live edit, and its session says at which step it came', async () => {
    await steps(store, 1);
    store.getState().set({ rate: 1 });
    await steps(store, 1);
    expect(scalars(store)?.q).toBe(1);
    expect(store.getState().session()).toMatchObject({ steps: 2, values: { rate: 0.5 }, changes: [{ step: 1, values: { rate: 1 } }] });
  });

  it('takes a live edit before the first step as what the run began with', async () => {
    store.getState().set({ rate: 1 });
    await settled();
    expect(store.getState().session()).toMatchObject({ values: { rate: 1 }, changes: [] });
  });

  it('begins again and plays where it is asked to, even by what would only act at the next step', async () => {
    await steps(store, 3);
    store.getState().begin({ rate: 1 });
    expect(store.getState()).toMatchObject({ target: 0, status: { kind: 'playing' }, values: { rate: 1 }, changes: [] });
    await settled();
    expect(store.getState()).toMatchObject({ target: undefined, frame: { step: 0 }, status: { kind: 'playing' } });
    await set.frame();
    await set.frame();
    expect(store.getState().frame?.step).toBeGreaterThan(0);
    expect(scalars(store)?.q).toBe(1);
    store.getState().undo();
    await settled();
    expect(store.getState()).toMatchObject({ frame: { step: 3 }, values: { rate: 0.5 }, status: { kind: 'paused' } });
  });

  it('begins again where it stands as well, but once a gesture unless something is new', async () => {
    await steps(store, 3);
    const { begin, setDragging } = store.getState();
    set.asked.length = 0;
    const opened = () => set.asked.filter(({ kind }) => kind === 'open').length;
    setDragging(true);
    begin({ rate: 0.5 });
    await settled();
    expect([opened(), store.getState().frame?.step]).toEqual([1, 0]);
    begin({ rate: 0.5 });
    await settled();
    expect(opened()).toBe(1);
    begin({ rate: 0.25 });
    await settled();
    expect(opened()).toBe(2);
    setDragging(false);
    store.getState().undo();
    await settled();
    expect(store.getState()).toMatchObject({ frame: { step: 3 }, values: { rate: 0.5 } });
  });

  it('says what step it has to reach while the picture is still of a run that was left', async () => {
    set.hold();
    store.getState().setPreset('far');
    await settled();
    expect(store.getState().target).toBe(3);
    expect(scalars(store)?.q).toBe(0);
    set.release();
    await settled();
    expect(store.getState()).toMatchObject({ target: undefined, frame: { step: 3 } });
  });

  it('only observes again at a redraw edit', async () => {
    await steps(store, 1);
    set.asked.length = 0;
    store.getState().set({ zoom: 3 });
    await settled();
    expect(scalars(store)?.zoomed).toBe(1.5);
    expect(set.asked).toMatchObject([{ kind: 'next', steps: 0 }]);
  });

  it('never asks for more than the newest of a drag', async () => {
    set.asked.length = 0;
    set.hold();
    for (let i = 1; i <= 50; i += 1) store.getState().set({ target: i / 100 });
    await settled();
    expect(set.asked.filter(({ kind }) => kind === 'open')).toHaveLength(1);
    set.release();
    await settled();
    expect(set.asked.filter(({ kind }) => kind === 'open')).toHaveLength(2);
    expect(store.getState().frameValues.target).toBe(0.5);
  });

  it('tells of a move of a drag twice, once as it is asked for and once as it is there, and keeps what it leaves unchanged', async () => {
    const { setDragging, set: edit } = store.getState();
    setDragging(true);
    edit({ target: 0.25 });
    await settled();
    const told: string[][] = [];
    const leave = store.subscribe((now, before) =>
      told.push(Object.keys(now).filter((key) => now[key as keyof RunState] !== before[key as keyof RunState])),
    );
    edit({ target: 0.75 });
    await settled();
    leave();
    expect(told).toHaveLength(2);
    expect(told.flat()).not.toContain('changes');
  });

  it('drops the frame of a step when the run has begun again meanwhile', async () => {
    set.hold();
    store.getState().step();
    await settled();
    store.getState().set({ q: -1 });
    const seen: number[] = [];
    store.subscribe(({ frame }) => seen.push(frame?.result.scalars.q as number));
    set.release();
    await settled();
    expect(seen).not.toContain(0.5);
    expect(scalars(store)?.q).toBe(-1);
  });

  it('refuses a wrong value in one line and keeps the old one', async () => {
    store.getState().set({ target: 'x', rate: 0.25 });
    await settled();
    expect(store.getState().values).toMatchObject({ target: 1, rate: 0.25 });
    expect(store.getState().refusals).toEqual({ target: 'target: expected -1000000 to 1000000, got x' });
    store.getState().set({ target: 2 });
    expect(store.getState().refusals).toEqual({});
  });

  it('takes back values that the lab itself refuses, at opening and at observing, and leaves nothing to undo', async () => {
    await steps(store, 1);
    store.getState().set({ target: 13 });
    await settled();
    expect(store.getState()).toMatchObject({ values: { target: 1 }, frame: { step: 1 }, status: { kind: 'paused' }, canUndo: false });
    expect(store.getState().refusals.target).toContain('got 13');
    store.getState().set({ zoom: 13 });
    await settled();
    expect(store.getState()).toMatchObject({ values: { zoom: 1 }, frame: { step: 1 }, canUndo: false });
    await steps(store, 1);
    expect(scalars(store)?.q).toBe(0.75);
  });

  it('returns from a refused edit of a drag to the last one that was taken', async () => {
    set.hold();
    store.getState().set({ target: 5 });
    await settled();
    store.getState().set({ target: 13 });
    set.release();
    await settled();
    expect(store.getState()).toMatchObject({ values: { target: 5 }, frameValues: { target: 5 }, status: { kind: 'paused' } });
    await steps(store, 1);
    expect(scalars(store)?.q).toBe(2.5);
  });

  it('tells of a fault of the program and begins again at reset', async () => {
    store.getState().set({ target: 14 });
    await settled();
    expect(store.getState().status).toEqual({ kind: 'failed', message: 'broken' });
    expect(store.getState().frame).toBeDefined();
    store.getState().undo();
    await settled();
    expect(store.getState()).toMatchObject({ status: { kind: 'paused' }, values: { target: 1 } });
  });

  it('outlives a worker that dies: the picture stays, one line tells, reset makes a new one', async () => {
    await steps(store, 2);
    set.hold();
    store.getState().step();
    set.die();
    await settled();
    expect(store.getState().status).toEqual({ kind: 'failed', message: 'the computation stopped; press reset to begin again' });
    expect(store.getState().frame?.step).toBe(2);
    set.release();
    store.getState().reset();
    await settled();
    expect(set.hosts()).toBe(2);
    expect(store.getState()).toMatchObject({ status: { kind: 'paused' }, frame: { step: 0 } });
  });

  it('tells of a worker that died while idle once it is asked something, and begins again at the next edit', async () => {
    set.die();
    store.getState().set({ rate: 0.25 });
    await settled();
    expect(store.getState().status).toEqual({ kind: 'failed', message: 'the computation stopped; press reset to begin again' });
    store.getState().set({ rate: 0.75 });
    await settled();
    expect(store.getState()).toMatchObject({ status: { kind: 'paused' }, frameValues: { rate: 0.75 } });
  });

  it('plays once a frame, goes on through live and restart edits, and pauses', async () => {
    store.getState().setSpeed(1);
    store.getState().play();
    await settled();
    await set.frame();
    await set.frame();
    expect(store.getState().frame?.step).toBe(2);
    store.getState().set({ rate: 0.25 });
    await settled();
    expect(store.getState().status.kind).toBe('playing');
    store.getState().set({ q: 0 });
    await settled();
    expect(store.getState()).toMatchObject({ status: { kind: 'playing' }, frame: { step: 0 } });
    await set.frame();
    expect(store.getState().frame?.step).toBe(1);
    store.getState().pause();
    await set.frame();
    await set.frame();
    expect(store.getState()).toMatchObject({ status: { kind: 'paused' }, frame: { step: 1 } });
  });

  it('stops at divergence and keeps the frame that shows it', async () => {
    store.getState().set({ rate: 1e6, target: 1e6 });
    store.getState().setSpeed(Number.POSITIVE_INFINITY);
    store.getState().play();
    for (let i = 0; i < 40 && store.getState().status.kind === 'playing'; i += 1) await set.frame();
    expect(store.getState().status.kind).toBe('paused');
    expect(store.getState().frame?.diverged?.scalar).toBe('q');
  });

  it('replays the same numbers at reset, other ones with a new seed', async () => {
    await steps(store, 4);
    const first = scalars(store);
    store.getState().reset();
    await settled();
    await steps(store, 4);
    expect(scalars(store)).toEqual(first);
    store.getState().newSeed();
    await settled();
    await steps(store, 4);
    expect(store.getState().seed).toBe(77);
    expect(scalars(store)?.noise).not.toBe(first?.noise);
    expect(scalars(store)?.q).toBe(first?.q);
  });

  it('opens a preset at its step, keeps it while values differ, and says so', async () => {
    store.getState().setPreset('far');
    await settled();
    expect(store.getState()).toMatchObject({ preset: 'far', frame: { step: 3 }, values: { q: 2 } });
    expect(scalars(store)?.q).toBe(1.125);
    expect(store.getState().changed).toBe(false);
    store.getState().set({ zoom: 3 });
    expect(store.getState().changed).toBe(false);
    store.getState().set({ rate: 0.25 });
    expect(store.getState()).toMatchObject({ preset: 'far', changed: true });
    store.getState().set({ rate: 0.5 });
    expect(store.getState()).toMatchObject({ preset: 'far', changed: false });
    // The values of another preset, come by hand, are this one’s, changed.
    store.getState().set({ q: 0 });
    await settled();
    expect(store.getState()).toMatchObject({ preset: 'far', changed: true });
    store.getState().setPreset('far');
    await settled();
    expect(store.getState()).toMatchObject({ preset: 'far', changed: false, frame: { step: 3 }, values: { q: 2 } });
  });

  it('keeps moments under numbers, comes back to them step and all, and saves them with the session', async () => {
    await steps(store, 2);
    store.getState().keepSnapshot(3);
    store.getState().setPreset('far');
    await settled();
    store.getState().set({ rate: 0.25 });
    await steps(store, 1);
    store.getState().keepSnapshot(1);
    expect(store.getState().snapshots.map(({ key, name }) => [key, name])).toEqual([
      [1, 'Far, changed, step 4'],
      [3, 'Start, step 2'],
    ]);
    expect(await store.getState().openSnapshot(3)).toBe(true);
    expect(store.getState()).toMatchObject({ frame: { step: 2 }, preset: 'start' });
    expect(scalars(store)?.q).toBe(0.75);
    expect(await store.getState().openSnapshot(7)).toBe(false);
    store.getState().renameSnapshot(3, 'half-way');
    const session = store.getState().session();
    const other = setUp().store;
    await settled();
    await other.getState().load(session);
    expect(other.getState().snapshots.map(({ key, name }) => [key, name])).toEqual([
      [1, 'Far, changed, step 4'],
      [3, 'half-way'],
    ]);
    expect(await other.getState().openSnapshot(1)).toBe(true);
    expect(scalars(other)?.q).toBe(1.125 + 0.25 * (1 - 1.125));
    expect(other.getState()).toMatchObject({ preset: 'far', changed: true });
    // What was opened is nothing to lose: undo leads back, and the snapshots stay.
    other.getState().undo();
    await settled();
    expect(scalars(other)?.q).toBe(0.75);
    expect(other.getState().snapshots).toHaveLength(2);
    other.getState().removeSnapshot(1);
    other.getState().removeSnapshot(3);
    expect(other.getState().session().snapshots).toBeUndefined();
  });

  it('saves the user’s numbers with a session as long as one of its snapshots works on them', async () => {
    store.getState().setData(two);
    await settled();
    store.getState().keepSnapshot(2);
    store.getState().setPreset('start');
    await settled();
    expect(store.getState().session().data?.columns.y).toEqual(two.columns.y);
    expect(await store.getState().openSnapshot(2)).toBe(true);
    expect(scalars(store)?.mean).toBe(6);
    store.getState().removeSnapshot(2);
    store.getState().setPreset('start');
    await settled();
    expect(store.getState().session().data).toBeUndefined();
  });

  it('says what is in force of numbers that were opened, what went, and what was set to their scale; one undo takes all of it back', async () => {
    const told: { line: string; act?: () => void }[] = [];
    const uses = () => [{ role: 'numbers', at: 0 }];
    const taking: Lab = { ...counting, data: { ...(counting.data as NonNullable<Lab['data']>), uses } };
    const { store: other } = setUp({ lab: taking, notify: (line, action) => told.push({ line, ...(action && { act: action.act }) }) });
    await settled();
    const own = {
      name: 'mine.csv',
      columns: { y: Float64Array.of(4, 8), z: Float64Array.of(1, 2) },
      left: { rows: [3], columns: ['who'] },
    };
    other.getState().setData(own);
    await settled();
    expect(other.getState()).toMatchObject({ values: { data: 'own', target: 8 } });
    expect(told.map(({ line }) => line)).toEqual([
      'mine.csv: 2 rows of y, z; 1 row with a gap left out (line 3); no numbers taken from who; numbers: y; set to their scale: a number (all).',
    ]);
    other.getState().setData({ name: 'whole.csv', columns: { y: Float64Array.of(1, 2) } });
    await settled();
    expect(told.at(-1)?.line).toBe('whole.csv: 2 numbers of y; set to their scale: a number (all).');
    told.at(-1)?.act?.();
    await settled();
    expect(other.getState().values).toMatchObject({ data: 'own', target: 8 });
    told[0]?.act?.();
    await settled();
    expect(other.getState()).toMatchObject({ values: { data: 'none', target: 1 }, canUndo: false });
  });

  it('says at its end that a step changes nothing, and that play begins again', async () => {
    const ended: Lab = { ...counting, engine: async () => ({ ...(await counting.engine()), done: () => true }) };
    const { store: still, lines } = setUp({ lab: ended });
    await settled();
    still.getState().step();
    await settled();
    expect(lines).toEqual(['The run is at its end: another step changes nothing.']);
    still.getState().play();
    await settled();
    expect(lines.at(-1)).toBe('The run had come to its end, and begins again.');
  });

  it('leaves the path of the run before behind while nothing but where it began is another', async () => {
    const path = {
      title: 'Path',
      x: {},
      y: {},
      sentence: () => 'A path.',
      marks: [{ mark: 'line', table: 'path', x: 'q', y: 'q', hue: 'ink', ghost: true }],
    };
    const ghosts = setUp({ lab: { ...counting, plots: { path: path as Lab['plots'][string] } } }).store;
    await settled();
    const left = () => Array.from(ghosts.getState().ghost?.path?.q ?? []);
    await steps(ghosts, 2);
    expect(left()).toEqual([]);
    for (const q of [3, 4]) {
      ghosts.getState().set({ q });
      await settled();
      expect(left()).toEqual([0, 0.5, 0.75]);
    }
    ghosts.getState().reset();
    await settled();
    expect(left()).toEqual([0, 0.5, 0.75]);
    await steps(ghosts, 1);
    ghosts.getState().reset();
    await settled();
    expect(left()).toEqual([4, 2.5]);
    ghosts.getState().set({ target: 2 });
    await settled();
    expect(ghosts.getState().ghost).toBeUndefined();
    await steps(ghosts, 1);
    ghosts.getState().set({ q: 1 });
    expect(left()).toHaveLength(2);
    ghosts.getState().setPreset('far');
    expect(ghosts.getState().ghost).toBeUndefined();
  });

  it('undoes a drag as one edit, back to the step and the number that were there', async () => {
    await steps(store, 2);
    store.getState().setDragging(true);
    for (const q of [1, 2, 3]) {
      store.getState().set({ q });
      await settled();
    }
    store.getState().setDragging(false);
    store.getState().set({ q: 4 });
    await settled();
    store.getState().undo();
    await settled();
    expect(scalars(store)?.q).toBe(3);
    store.getState().undo();
    await settled();
    expect(scalars(store)?.q).toBe(0.75);
    expect(store.getState()).toMatchObject({ frame: { step: 2 }, canUndo: false, canRedo: true, preset: 'start' });
    store.getState().redo();
    store.getState().redo();
    await settled();
    expect(scalars(store)?.q).toBe(4);
    expect(store.getState().canRedo).toBe(false);
  });

  it('undoes a new seed and a live edit', async () => {
    await steps(store, 1);
    store.getState().set({ rate: 1 });
    store.getState().step();
    await settled();
    const before = scalars(store);
    store.getState().newSeed();
    await settled();
    store.getState().undo();
    await settled();
    expect(store.getState().seed).toBe(1);
    expect(scalars(store)).toEqual(before);
    store.getState().undo();
    await settled();
    expect(store.getState()).toMatchObject({ values: { rate: 0.5 }, frame: { step: 1 } });
  });

  it('adopts what belongs to a data set that ships, and to the user’s own numbers', async () => {
    store.getState().set({ data: 'two' });
    await settled();
    expect(store.getState().values).toMatchObject({ data: 'two', target: 8 });
    expect(scalars(store)?.mean).toBe(6);
    store.getState().setData({ name: 'mine', columns: { y: Float64Array.of(1, 2, 3) } });
    await settled();
    expect(store.getState().values).toMatchObject({ data: 'own', target: 3 });
    expect(scalars(store)?.mean).toBe(2);
    store.getState().undo();
    await settled();
    expect(scalars(store)?.mean).toBe(6);
  });

  it('shows the session that was opened while the data of the first preset were still on their way', async () => {
    let arrive: (data: Dataset) => void = () => {};
    const slow = new Promise<Dataset>((resolve) => {
      arrive = resolve;
    });
    const begun = setUp({ shipped: () => slow });
    const { values, seed, lab } = store.getState();
    const session = {
      lab: 'counting',
      labVersion: lab.version,
      values: { ...values, data: 'own', target: 7 },
      seed,
      steps: 2,
      changes: [],
      data: two,
    };
    await begun.store.getState().load(session);
    arrive(two);
    await settled();
    expect(begun.store.getState()).toMatchObject({ values: { target: 7 }, frame: { step: 2 } });
  });

  it('takes what was edited while the data of the first preset were still on their way', async () => {
    let arrive: (data: Dataset) => void = () => {};
    const slow = new Promise<Dataset>((resolve) => {
      arrive = resolve;
    });
    const begun = setUp({ shipped: () => slow });
    begun.store.getState().set({ zoom: 3, rate: 1 });
    await settled();
    arrive(two);
    await settled();
    expect(begun.store.getState()).toMatchObject({ values: { zoom: 3, rate: 1 }, frameValues: { zoom: 3, rate: 1 }, frame: { step: 0 } });
    expect(begun.store.getState().session()).toMatchObject({ values: { zoom: 3, rate: 1 }, changes: [] });
  });

  it('gives a session that loads to the very same frame in another store', async () => {
    store.getState().setData({ name: 'mine', columns: { y: Float64Array.of(1, 2, 3) } });
    await settled();
    await steps(store, 2);
    store.getState().set({ rate: 0.1 });
    await settled();
    await steps(store, 2);
    const session = store.getState().session();
    const other = setUp();
    await other.store.getState().load(session);
    expect(scalars(other.store)).toEqual(scalars(store));
    expect(other.store.getState().session()).toEqual(session);
    other.store.getState().undo();
    await settled();
    expect(scalars(other.store)?.q).toBe(0);
  });

  it('keeps everything when a session cannot be opened', async () => {
    await steps(store, 2);
    const before = store.getState();
    const session = { ...before.session(), values: { ...before.values, target: 13 } };
    await expect(before.load(session)).rejects.toThrow('target: expected another number, got 13');
    expect(store.getState()).toEqual(before);
    const fresh = setUp();
    await expect(fresh.store.getState().load(session)).rejects.toThrow();
    await settled();
    expect(fresh.store.getState()).toMatchObject({ status: { kind: 'paused' }, values: { target: 1 }, frame: { step: 0 } });
    await steps(store, 1);
    expect(store.getState().frame?.step).toBe(3);
  });

  it('sweeps the parameter over its slider while somebody looks', async () => {
    expect(set.asked.some(({ kind }) => kind === 'sweep')).toBe(false);
    const leave = store.getState().watchSweep();
    await vi.waitFor(() => expect(store.getState().sweep.table).toBeDefined());
    const { x, noise } = store.getState().sweep.table ?? {};
    expect([x?.at(0), x?.at(-1)]).toEqual([-2, 2]);
    expect(new Set(noise).size).toBe(1);
    leave();
  });

  it('sweeps after as many steps as the lab wants, in a compute of its own', async () => {
    const aside = inProcess({ ...counting, sweep: { over: 'target', steps: 2 } });
    const apart = setUp({ lab: { ...counting, sweep: { over: 'target', steps: 2 } }, aside: aside.compute });
    await settled();
    const leave = apart.store.getState().watchSweep();
    await vi.waitFor(() => expect(apart.store.getState().sweep.table).toBeDefined());
    expect(apart.store.getState().sweep.table?.q?.at(-1)).toBe(1.5);
    expect([apart.asked, aside.asked].map((asked) => asked.some(({ kind }) => kind === 'sweep'))).toEqual([false, true]);
    leave();
  });

  it('plays at the speed of its first preset, else of its lab, and takes the speed of a preset that is chosen', async () => {
    const { start, far } = counting.presets as Record<'start' | 'far', Lab['presets'][string]>;
    expect(store.getState().speed).toBe(30);
    const quick = setUp({ lab: { ...counting, speed: 1000, presets: { start, far: { ...far, speed: 5 } } } }).store;
    expect(quick.getState().speed).toBe(1000);
    quick.getState().setPreset('far');
    expect(quick.getState().speed).toBe(5);
    quick.getState().setPreset('start');
    expect(quick.getState().speed).toBe(5);
    const slow = setUp({ lab: { ...counting, speed: 1000, presets: { far: { ...far, speed: 5 }, start } } }).store;
    expect(slow.getState().speed).toBe(5);
  });

  describe('a map', () => {
    const map: Lab['map'] = {
      over: 'target',
      count: 3,
      domain: ({ rate }) => [0, Number(rate) * 4],
      rows: () => [0, 1].map((q) => ({ label: `from ${q}`, values: { q }, steps: 1 })),
    };
    let asked: ReturnType<typeof setUp>['asked'];
    let frame: ReturnType<typeof setUp>['frame'];
    const begun = () => asked.filter(({ kind }) => kind === 'map').length;
    const still = () => new Promise((resolve) => setTimeout(resolve, 160));
    const done = () => vi.waitFor(() => expect(store.getState().map).toMatchObject({ done: true, share: 1 }));
    beforeEach(async () => {
      ({ store, asked, frame } = setUp({ lab: { ...counting, map } }));
      await settled();
    });

    it('is computed while somebody looks, and stays as it is while nothing that matters changes', async () => {
      expect(begun()).toBe(0);
      const leave = store.getState().watchMap();
      await done();
      const { grids } = store.getState().map;
      expect(Object.keys(grids).toSorted()).toEqual(['map mean', 'map noise', 'map q', 'map zoomed']);
      expect(grids['map q']).toMatchObject({ columns: 3, rows: 2, xDomain: [0, 2], yDomain: [0, 1] });
      // What tells the points apart, what only draws again, and steps.
      store.getState().set({ target: 2, q: 1, zoom: 3 });
      await steps(store, 3);
      await still();
      expect(store.getState().map.grids).toBe(grids);
      leave();
      store.getState().watchMap()();
      await still();
      expect(begun()).toBe(1);
    });

    it('is computed anew for other values, another seed and other numbers, and not while nobody looks', async () => {
      const leave = store.getState().watchMap();
      await done();
      store.getState().set({ rate: 1 });
      await vi.waitFor(() => expect(store.getState().map.grids['map q']?.xDomain).toEqual([0, 4]));
      await done();
      expect([...(store.getState().map.grids['map q']?.values ?? [])]).toEqual([0, 2, 4, 0, 2, 4]);
      const noise = () => store.getState().map.grids['map noise']?.values[0];
      const before = noise();
      store.getState().newSeed();
      await vi.waitFor(() => expect(noise()).not.toBe(before));
      await done();
      store.getState().set({ data: 'two' });
      await vi.waitFor(() => expect(store.getState().map.grids['map mean']?.values[0]).toBe(6));
      leave();
      const count = begun();
      store.getState().set({ rate: 0.25 });
      await still();
      expect(begun()).toBe(count);
    });

    it('is computed anew after a change also while the run plays on', async () => {
      const leave = store.getState().watchMap();
      await done();
      store.getState().play();
      store.getState().set({ rate: 1 });
      const until = performance.now() + 400;
      while (performance.now() < until && begun() < 2) await frame();
      expect([begun(), store.getState().status.kind]).toEqual([2, 'playing']);
      leave();
    });

    it('keeps what there is when it breaks, and begins again with what changes next', async () => {
      const leave = store.getState().watchMap();
      await done();
      store.getState().set({ rate: 3.5 });
      // At 14, the last of 0, 7, 14, the lab breaks.
      await vi.waitFor(() => expect(begun()).toBe(2));
      await still();
      expect(store.getState().map.done).toBe(true);
      store.getState().set({ rate: 1 });
      await vi.waitFor(() => expect(store.getState().map).toMatchObject({ share: 1, grids: { 'map q': { xDomain: [0, 4] } } }));
      leave();
    });
  });

  it('gives the numbers that the core gives', async () => {
    await steps(store, 5);
    const run = await openRun(counting, store.getState().values, 1);
    expect((await run.next(5, store.getState().values)).result).toEqual(store.getState().frame?.result);
  });
});

describe('two runs of one lab in one worker', () => {
  it('do not disturb each other', async () => {
    const host = inProcess(counting);
    const make = (seed: number) => createRunStore({ labId: 'counting', lab: counting, compute: host.compute, seed });
    const [left, right] = [make(1), make(2)];
    await settled();
    const before = right.getState();
    await steps(left, 3);
    left.getState().set({ target: -5 });
    left.getState().setHighlight('q');
    await settled();
    left.getState().undo();
    await settled();
    expect(right.getState()).toBe(before);
    await steps(right, 2);
    expect(scalars(right)?.q).toBe(0.75);
    expect(scalars(left)?.q).toBe(0.875);
    left.getState().dispose();
    await steps(right, 1);
    expect(right.getState().frame?.step).toBe(3);
  });
});
