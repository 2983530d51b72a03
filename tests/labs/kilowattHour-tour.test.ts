// Each step of the tour waits for what it asks, and goes on once that was done: all of it is said by values, step and what is pointed at.
import { expect, it } from 'vitest';
import type { Moment } from '../../core/lab/guide.ts';
import { initialValues, parseValues } from '../../core/lab/param.ts';
import { guide } from '../../core/labs/kilowattHour/declaration/guide.ts';
import { kilowattHour as lab } from '../../core/labs/kilowattHour/lab.ts';

interface Doing {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly step?: number;
  readonly highlight?: string;
}

/** By a step’s title, what does not do, and what does. */
const doings: Readonly<Record<string, { readonly short: Doing; readonly does: Doing }>> = {
  'What did this network cost?': { short: { set: { shown: 'pruned' } }, does: { set: { shown: 'float32' } } },
  'Not the products': { short: { set: { weightsIn: 'small' } }, does: { set: { weightsIn: 'dram' } } },
  'Read once, used often': { short: { set: { batch: 16 } }, does: { set: { batch: 17 } } },
  'And on a hearing aid?': { short: { set: { battery: 1 } }, does: { set: { rate: 1 } } },
  'An estimate is no measurement': { short: { highlight: 'microjoules' }, does: { highlight: 'bitsPerJoule' } },
  'Easy images, short answers': { short: { set: { additions: 'float32' } }, does: { set: { sure: 0.8 } } },
  'When to stop learning': { short: { step: 200 }, does: { step: 200, set: { price: 5 } } },
};

const tour = guide.tour ?? [];

it('is tried whole', () => expect(tour.map(({ title }) => title)).toEqual(Object.keys(doings)));

it.each(tour.map((step, at) => ({ ...step, at })))('waits for “$title”', ({ title, at, done }) => {
  const preset = tour.slice(0, at + 1).findLast((step) => step.preset)?.preset ?? '';
  const values = parseValues(lab.params, initialValues(lab.params), lab.presets[preset]?.values ?? {});
  const after = ({ set = {}, step = 150, highlight }: Doing): Moment => ({
    scalars: {},
    tables: {},
    values: parseValues(lab.params, values, set),
    step,
    highlight,
  });
  const begun = after({});
  const { short, does } = doings[title] ?? { short: {}, does: {} };
  expect(done(begun, begun), 'it has begun').toBe(false);
  expect(done(after(short), begun), 'too little').toBe(false);
  expect(done(after(does), begun), 'done').toBe(true);
});
