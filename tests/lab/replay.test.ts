// A replay gives the frame of the run that was lived, bit for bit, wherever it computes and however it strides.
import { describe, expect, it } from 'vitest';
import { localRun } from '../../core/lab/local-run.ts';
import { initialValues } from '../../core/lab/param.ts';
import { type Replayable, replay } from '../../core/lab/replay.ts';
import { openRun } from '../../core/lab/run.ts';
import { readSession, type Session, writeSession } from '../../core/lab/session.ts';
import { walk } from './walk.ts';

const begun: Session = { lab: 'walk', labVersion: 2, values: initialValues(walk.params), seed: 3, steps: 9, changes: [] };
const session: Session = {
  ...begun,
  changes: [
    { step: 4, values: { rate: 0.1 } },
    { step: 6, values: { mirrored: true } },
  ],
};
const run = () => localRun(walk, session.seed);

const lived = async () => {
  const run = await openRun(walk, session.values, session.seed);
  const values = { ...session.values, rate: 0.1 };
  await run.next(0, session.values);
  await run.next(3, session.values);
  await run.next(1, session.values);
  await run.next(0, values);
  await run.next(2, values);
  return { frame: await run.next(3, { ...values, mirrored: true }), values: { ...values, mirrored: true } };
};

/** What a replay asks of a run that answers at once and is over after `last` steps, as long as its values do not say `on`. */
function counted(last: number) {
  const asked: string[] = [];
  let step = 0;
  const frame = (steps: number, on: unknown) => {
    step = on ? step + steps : Math.min(step + steps, last);
    return { step, done: !on && step >= last, result: { scalars: {}, tables: {}, grids: {} } };
  };
  const steps: Replayable = {
    open(values, from) {
      asked.push(`open at ${from?.step ?? 0}`);
      step = from?.step ?? 0;
      return frame(0, values.on);
    },
    next(count, values) {
      asked.push(`${count} steps at ${values.rate}`);
      return frame(count, values.on);
    },
  };
  return { steps, asked };
}

describe('replay', () => {
  it('gives the frame of the run that was saved, bit for bit, through the changes made on the way', async () => {
    const read = await readSession(writeSession(session), async () => walk);
    expect(await replay(run(), read)).toEqual(await lived());
    const otherwise = await replay(run(), begun);
    expect(otherwise.frame.result.scalars.energy).not.toBe((await lived()).frame.result.scalars.energy);
  });

  it('gives the same whatever the strides', async () => {
    expect(await replay(run(), session, { stride: ({ step }) => 1 + (step % 3) })).toEqual(await lived());
  });

  it('ends where a stride of 0 is asked for', async () => {
    const { frame, values } = await replay(run(), session, { stride: ({ step }) => (step < 3 ? 1 : 0) });
    expect(frame.step).toBe(3);
    expect(values).toEqual(session.values);
  });

  it('works on the data of the session', async () => {
    const data = { name: 'mine', columns: { u: Float64Array.of(100) } };
    const { frame } = await replay(localRun(walk, 3, data), { ...begun, steps: 0 });
    expect(frame.result.scalars.at).toBe(100);
  });

  const course = {
    values: { rate: 1 },
    changes: [
      { step: 2, values: { rate: 2 } },
      { step: 4, values: { rate: 3 } },
    ],
    steps: 6,
  };

  it('asks in one request for all steps up to a change', async () => {
    const { steps, asked } = counted(100);
    expect(await replay(steps, course)).toMatchObject({ frame: { step: 6 }, values: { rate: 3 } });
    expect(asked).toEqual(['open at 0', '2 steps at 1', '0 steps at 2', '2 steps at 2', '0 steps at 3', '2 steps at 3']);
  });

  it('looks once at all that was changed at one step', async () => {
    const { steps, asked } = counted(100);
    const changes = Array.from({ length: 1000 }, (_, rate) => ({ step: 2, values: { rate } }));
    await replay(steps, { ...course, changes });
    expect(asked).toEqual(['open at 0', '2 steps at 1', '0 steps at 999', '4 steps at 999']);
  });

  it('begins at a checkpoint with the values in force there', async () => {
    const { steps, asked } = counted(100);
    await replay(steps, course, { from: { step: 3, bytes: new Uint8Array() } });
    expect(asked).toEqual(['open at 3', '1 steps at 2', '0 steps at 3', '2 steps at 3']);
  });

  it('asks for nothing more of a run that is over, unless what is changed has it go on', async () => {
    const over = counted(3);
    expect((await replay(over.steps, course)).frame).toMatchObject({ step: 3, done: true });
    expect(over.asked).toEqual(['open at 0', '2 steps at 1', '0 steps at 2', '2 steps at 2', '0 steps at 3']);
    const revived = { ...course, changes: [{ step: 5, values: { on: true } }] };
    expect((await replay(counted(3).steps, revived)).frame).toMatchObject({ step: 6, done: false });
  });
});

it('a local run says so where it is used before it is opened', () => {
  expect(() => run().checkpoint()).toThrow('the run is not open');
  expect(() => run().close()).not.toThrow();
});
