// A run: the same bits from the same lab, values and seed, and divergence as a state that names its step and scalar.
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../core/lab/lab.ts';
import { initialValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { walk } from './walk.ts';
import { withEngine } from './with-engine.ts';

const values = initialValues(walk.params);
const growing = { ...values, kind: 'plain', start: 1, rate: 100 };

describe('openRun', () => {
  it('gives the same frame from the same seed, another from another', async () => {
    const frame = async (seed: number) => (await openRun(walk, values, seed)).next(20, values);
    expect(await frame(5)).toEqual(await frame(5));
    expect((await frame(5)).result.scalars).not.toEqual((await frame(6)).result.scalars);
  });

  it('is one run whether its steps are asked for together or apart', async () => {
    const together = await (await openRun(walk, values, 1)).next(10, values);
    const run = await openRun(walk, values, 1);
    await run.next(4, values);
    await run.next(0, values);
    expect(await run.next(6, values)).toEqual(together);
  });

  it('names the very step and scalar of a divergence, and takes no step after it', async () => {
    // x grows by a factor of −99 a step: its square passes the largest double, 1.8e308, at step 78, x itself at 155.
    const run = await openRun(walk, growing, 1);
    const frame = await run.next(1000, growing);
    expect(frame).toMatchObject({ step: 78, done: true, diverged: { step: 78, scalar: 'energy' } });
    expect((await run.next(5, growing)).step).toBe(78);
  });

  it('names the first scalar of the declaration where several diverge, and the same step however it is asked for', async () => {
    const run = await openRun(walk, growing, 1);
    for (let asked = 0; asked < 40; asked += 1) await run.next(2, growing);
    expect(await run.next(0, growing)).toMatchObject({ step: 78, diverged: { step: 78, scalar: 'energy' } });
  });

  it('lets values that are finite again take over before the first step', async () => {
    const broken = withEngine(walk, ({ observe }) => ({
      observe: (state, values) => ({ ...observe(state, values), scalars: { at: Math.log(Number(values.start)) } }) as never,
    }));
    const run = await openRun(broken, values, 1);
    expect((await run.next(0, { ...values, start: -1 })).diverged).toEqual({ step: 0, scalar: 'at' });
    const { diverged, done } = await run.next(0, { ...values, start: 1 });
    expect({ diverged, done }).toEqual({ diverged: undefined, done: false });
  });

  it('does not take a scalar that is left out for one that diverged, but one that is there and no number', async () => {
    const without = (energy: object) =>
      withEngine(walk, ({ observe }) => ({
        observe: (state, values) => ({ ...observe(state, values), scalars: { at: 1, ...energy } }) as never,
      }));
    const frame = async (energy: object) => (await openRun(without(energy), values, 1)).next(3, values);
    expect((await frame({})).diverged).toBeUndefined();
    expect((await frame({ energy: Number.NaN })).diverged).toEqual({ step: 3, scalar: 'energy' });
  });

  it('is done where the lab has no step, or says so', async () => {
    const still = withEngine(walk, () => ({ step: undefined }) as never);
    expect(await (await openRun(still, values, 1)).next(5, values)).toMatchObject({ step: 0, done: true });
    const settled = withEngine(walk, () => ({ done: (state) => (state as { path: unknown[] }).path.length > 4 }));
    expect(await (await openRun(settled, values, 1)).next(50, values)).toMatchObject({ step: 4, done: true });
  });

  it('waits for a lab that computes elsewhere', async () => {
    const slow = withEngine(walk, ({ init, step, observe }) => ({
      init: async (...given) => init(...given),
      step: async (...given) => step?.(...given),
      observe: async (...given) => observe(...given),
    }));
    const frame = async (lab: Lab) => (await openRun(lab, values, 1)).next(7, values);
    expect(await frame(slow)).toEqual(await frame(walk));
  });

  it('hands out what the lab exports, and names what there is otherwise', async () => {
    const file = { name: 'at.txt', type: 'text/plain', bytes: new Uint8Array(1) };
    const run = await openRun(
      withEngine({ ...walk, exports: { at: { label: 'Where' } } }, () => ({ exports: { at: () => [file] } })),
      values,
      1,
    );
    expect(await run.export('at', values)).toEqual([file]);
    await expect(run.export('model', values)).rejects.toThrow('export: expected one of at, got model');
  });
});
