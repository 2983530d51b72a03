// At the ends of sliders and of allowed ranges every model has finite numbers within their stated error, or says in one line what cannot be.
import { describe, expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import { InputError } from '../../core/base/input-error.ts';
import { checkIdentities } from '../../core/lab/identity.ts';
import { openRun } from '../../core/lab/run.ts';
import { bound } from '../../core/labs/bound/lab.ts';
import { type AtEnds, valuesAtEnds } from './ends.ts';

const own = { name: 'own.csv', columns: { x: Float64Array.of(0.5, -0.3, 1.2, 0.7), y: Float64Array.of(1, 0, 1, 1) } };

async function expectKnown(lab: typeof bound, { values }: AtEnds, steps: number) {
  try {
    const run = await openRun(lab, values, 1, await dataFor(lab, values, own));
    const { result, diverged } = await run.next(steps, values);
    expect(diverged).toBeUndefined();
    expect(Object.entries(result.scalars).filter(([, value]) => !Number.isFinite(value))).toEqual([]);
    expect(checkIdentities(lab.identities, result, values).filter(({ holds }) => !holds)).toEqual([]);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).toMatch(/^[^\n]+: expected [^\n]+, got [^\n]+$/);
  }
}

describe('at the ends of its numbers', () => {
  it.each(valuesAtEnds(bound, 'model'))('the model $model is known, row $row', (each) => expectKnown(bound, each, 2));
});
