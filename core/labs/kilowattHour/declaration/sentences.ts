// What is to be seen, in words: each claim is read off the numbers.
import { countNumber, shortNumber } from '../../../lab/number-text.ts';
import type { Result } from '../../../lab/result.ts';
import { type WayName, wayNames, wayTitles } from '../model/way-names.ts';
import { shownWay } from './asked-ways.ts';
import type { KilowattHourValues } from './params.ts';
import { tableOf } from './table-in-force.ts';

type Seen = Pick<Result, 'scalars' | 'tables' | 'names'>;

const number = ({ scalars }: Seen, name: string): number => scalars[name] ?? Number.NaN;
const short = (seen: Seen, name: string): string => shortNumber(number(seen, name));
const whole = (seen: Seen, name: string): string => countNumber(Math.round(number(seen, name)));
const LARGE = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
] as const;

/** Three digits and a word: `1.02 trillion`. */
function large(value: number): string {
  const [size, word] = LARGE.find(([each]) => Math.abs(value) >= each) ?? [1, ''];
  return `${shortNumber(value / size)}${word && ` ${word}`}`;
}

const many = (seen: Seen, name: string): string => large(number(seen, name));

const titled = (values: KilowattHourValues): string => wayTitles[shownWay(values)];

/** Rows of the ways that were asked, with a column of each. */
function rows({ tables: { answers } }: Seen, column: string): { readonly way: WayName; readonly value: number; readonly error: number }[] {
  return Array.from(answers?.method ?? [], (way, i) => ({
    way: wayNames[way] as WayName,
    value: answers?.[column]?.[i] ?? Number.NaN,
    error: answers?.error?.[i] ?? Number.NaN,
  }));
}

const most = (found: ReturnType<typeof rows>) => found.reduce((a, b) => (b.value > a.value ? b : a));

/** `61.2 µJ (41 to 80)`: without a band where least and most are the same. */
function energy(seen: Seen): string {
  const [least, most] = [number(seen, 'microjoulesLeast'), number(seen, 'microjoulesMost')];
  return `${short(seen, 'microjoules')} µJ${most > least * (1 + 1e-9) ? ` (${shortNumber(least)} to ${shortNumber(most)})` : ''}`;
}

export function sentence(seen: Seen, values: KilowattHourValues): string {
  const bits = number(seen, 'bits');
  const told =
    bits > 0
      ? `It tells ${shortNumber(bits)} bits about the label: ${many(seen, 'bitsPerJoule')} a joule, and ${many(seen, 'correctPerKilowattHour')} right answers a kilowatt-hour.`
      : `It misleads: ${shortNumber(bits)} bits about the label, so that no joule is well spent, though ${many(seen, 'correctPerKilowattHour')} answers a kilowatt-hour are right.`;
  return `${titled(values)}: an answer takes ${energy(seen)} by the table “${tableOf(values).title}”, an estimate. ${told}`;
}

export function efficiencySentence(seen: Seen, values: KilowattHourValues): string {
  const found = rows(seen, 'bitsPerJoule').filter(({ value }) => value > 0);
  if (found.length === 0) return 'No answer tells anything about the label.';
  const best = most(found);
  const surest = found.reduce((a, b) => (b.error < a.error ? b : a));
  const two =
    best.way === surest.way
      ? `${wayTitles[best.way]} is both the most frugal and the most accurate`
      : `${wayTitles[best.way]} gives most bits a joule, ${large(best.value)}; ${wayTitles[surest.way]} errs least, ${shortNumber(surest.error)} %, and gives ${large(surest.value)}`;
  const board = number(seen, 'boardRatio');
  return `${two}.${board > 0 ? ` Boards that were measured take ${shortNumber(board)} times what the table says of int8.` : ''}${values.ways === '' ? ' Nothing was chosen: the dense network stands in.' : ''}`;
}

export function correctSentence(seen: Seen): string {
  const best = most(rows(seen, 'correctPerKilowattHour'));
  return `${wayTitles[best.way]} gives most right answers a kilowatt-hour: ${large(best.value)}.`;
}

export function ladderSentence(seen: Seen, values: KilowattHourValues): string {
  const times = number(seen, 'timesLandauer');
  return times > 0
    ? `Forgetting as many bits as an answer of ${titled(values)} tells would take kT ln 2 each at 300 K: the estimate is ${large(times)} times that.`
    : `An answer of ${titled(values)} tells no bits: no limit stands below it.`;
}

export function partsSentence(seen: Seen, values: KilowattHourValues): string {
  const names = { computeEnergy: 'compute', onChipEnergy: 'memory on the chip', dramEnergy: 'DRAM', idleEnergy: 'idling' };
  const all = number(seen, 'microjoules');
  const [name, words] = Object.entries(names).reduce((a, b) => (number(seen, b[0]) > number(seen, a[0]) ? b : a));
  return `Of the ${energy(seen)} of ${titled(values)} ${shortNumber((100 * number(seen, name)) / all)} % go to ${words}.`;
}

export const batchSentence = (seen: Seen, values: KilowattHourValues): string =>
  `${values.batch === 1 ? 'Alone' : `In a batch of ${countNumber(values.batch)}`}, an answer of ${titled(values)} takes ${energy(seen)}; ${whole(seen, 'weightBytes')} bytes of weights are read for the batch.`;

export const stoppingSentence = (seen: Seen, values: KilowattHourValues): string =>
  `With ${shortNumber(values.sure)} as sure enough, ${titled(values)} asks ${short(seen, 'networksAsked')} networks an image, errs on ${short(seen, 'error')} %, and answers ${short(seen, 'earlyAnswers')} % before the last.`;

export function costsSentence(seen: Seen, { stops, price }: KilowattHourValues): string {
  const cost = seen.scalars.microjoulesPerBit;
  const worth = stops ? ` A bit is worth ${shortNumber(price)} µJ.` : '';
  if (cost !== undefined) return `In the last 100 steps a bit cost ${shortNumber(cost)} µJ.${worth}`;
  const steps = seen.tables.course?.step?.at(-1) ?? 0;
  return `${steps < 100 ? 'Training has not gone 100 steps' : 'In the last 100 steps nothing was gained'}: no price is known.${worth}`;
}

export const courseSentence = (seen: Seen): string =>
  `After ${short(seen, 'trainingJoules')} J by the table the bound of a held-out image is ${short(seen, 'bound')} nats.`;

export const operationsSentence = (seen: Seen, values: KilowattHourValues): string =>
  `An answer of ${titled(values)} takes ${whole(seen, 'multiplyAccumulates')} multiply–accumulates, ${whole(seen, 'additions')} additions and ${whole(seen, 'signWords')} operations on words of signs; ${whole(seen, 'weightBytes')} bytes of weights are read.`;

export const thingsSentence = (seen: Seen, values: KilowattHourValues): string =>
  `A kilowatt-hour pays for ${many(seen, 'answersPerKilowattHour')} answers of ${titled(values)} by the table; a million of them make ${short(seen, 'gramsPerMillion')} g of CO₂.`;

export const lastingSentence = (seen: Seen, values: KilowattHourValues): string =>
  `With ${shortNumber(values.rate)} answers a second of ${titled(values)} and nothing else ${values.battery} Wh last ${short(seen, 'batteryDays')} days by the table.`;
