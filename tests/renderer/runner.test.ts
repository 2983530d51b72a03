// When a run that plays asks for its next steps: once a frame of the screen, and not later than it must.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Values } from '../../core/lab/param.ts';
import type { Compute } from '../../renderer/compute/client.ts';
import type { Plan, Resumable } from '../../renderer/compute/resumption.ts';
import { createRunner } from '../../renderer/compute/runner.ts';

/** A runner at full speed, whose frames and answers come when they are called for. */
async function playing() {
  const log: string[] = [];
  const frames: ((now: number) => void)[] = [];
  const answers: (() => void)[] = [];
  let step = 0;
  const ask = ({ kind, steps = 0 }: { kind: string; steps?: number }) => {
    log.push(kind);
    step += steps;
    const reply = { kind: 'frame', run: 1, frame: { step, done: false, diverged: false }, took: { stepping: 4, observing: 1 } };
    return kind === 'open' ? Promise.resolve(reply) : new Promise((resolve) => answers.push(() => resolve(reply)));
  };
  const runner = createRunner({
    labId: 'any',
    compute: { newRun: () => 1, ask, dispose: () => {} } as unknown as Compute,
    progress: () => log.push('shown'),
    failed: (error) => log.push(error.message),
    training: undefined,
    nextFrame: (callback) => frames.push(callback),
  });
  await runner.open({ values: {}, seed: 1, data: undefined, steps: 0, changes: [] });
  runner.play(Number.POSITIVE_INFINITY);
  let now = 0;
  return {
    log,
    runner,
    waiting: () => frames.length,
    frame() {
      now += 16;
      for (const callback of frames.splice(0)) callback(now);
    },
    async answer() {
      for (const resolve of answers.splice(0)) resolve();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

it('asks again as soon as it is answered where a frame has gone by meanwhile', async () => {
  const { log, frame, answer } = await playing();
  frame();
  expect(log).toEqual(['open', 'next']);
  frame();
  frame();
  expect(log).toEqual(['open', 'next']);
  await answer();
  expect(log).toEqual(['open', 'next', 'shown', 'next']);
});

it('waits for the frame where the answer comes before it', async () => {
  const { log, frame, answer } = await playing();
  frame();
  await answer();
  expect(log).toEqual(['open', 'next', 'shown']);
  frame();
  expect(log).toEqual(['open', 'next', 'shown', 'next']);
});

it('asks for nothing more, and for no frame, once it is paused', async () => {
  const { log, runner, frame, answer, waiting } = await playing();
  frame();
  runner.play(undefined);
  frame();
  await answer();
  frame();
  expect(log).toEqual(['open', 'next', 'shown']);
  expect(waiting()).toBe(0);
});

describe('training', () => {
  afterEach(() => vi.restoreAllMocks());

  const plan = (seed = 1, steps = 0): Plan => ({ values: {}, seed, data: undefined, steps, changes: [] });

  /** A runner that trains: each request takes the time it is told to, and keeping a checkpoint takes `writing` ms. */
  async function training({ stepping = 100, writing = 30 } = {}) {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const kept: Resumable[] = [];
    const frames: ((now: number) => void)[] = [];
    const steps = new Map<number, number>();
    /** Where the runs began that were opened. */
    const begun: number[] = [];
    let runs = 0;
    const ask = async ({ kind, run, steps: asked = 0, from }: { kind: string; run: number; steps?: number; from?: { step: number } }) => {
      if (kind === 'close') return {};
      if (kind === 'open') begun.push(from?.step ?? 0);
      if (kind === 'open') steps.set(run, from?.step ?? 0);
      const step = (steps.get(run) ?? 0) + asked;
      steps.set(run, step);
      if (kind === 'checkpoint') {
        now += writing;
        return { checkpoint: { step, bytes: new Uint8Array(1) } };
      }
      now += kind === 'next' ? stepping : 0;
      return { frame: { step, done: false, diverged: undefined }, took: { stepping: asked > 0 ? stepping : 0, observing: 1 } };
    };
    const runner = createRunner({
      labId: 'any',
      compute: { newRun: () => ++runs, ask, dispose: () => {} } as unknown as Compute,
      progress: () => {},
      failed: (error) => {
        throw error;
      },
      training: { part: (values) => values, kept: async (resumable) => kept.push(resumable) > 0 },
      nextFrame: (callback) => frames.push(callback),
    });
    await runner.open(plan());
    return {
      runner,
      kept,
      begun,
      now: () => now,
      async frames(count: number) {
        for (let i = 0; i < count; i += 1) {
          for (const callback of frames.splice(0)) callback(now);
          for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
        }
      },
    };
  }

  it('is kept once it took two seconds, then so that keeping takes no more than 3 % of the time', async () => {
    const writing = 100;
    const { runner, kept, frames, now } = await training({ writing });
    runner.play(Number.POSITIVE_INFINITY);
    await frames(19);
    expect([kept.length, runner.keptAs()]).toEqual([0, undefined]);
    await frames(400);
    expect(kept.length).toBeGreaterThan(5);
    expect((writing * kept.length) / now()).toBeLessThan(0.035);
    // It is not far behind either.
    const steps = kept.map(({ checkpoint }) => checkpoint.step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set([runner.keptAs()]));
  });

  it('is kept no oftener than each second where that costs nothing', async () => {
    const { runner, kept, frames, now } = await training({ writing: 0 });
    runner.play(Number.POSITIVE_INFINITY);
    await frames(300);
    expect(kept.length).toBeGreaterThan(now() / 1300 - 4);
    expect(kept.length).toBeLessThanOrEqual(now() / 1000);
  });

  it('is kept at once when the page goes out of sight, and when it is paused', async () => {
    const { runner, kept, frames } = await training({ writing: 500 });
    runner.play(Number.POSITIVE_INFINITY);
    await frames(40);
    const before = kept.length;
    runner.keep();
    await frames(2);
    expect(kept.length).toBe(before + 1);
    await frames(3);
    runner.play(undefined);
    await frames(3);
    expect(kept.length).toBe(before + 2);
    // What is kept already is not kept again.
    runner.keep();
    await frames(3);
    expect(kept.length).toBe(before + 2);
  });

  it('is another run once it begins anew, and the same one where it goes on from a checkpoint', async () => {
    const { runner, kept, frames } = await training();
    const train = async () => {
      runner.play(Number.POSITIVE_INFINITY);
      await frames(40);
      runner.play(undefined);
      await frames(4);
      return kept.at(-1) as Resumable;
    };
    const first = await train();
    // Back to its last step, as undo does.
    await runner.open(plan(1, first.checkpoint.step));
    expect(runner.keptAs()).toBe(first.id);
    await runner.open(plan(2));
    expect(runner.keptAs()).toBeUndefined();
    const second = await train();
    expect(second.id).not.toBe(first.id);
    // From storage, under its own name.
    await runner.open(plan(1, first.checkpoint.step + 3), first);
    expect([runner.current()?.frame.step, runner.keptAs()]).toEqual([first.checkpoint.step + 3, first.id]);
  });

  it('goes on from a checkpoint that was held, whatever ran since, until it is let go', async () => {
    const { runner, begun, frames } = await training();
    const train = async (count: number) => {
      runner.play(Number.POSITIVE_INFINITY);
      await frames(count);
      runner.play(undefined);
      await frames(4);
      return runner.current()?.frame.step as number;
    };
    const first = await train(40);
    runner.hold(3);
    const further = await train(40);
    runner.hold(4);
    await runner.open(plan(2));
    await train(40);
    await runner.open(plan(1, first));
    await runner.open(plan(1, further + 5));
    // Of two on the way the later one; of another seed none.
    await runner.open(plan(3, further));
    runner.letGo(3);
    await runner.open(plan(1, first));
    expect(begun).toEqual([0, 0, first, further, 0, 0]);
  });

  it('that takes little time is not given away, however often it is asked for', async () => {
    const { runner, kept, frames } = await training({ stepping: 10 });
    runner.play(Number.POSITIVE_INFINITY);
    await frames(50);
    runner.keep();
    await frames(5);
    runner.play(undefined);
    await frames(5);
    expect(kept).toEqual([]);
  });
});

it('asks for drafts while a hand moves something, keeps what they lack, and looks in full once it lets go', async () => {
  let held = false;
  const asked: unknown[] = [];
  const shown: unknown[] = [];
  const ask = ({ kind, draft, values }: { kind: string; draft?: boolean; values?: Values }) => {
    asked.push(kind, draft);
    const quick = { quick: { x: values?.x } };
    const result = draft
      ? { scalars: {}, tables: quick, grids: {} }
      : { scalars: {}, tables: { ...quick, slow: { x: values?.x } }, grids: {} };
    return Promise.resolve({ kind: 'frame', run: 1, frame: { step: 0, done: true, result, ...(draft && { draft }) }, took: {} });
  };
  const runner = createRunner({
    labId: 'any',
    compute: { newRun: () => 1, ask, dispose: () => {} } as unknown as Compute,
    progress: ({ frame }) => shown.push(frame.result.tables),
    failed: (error) => shown.push(error.message),
    training: undefined,
    nextFrame: () => {},
    held: () => held,
  });
  const rest = () => new Promise((resolve) => setTimeout(resolve));
  const planOf = (x: number) => ({ values: { x }, seed: 1, data: undefined, steps: 0, changes: [] });
  await runner.open(planOf(1));
  held = true;
  const opened = await runner.open(planOf(2));
  expect(opened?.frame.result.tables).toEqual({ quick: { x: 2 }, slow: { x: 1 } });
  runner.edit({ x: 3 });
  await rest();
  held = false;
  runner.released();
  await rest();
  runner.released();
  await rest();
  expect(shown).toEqual([
    { quick: { x: 3 }, slow: { x: 1 } },
    { quick: { x: 3 }, slow: { x: 3 } },
  ]);
  const requests = asked.filter((each) => each !== undefined && each !== 'close');
  expect(requests).toEqual(['open', 'open', true, 'next', true, 'next']);
});
