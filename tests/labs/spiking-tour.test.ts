// Each step of the tour waits for what it asks, and goes on once that was done.
import { expect, it } from 'vitest';
import { dataFor } from '../../cli/data.ts';
import type { Moment } from '../../core/lab/guide.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { guide } from '../../core/labs/spiking/declaration/guide.ts';
import { spiking } from '../../core/labs/spiking/lab.ts';

interface Doing {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly steps?: number;
  readonly highlight?: string;
}

/** By a step’s title, what does not do, and what does; all begin at the first frame. */
const doings: Readonly<Record<string, { readonly short: Doing; readonly does: Doing }>> = {
  'A digit moves': { short: { steps: 42 }, does: { steps: 43 } },
  'Nothing changes, nothing is spent': { short: { highlight: 'savedByTime' }, does: { highlight: 'operations' } },
  'Who saved it': { short: { highlight: 'operations' }, does: { steps: 1 } },
  'Where spikes cost more': { short: { highlight: 'operations' }, does: { steps: 1 } },
  'The same, bit for bit': { short: { set: { network: 'herding' } }, does: { set: { network: 'rounding' } } },
  'Your turn': { short: { steps: 2 }, does: { set: { up: 1 } } },
};

const tour = guide.tour ?? [];
const data = dataFor(spiking, initialValues(spiking.params), undefined);

it('is tried whole', () => expect(tour.map(({ title }) => title)).toEqual(Object.keys(doings)));

it.each(tour.map((step, at) => ({ ...step, at })))('waits for “$title”', async ({ title, at, done }) => {
  const preset = tour.slice(0, at + 1).findLast((step) => step.preset)?.preset ?? '';
  const values = parseValues(spiking.params, initialValues(spiking.params), spiking.presets[preset]?.values ?? {});
  const after = async ({ set = {}, steps = 0, highlight }: Doing): Promise<Moment> => {
    const now = parseValues(spiking.params, values, set);
    const run = await openRun(spiking, now, 1, await data);
    const { step, result } = await run.next(steps, now);
    return { scalars: result.scalars, tables: result.tables, values: now, step, highlight };
  };
  const begun = await after({});
  const { short, does } = doings[title] ?? { short: {}, does: {} };
  expect(done(begun, begun), 'it has begun').toBe(false);
  expect(done(await after(short), begun), 'too little').toBe(false);
  expect(done(await after(does), begun), 'done').toBe(true);
});
