// Which digit an image shows, as a regression on a target for each class.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import { openRun } from '../../core/lab/run.ts';
import { descriptionLength as lab } from '../../core/labs/descriptionLength/lab.ts';
import { classTask, largestOf } from '../../core/labs/descriptionLength/model/classes.ts';
import { presetValues } from './declaration-faults.ts';

const values = { ...presetValues(lab, 'classes'), cases: 100 };
const set = (await dataFor(lab, values, undefined))?.images as NonNullable<NonNullable<Awaited<ReturnType<typeof dataFor>>>['images']>;

describe('a target for each class', () => {
  it('is 1 for the class that it is, 0 for the others, of mean 0 and variance 1 over all', () => {
    const { sent, steps, outputs } = classTask(set.training, set.heldOut, 50);
    expect([outputs, sent.y.length, sent.x.length]).toEqual([10, 500, 50 * 64]);
    expect([...largestOf(sent.y, 10)]).toEqual([...(set.training.labels?.subarray(0, 50) ?? [])]);
    expect([...new Set(steps)].toSorted()).toEqual([100, 200]);
    const square = sent.y.reduce((sum, each) => sum + each * each, 0) / 500;
    expect([sent.y.reduce((sum, each) => sum + each, 0), square - 1].every((each) => Math.abs(each) < 1e-9)).toBe(true);
  });

  it('is refused of images without classes', () => {
    const { labels: _, ...without } = set.training;
    expect(() => classTask(without, set.heldOut, 50)).toThrow(InputError);
  });

  it('is learnt: the message gets shorter than without a network, and few held-out images are taken for another', async () => {
    const data = { name: 'classes', columns: {}, images: set };
    const run = await openRun(lab, values, 1, data);
    const before = (await run.next(0, values)).result.scalars;
    const { result } = await run.next(120, values);
    const after = result.scalars as Record<string, number>;
    expect(before.mistaken).toBeGreaterThan(0.7);
    expect(after.mistaken).toBeLessThan(0.5);
    expect(after.descriptionLength).toBeLessThan(after.trivialBits as number);
    for (const [estimate, error, exact] of [
      ['measured', 'measuredError', 'descriptionLength'],
      ['sampledBits', 'sampledError', 'dataBits'],
    ] as const)
      expect(Math.abs((after[estimate] as number) - (after[exact] as number)) / (after[error] as number)).toBeLessThan(4);
    expect(lab.sentence(result, values)).toMatch(/ % are taken for another digit\.$/);
    await expect(async () => run.export('envelope', values)).rejects.toThrow(InputError);
  });
});
