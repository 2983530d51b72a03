// A run that is asked for begins at a checkpoint only if it is, up to there, the run that the checkpoint is of.
import { describe, expect, it } from 'vitest';
import type { Values } from '../../../core/lab/param.ts';
import { valuesAt } from '../../../core/lab/replay.ts';
import type { Change } from '../../../core/lab/session.ts';
import { goesThrough, type Plan, type Resumable } from '../../../renderer/compute/resumption.ts';

const data = { name: 'set', columns: {} };
const changes: readonly Change[] = [
  { step: 10, values: { rate: 2 } },
  { step: 20, values: { look: 5 } },
  { step: 50, values: { rate: 3 } },
];
const plan: Plan = { values: { rate: 1, look: 0 }, seed: 4, data, changes, steps: 80 };
const at = (step: number, over: Partial<Resumable> = {}): Resumable => ({
  values: plan.values,
  seed: 4,
  data,
  changes: changes.filter((change) => change.step < step),
  id: 'this run',
  checkpoint: { step, bytes: new Uint8Array(1) },
  ...over,
});
/** `look` changes nothing but the picture. */
const part = ({ look: _, ...rest }: Partial<Values>) => rest;

describe('goesThrough', () => {
  it.each([
    ['the same run', at(40), true],
    [
      'the same run looked at otherwise',
      at(40, { values: { rate: 1, look: 9 }, changes: [{ step: 10, values: { rate: 2, look: 1 } }] }),
      true,
    ],
    ['a change at the very step, which is not in force there yet', at(50), true],
    ['its own end', at(80, { changes }), true],
    ['beyond its end', at(81, { changes }), false],
    ['another start', at(40, { values: { rate: 7, look: 0 } }), false],
    ['another change on the way', at(40, { changes: [{ step: 11, values: { rate: 2 } }] }), false],
    ['a change more', at(60, { changes: [...changes, { step: 55, values: { rate: 9 } }] }), false],
    ['another seed', at(40, { seed: 5 }), false],
    ['other data', at(40, { data: { name: 'set', columns: {} } }), false],
    ['no step yet', at(0), false],
  ])('%s', (_, checkpoint, through) => {
    expect(goesThrough(plan, checkpoint, part)).toBe(through);
  });
});

it('tells the values in force when a step has been taken', () => {
  expect([10, 11, 30, 51].map((step) => valuesAt(plan, step))).toEqual([
    { rate: 1, look: 0 },
    { rate: 2, look: 0 },
    { rate: 2, look: 5 },
    { rate: 3, look: 5 },
  ]);
});
