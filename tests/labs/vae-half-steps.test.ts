// Half-steps: one network learns, and the other does not move by a single bit.
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../core/io/safetensors.ts';
import { type Checkpoint, openRun, type Run } from '../../core/lab/run.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { bars, openSmall, smallValues } from './small-images.ts';

/** Weights and Adam’s moments by name, after these steps. */
function contents(run: Run): Map<string, readonly number[]> {
  const { tensors } = readSafetensors('f', (run.checkpoint() as Checkpoint).bytes);
  const names = tensors.filter(({ name }) => /^(en|de)coder\/|^flow\//.test(name)).map(({ name }) => name);
  return new Map(
    tensors
      .filter(({ name }) => !name.startsWith('codes/'))
      .map(({ name, values }) => {
        const moment = /^adam\/(\d+)$/.exec(name)?.[1];
        return [moment === undefined ? name : `${names[Math.floor(Number(moment) / 2)]} moment ${Number(moment) % 2}`, Array.from(values)];
      }),
  );
}

describe.each([
  ['dense networks', {}],
  ['a flow', { family: 'planar' }],
  ['convolutions', { network: 'convolutional' }],
  ['linear networks', { network: 'linear', likelihood: 'gaussian' }],
  ['the score function', { estimator: 'scoreFunction' }],
])('with %s', (_, raw) => {
  it.each(['encoder', 'decoder'] as const)('the %s alone learns, and the other keeps every bit, moments and all', async (trained) => {
    const run = await openSmall(raw);
    await run.next(7, smallValues(raw));
    const before = contents(run);
    await run.next(5, smallValues({ ...raw, trained }));
    const after = contents(run);
    run.close();
    expect(before.size).toBeGreaterThan(9);
    for (const [name, numbers] of after) {
      const learns = name.startsWith('decoder/') === (trained === 'decoder');
      if (learns) expect(numbers, name).not.toEqual(before.get(name));
      else expect(numbers, name).toEqual(before.get(name));
    }
  });
});

it('goes on from a checkpoint between half-steps bit for bit', async () => {
  const parts = [
    [6, 'both'],
    [9, 'encoder'],
    [4, 'decoder'],
    [5, 'encoder'],
    [6, 'both'],
  ] as const;
  const whole = await openSmall();
  const walked: unknown[] = [];
  const checkpoints: Checkpoint[] = [];
  for (const [steps, trained] of parts) {
    walked.push((await whole.next(steps, smallValues({ trained }))).result);
    checkpoints.push(whole.checkpoint() as Checkpoint);
  }
  const resumed = await openRun(vae, smallValues(), 1, bars, checkpoints[1] as Checkpoint);
  for (const [at, [steps, trained]] of parts.entries())
    if (at > 1) expect((await resumed.next(steps, smallValues({ trained }))).result).toEqual(walked[at]);
  for (const run of [whole, resumed]) run.close();
});

it('raises the bound by the encoder alone: q comes nearer to the posterior of the decoder as it is', async () => {
  const raw = { likelihood: 'gaussian', network: 'linear', batchSize: 60, estimator: 'stickingTheLanding', latentDimension: 2 };
  const run = await openSmall(raw);
  await run.next(100, smallValues(raw));
  const boundAfter = async (steps: number, trained: string) =>
    (await run.next(steps, smallValues({ ...raw, trained }))).result.scalars.linearElbo as number;
  const bounds = [await boundAfter(0, 'encoder')];
  for (let i = 0; i < 4; i += 1) bounds.push(await boundAfter(25, 'encoder'));
  for (let i = 1; i < bounds.length; i += 1) expect(bounds[i]).toBeGreaterThan(bounds[i - 1] as number);
  run.close();
});
