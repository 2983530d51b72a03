// How good the draws are, and at what cost.
import { column } from '../../../lab/result.ts';
import { mapRowAt } from '../declaration/map-rows.ts';
import type { SamplersValues } from '../declaration/params.ts';
import { stepSizeOf } from '../declaration/step-size.ts';
import type { SamplersState } from '../run/state.ts';
import { methodOf, racersOf } from './axes.ts';
import { crossoverOf } from './noise.ts';
import { coordinatesOf, qualities } from './readings.ts';

/** Errors of all that race against their cost. */
export function raceOf({ main, rivals, fits }: SamplersState, values: SamplersValues) {
  const racers = racersOf(values);
  const lanes = [
    ...[main, ...rivals].map(({ name, milestones }) => ({ name: name as string, milestones })),
    ...fits.filter(({ family }) => racers.includes(family)).map(({ family, milestones }) => ({ name: family as string, milestones })),
  ];
  const rows = lanes.flatMap(({ name, milestones }) => milestones.map((milestone) => ({ method: methodOf(name), ...milestone })));
  const error = (row: (typeof rows)[number]) => (values.errorOf === 'mean' ? row.meanError : row.varianceError);
  const positive = (x: number) => (x > 0 ? x : Number.NaN);
  return {
    method: Float64Array.from(rows, ({ method }) => method),
    gradients: Float64Array.from(rows, ({ gradientEvaluations }) => positive(gradientEvaluations)),
    passes: Float64Array.from(rows, ({ dataPasses }) => positive(dataPasses)),
    error: Float64Array.from(rows, (row) => positive(error(row))),
  };
}

export function qualityTable(state: SamplersState, values: SamplersValues) {
  const rows = qualities(state, values);
  const positive = (x: number) => (x > 0 ? x : Number.NaN);
  return {
    draws: Float64Array.from(rows, ({ draws }) => draws),
    divergence: Float64Array.from(rows, ({ divergence }) => positive(divergence)),
    stein: Float64Array.from(rows, ({ stein }) => positive(stein)),
  };
}

export function coordinateTable(state: SamplersState, { temperature }: SamplersValues) {
  const rows = coordinatesOf(state);
  const truth = state.problem.truth(temperature);
  return {
    coordinate: column(rows.length, (i) => i + 1),
    mean: Float64Array.from(rows, ({ mean }) => mean),
    sd: Float64Array.from(rows, ({ sd }) => sd),
    exactMean: column(rows.length, (i) => truth?.means[i] ?? Number.NaN),
    exactSd: column(rows.length, (i) => Math.sqrt(truth?.variances[i] ?? Number.NaN)),
    ess: Float64Array.from(rows, ({ ess }) => ess),
    rhat: Float64Array.from(rows, ({ rhat }) => rhat),
  };
}

export function scheduleOf({ schedule }: SamplersState) {
  return { step: Float64Array.from(schedule, ({ step }) => step), stepSize: Float64Array.from(schedule, ({ stepSize }) => stepSize) };
}

export const mapTables = (state: SamplersState, values: SamplersValues) => {
  return {
    mapHere: { stepSize: Float64Array.of(stepSizeOf(values.sampler, values, 0)), row: Float64Array.of(mapRowAt(values)) },
    crossover: crossoverOf(state, values),
  };
};
