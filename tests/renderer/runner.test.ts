// When a run that plays asks for its next steps: once a frame of the screen, and not later than it must.
import { expect, it } from 'vitest';
import type { Compute } from '../../renderer/compute/client.ts';
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
