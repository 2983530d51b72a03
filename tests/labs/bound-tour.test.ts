// Each step of the tour waits for what it asks, and goes on once that was done.
import { expect, it } from 'vitest';
import type { Moment } from '../../core/lab/guide.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { guide } from '../../core/labs/bound/declaration/guide.ts';
import { bound } from '../../core/labs/bound/lab.ts';

interface Doing {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly steps?: number;
  readonly highlight?: string;
}

/** By a step’s title, what does not do, and what does. */
const doings: Readonly<Record<string, { readonly short: Doing; readonly does: Doing }>> = {
  'Say what you believe': { short: { set: { q1: 0.51, q2: 0.49 } }, does: { set: { q1: 0.6, q2: 0.4 } } },
  'Let Bayes answer': { short: { set: { q1: 0.7, q2: 0.3 } }, does: { set: { q1: 0.76, q2: 0.24 } } },
  'Read the equation': { short: { set: { q1: 0.7, q2: 0.3 } }, does: { highlight: 'gap' } },
  'Let it descend': { short: { steps: 5 }, does: { steps: 25 } },
  'Miss something': { short: { set: { qMean: 0.9 } }, does: { set: { qMean: -0.9 } } },
  'Turn the temperature': { short: { set: { temperature: 2 } }, does: { set: { temperature: 2 }, steps: 1 } },
};

const tour = guide.tour ?? [];

it('is tried whole', () => expect(tour.map(({ title }) => title)).toEqual(Object.keys(doings)));

it.each(tour.map((step, at) => ({ ...step, at })))('waits for “$title”', async ({ title, at, done }) => {
  const preset = tour.slice(0, at + 1).findLast((step) => step.preset)?.preset ?? '';
  const values = parseValues(bound.params, initialValues(bound.params), bound.presets[preset]?.values ?? {});
  const stood = bound.presets[preset]?.steps ?? 0;
  const after = async ({ set = {}, steps = 0, highlight }: Doing): Promise<Moment> => {
    const run = await openRun(bound, values, 1);
    await run.next(stood, values);
    const now = parseValues(bound.params, values, set);
    const moved = Object.keys(set).length > 0 ? await openRun(bound, now, 1) : run;
    const { step, result } = await moved.next(steps, now);
    return { scalars: result.scalars, tables: result.tables, values: now, step: moved === run ? step : stood + step, highlight };
  };
  const begun = await after({});
  const { short, does } = doings[title] ?? { short: {}, does: {} };
  expect(done(begun, begun), 'it has begun').toBe(false);
  expect(done(await after(short), begun), 'too little').toBe(false);
  expect(done(await after(does), begun), 'done').toBe(true);
});
