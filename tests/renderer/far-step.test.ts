// A run that is opened at a far step goes there in slices: it tells how far it is, lets others in, can be given up, and ends where one stretch would.
import { beforeEach, expect, it } from 'vitest';
import { initialValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import type { Session } from '../../core/lab/session.ts';
import { createRunStore } from '../../renderer/run-store.ts';
import { withEngine } from '../lab/with-engine.ts';
import { counting } from './counting-lab.ts';
import { inProcess } from './in-process.ts';

interface State {
  readonly q: number;
  readonly noise: number;
}

/** q moves, and keeps no path. */
const light = withEngine(counting, () => ({
  init: ({ q }): State => ({ q: Number(q), noise: 0 }),
  step: (state, { rate, target }, random): State => {
    const { q } = state as State;
    return { q: q + Number(rate) * (Number(target) - q), noise: random.normal() };
  },
  observe: (state) => {
    const { q, noise } = state as State;
    return { scalars: { q, noise, mean: 0, zoomed: q }, tables: { path: { q: Float64Array.of(q) } }, grids: {} };
  },
}));

const values = { ...initialValues(counting.params), rate: 1e-4 };
const far = (steps: number): Session => ({
  lab: 'counting',
  labVersion: 1,
  values,
  seed: 5,
  steps,
  changes: steps > 700 ? [{ step: 700, values: { rate: 1e-3 } }] : [],
});

let host: ReturnType<typeof inProcess>;
let store: ReturnType<typeof createRunStore>;
let ways: { readonly step: number; readonly of: number }[];
/** A millisecond goes by at each look at the clock: a slice is 250 steps. */
let now: number;

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve));
};
const make = () => createRunStore({ labId: 'counting', lab: light, compute: host.compute, nextFrame: () => {} });

beforeEach(async () => {
  now = 0;
  host = inProcess(light, { now: () => ++now, send: (deliver) => void setImmediate(deliver) });
  store = make();
  ways = [];
  store.subscribe(({ underway }, before) => underway && underway !== before.underway && ways.push(underway));
  await settled();
});

it('tells how far it is, and ends with the numbers of one stretch', async () => {
  await store.getState().load(far(2000));
  expect(ways.length).toBeGreaterThan(4);
  expect(ways.every(({ of }) => of === 2000)).toBe(true);
  expect(ways.map(({ step }) => step)).toEqual(ways.map(({ step }) => step).toSorted((a, b) => a - b));
  expect(store.getState()).toMatchObject({ underway: undefined, status: { kind: 'paused' }, frame: { step: 2000 } });
  const run = await openRun(light, values, 5);
  await run.next(700, values);
  const { result } = await run.next(1300, { ...values, rate: 1e-3 });
  expect(store.getState().frame?.result.scalars).toEqual(result.scalars);
});

it('says nothing of a way that one slice goes', async () => {
  await store.getState().load({ ...far(200), changes: [{ step: 100, values: { rate: 1e-3 } }] });
  expect([store.getState().frame?.step, ways]).toEqual([200, []]);
});

it('given up, leaves the run that was there, and another lab goes on meanwhile', async () => {
  await store.getState().load(far(100));
  store.getState().step();
  await settled();
  const before = store.getState();
  const loading = store.getState().load(far(1e9));
  await until(() => ways.length > 3);
  const other = make();
  other.getState().step();
  await until(() => other.getState().frame?.step === 1);
  store.getState().cancel();
  await expect(loading).rejects.toThrow('stopped on the way');
  const { values, changes, seed, frame, canUndo, canRedo, underway, status } = store.getState();
  expect({ values, changes, seed, canUndo, canRedo, status }).toEqual({
    values: before.values,
    changes: before.changes,
    seed: before.seed,
    canUndo: before.canUndo,
    canRedo: before.canRedo,
    status: { kind: 'paused' },
  });
  expect([frame?.step, underway]).toEqual([101, undefined]);
  // No more is asked of it.
  const asked = host.asked.length;
  await settled();
  expect(host.asked.length).toBe(asked);
  expect(host.asked.at(-1)?.kind).toBe('close');
});

it('an undo back to a far step tells how far it is; given up, it is an undo still to do', async () => {
  await store.getState().load(far(2000));
  const numbers = store.getState().frame?.result.scalars;
  store.getState().set({ target: 0.5 });
  await until(() => store.getState().frame?.step === 0 && store.getState().target === undefined);
  ways.length = 0;
  store.getState().undo();
  await until(() => ways.length > 1);
  store.getState().cancel();
  await until(() => store.getState().underway === undefined);
  await settled();
  expect(store.getState()).toMatchObject({ values: { target: 0.5 }, frame: { step: 0 }, target: undefined, canUndo: true, canRedo: false });
  store.getState().undo();
  await until(() => store.getState().frame?.step === 2000);
  expect(store.getState()).toMatchObject({ values: { target: 1 }, canRedo: true });
  expect(store.getState().frame?.result.scalars).toEqual(numbers);
});

it('another run that is asked for is not kept waiting', async () => {
  const loading = store.getState().load(far(1e9));
  await until(() => ways.length > 1);
  await store.getState().load(far(3));
  await loading;
  expect(store.getState()).toMatchObject({ frame: { step: 3 }, underway: undefined });
});
