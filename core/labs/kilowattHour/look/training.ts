// What training came to, look by look, and what it cost.
import type { KilowattHourValues } from '../declaration/params.ts';
import { tableOf } from '../declaration/table-in-force.ts';
import { costOfABit, SPAN } from '../model/cost-of-a-bit.ts';
import { joulesOfTraining } from '../model/hardware.ts';
import { type KilowattHourState, looksOf } from '../run/state.ts';

const MICRO = 1e6;

export function lookAtTraining(state: KilowattHourState, values: KilowattHourValues) {
  const looks = looksOf(state, values);
  const { examples, perEpoch } = state.learner;
  const cost = costOfABit(looks, looks.length - 1, examples);
  const known = cost !== undefined && Number.isFinite(cost) && cost > 0;
  const costs = looks.flatMap((_, at) => {
    const each = at < SPAN ? undefined : costOfABit(looks, at, examples);
    return each !== undefined && Number.isFinite(each) && each > 0
      ? [{ step: state.entries[at]?.step ?? 0, microjoules: MICRO * each }]
      : [];
  });
  return {
    scalars: {
      trainingJoules: joulesOfTraining(tableOf(values), state.work, values),
      bound: looks.at(-1)?.bound ?? Number.NaN,
      trainingLoss: -state.last,
      ...(known && { microjoulesPerBit: MICRO * cost, natsPerJoule: Math.LN2 / cost }),
      epoch: state.step / perEpoch,
    },
    tables: {
      course: {
        step: Float64Array.from(state.entries, ({ step }) => step),
        joules: Float64Array.from(looks, ({ joules }) => joules),
        bound: Float64Array.from(looks, ({ bound }) => bound),
      },
      costs: {
        step: Float64Array.from(costs, ({ step }) => step),
        microjoules: Float64Array.from(costs, ({ microjoules }) => microjoules),
      },
      priceHere: {
        step: Float64Array.from(values.stops ? [state.step] : []),
        microjoules: Float64Array.from(values.stops ? [values.price] : []),
      },
    },
  };
}
