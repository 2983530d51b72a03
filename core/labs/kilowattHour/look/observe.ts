// What is seen of a state.
import { answersPerKilowattHour, bitsPerJoule, correctPerKilowattHour, landauerJoules } from '../../../energy/efficiency.ts';
import { keep } from '../../../lab/keep.ts';
import { measurementOf } from '../../../lab/measurement.ts';
import { shownWay } from '../declaration/asked-ways.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import { tableOf } from '../declaration/table-in-force.ts';
import { whoseAnswer } from '../declaration/whose-answer.ts';
import { intensityOf } from '../model/carbon.ts';
import { indexOf, wayNames } from '../model/way-names.ts';
import type { KilowattHourState } from '../run/state.ts';
import { answersOf } from '../run/ways.ts';
import { answerTable, boardRatio, boardTables, measuredTable, operationTable, placedTables } from './answer-tables.ts';
import { daysOf, hardwareTables, inJoules, lastingTables } from './hardware-tables.ts';
import { type Priced, pricedBy } from './priced.ts';
import { pathsOf, pathTable } from './stopping.ts';
import { lookAtTraining } from './training.ts';

const MICRO = 1e6;
const JOULES_PER_KILOWATT_HOUR = inJoules(1000);
const KELVINS = 300;
const MILLION = 1e6;

/** J that a litre of water takes from 20 to 100 °C, at 4,186 J/(kg K). */
const LITRE = 80 * 4186;
const TELEPHONE = 13;
const LAMP = 10;
const CELL = 0.25;

const column = (numbers: readonly number[]): Float64Array => Float64Array.from(numbers);

/** Every way that was asked, with its price. */
function pricedWays(state: KilowattHourState, values: KilowattHourValues): readonly Priced[] {
  const { ways, labels, classes, learner, entries, kept } = state;
  const table = tableOf(values);
  const of = (wanted: boolean) =>
    Array.from(ways, ([way, each]) => ({ way, each }))
      .filter(({ each }) => each.stops === wanted)
      .map(({ way, each }) => [way, answersOf(each, labels, values.sure)] as const);
  // Only those that stop depend on how sure is sure enough.
  const found = new Map([...keep(kept, 'answers', ways, () => of(false)), ...of(true)]);
  const last = entries.at(-1);
  if (state.trains && last?.error !== undefined && learner.answerWork)
    found.set('trained', { error: last.error, crossEntropy: -last.bound, work: learner.answerWork, asked: 1, early: 0 });
  return wayNames.flatMap((way) => {
    const answers = found.get(way);
    return answers ? [pricedBy(table, values, classes, way, answers)] : [];
  });
}

export function observe(state: KilowattHourState, values: KilowattHourValues) {
  const { labels, classes, ways, kept } = state;
  const table = tableOf(values);
  const all = pricedWays(state, values);
  const way = shownWay(values);
  const shown = all.find((each) => each.way === way) ?? (all[0] as Priced);
  const { answers, joules, total, bits } = shown;
  const twin = values.dataset === 'mnist' ? all.find((each) => each.way === 'int8') : undefined;
  const ratio = boardRatio(twin);
  const intensity = intensityOf(values.region);
  const grams = (energy: number) => (intensity * energy) / JOULES_PER_KILOWATT_HOUR;
  const training = lookAtTraining(state, values);
  const stops = ways.get(way)?.stops === true;
  const paths = keep(kept, 'paths', ways, () => pathsOf(ways, labels));
  const found = measurementOf(values.measured);
  const here = found?.of === whoseAnswer(values) ? found : undefined;
  const { work } = answers;
  const scalars = {
    microjoules: MICRO * total.value,
    computeEnergy: MICRO * joules.compute.value,
    onChipEnergy: MICRO * joules.onChip.value,
    dramEnergy: MICRO * joules.dram.value,
    idleEnergy: MICRO * joules.idle.value,
    microjoulesLeast: MICRO * total.least,
    microjoulesMost: MICRO * total.most,
    joulesEstimated: total.value,
    bits,
    crossEntropy: answers.crossEntropy,
    error: 100 * answers.error,
    classes,
    bitsPerJoule: bitsPerJoule(answers.crossEntropy, classes, total.value),
    answersPerKilowattHour: answersPerKilowattHour(total.value),
    correctPerKilowattHour: correctPerKilowattHour(answers.error, total.value),
    gramsPerMillion: MILLION * grams(total.value),
    batteryDays: daysOf(values.battery, total.value, values.rate),
    ...(here && {
      joulesMeasured: here.joules,
      microjoulesMeasured: MICRO * here.joules,
      microjoulesMeasuredError: MICRO * here.standardError,
    }),
    ...(bits > 0 && { timesLandauer: total.value / (bits * landauerJoules(KELVINS)) }),
    ...(ratio !== undefined && { boardRatio: ratio }),
    multiplyAccumulates: work.multiplyAccumulatesFloat32 + work.multiplyAccumulatesInt8,
    ...work,
    networksAsked: answers.asked,
    earlyAnswers: 100 * answers.early,
    strayWork: state.strayWork,
    ...training.scalars,
    trainingGrams: grams(training.scalars.trainingJoules),
    answersToPay: training.scalars.trainingJoules / total.value,
  };
  const things = [
    JOULES_PER_KILOWATT_HOUR / LITRE,
    1000 / TELEPHONE,
    1000 / LAMP,
    intensity,
    1000 / CELL,
    answersPerKilowattHour(total.value),
  ];
  const boardRow = all.length + 1;
  const ladder = all
    .map((each, i) => ({ method: indexOf(each.way), joules: each.total.value, row: i + 1 }))
    .filter((rung) => rung.joules > 0);
  return {
    scalars,
    tables: {
      answers: answerTable(all),
      ...placedTables(all, shown),
      measuredHere: measuredTable(shown, here?.joules),
      ...boardTables(twin, boardRow),
      paths: pathTable(paths, table, values, classes),
      ...hardwareTables(table, shown, values),
      sureHere: { sure: column(stops ? [values.sure] : []), error: column(stops ? [100 * answers.error] : []) },
      operations: operationTable(all),
      limit: { joules: column(bits > 0 ? [bits * landauerJoules(KELVINS)] : []), row: column(bits > 0 ? [0] : []) },
      ladder: {
        method: column(ladder.map(({ method }) => method)),
        joules: column(ladder.map((rung) => rung.joules)),
        row: column(ladder.map(({ row }) => row)),
      },
      ...training.tables,
      things: { row: column(Array.from(things.keys())), count: column(things) },
      // Beside the mark.
      thingCounts: { count: column(things.map((count) => 8 * count)), row: column(Array.from(things.keys())), number: column(things) },
      ...lastingTables(all, shown, values),
    },
    grids: {},
  };
}
