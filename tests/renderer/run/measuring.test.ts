// Measuring a run on the page: what the worker did counts, the value is an edit, and a run that does not rest is refused.
import { beforeEach, describe, expect, it } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { measurementOf } from '../../../core/lab/measurement.ts';
import { measureRun } from '../../../renderer/run/measuring.ts';
import { createRunStore } from '../../../renderer/run-store.ts';
import type { RunState } from '../../../renderer/store.ts';
import { fakeMeter } from '../../energy/fake-meter.ts';
import { metered } from '../../lab/metered-lab.ts';
import { walk } from '../../lab/walk.ts';
import { inProcess } from '../in-process.ts';

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
const open = async (lab = metered) => {
  const { compute, asked } = inProcess(lab);
  const store = createRunStore({ labId: 'walk', lab, compute, nextFrame: () => {} });
  await settled();
  return { store, asked };
};

describe('the lab’s work', () => {
  it('is done by the worker for as long as is asked, at the values in force', async () => {
    const { store, asked } = await open();
    const answers = await store.getState().exert(2);
    expect(answers % 5).toBe(0);
    expect(answers).toBeGreaterThanOrEqual(5);
    expect(asked.at(-1)).toMatchObject({ kind: 'exert', ms: 2, values: store.getState().values });
  });

  it('is refused in one line by a lab without', async () => {
    const { store } = await open(walk);
    await expect(store.getState().exert(2)).rejects.toThrow('measure: expected a lab whose work is measured, got another');
  });
});

describe('a measurement', () => {
  let run: StoreApi<RunState>;
  let meter: ReturnType<typeof fakeMeter>;
  beforeEach(async () => {
    run = (await open()).store;
    meter = fakeMeter('RAPL', 7, 31);
    run.setState({ exert: meter.exert });
  });
  const measure = (more: Partial<Parameters<typeof measureRun>[0]> = {}) =>
    measureRun({
      run,
      name: 'measured',
      bridge: { energy: meter.read },
      progress: () => {},
      ended: () => false,
      now: meter.now,
      wait: meter.wait,
      ...more,
    });

  it('is an edit, which is undone like any other', async () => {
    await measure();
    expect(measurementOf(run.getState().values.measured as string)).toMatchObject({ answers: 2800, by: 'RAPL' });
    await settled();
    run.getState().undo();
    expect(run.getState().values.measured).toBe('');
  });

  it('is nothing where it was ended', async () => {
    await measure({ ended: () => true });
    expect(run.getState().values.measured).toBe('');
  });

  it.each([
    ['is set otherwise', () => run.getState().set({ prices: 'add,1' })],
    ['plays', () => run.getState().play()],
  ])('ends in one line where the run %s on the way', async (_, act) => {
    const progress = (share: number) => share > 0.7 && act();
    await expect(measure({ progress })).rejects.toThrow('measure: expected a run that rests as it is, got one that was changed on the way');
    expect(run.getState().values.measured).toBe('');
  });
});
