// The way in the light on its hardware: parts of its energy, over batches, and how long a battery lasts.

import { totalOf } from '../../../energy/estimate.ts';
import type { EnergyTable } from '../../../energy/table.ts';
import type { KilowattHourValues } from '../declaration/params.ts';
import { hardwareFor, joulesOn } from '../model/hardware.ts';
import { indexOf } from '../model/way-names.ts';
import type { Priced } from './priced.ts';

const MICRO = 1e6;
const column = (numbers: readonly number[]): Float64Array => Float64Array.from(numbers);
const SECONDS_A_DAY = 86_400;

/** Watt-hours in joules. */
export const inJoules = (wattHours: number): number => 3600 * wattHours;

/** Days that a battery lasts for nothing but answers. */
export const daysOf = (wattHours: number, joules: number, rate: number): number => inJoules(wattHours) / (joules * rate * SECONDS_A_DAY);

const partsOf = ({ compute, onChip, dram, idle }: Priced['joules']) => [compute, onChip, dram, idle].map(({ value }) => MICRO * value);

/** Powers of 2 up to the largest batch. */
const BATCHES = Array.from({ length: 13 }, (_, i) => 2 ** i);

export function hardwareTables(table: EnergyTable, { way, answers, joules, total }: Priced, values: KilowattHourValues) {
  const over = BATCHES.map((batch) => {
    const at = joulesOn(table, answers.work, hardwareFor(way, { ...values, batch }));
    return { batch, parts: [MICRO * totalOf(at).value, ...partsOf(at)] };
  });
  const rows = Array.from({ length: 5 }, (_, part) =>
    over.flatMap(({ batch, parts }) => ((parts[part] as number) > 0 ? [{ part, batch, microjoules: parts[part] as number }] : [])),
  ).flat();
  return {
    parts: { part: column([0, 1, 2, 3]), microjoules: column(partsOf(joules)) },
    overBatch: {
      part: column(rows.map(({ part }) => part)),
      batch: column(rows.map(({ batch }) => batch)),
      microjoules: column(rows.map(({ microjoules }) => microjoules)),
    },
    batchHere: { batch: column([values.batch]), microjoules: column([MICRO * total.value]) },
  };
}

/** Answers a second, from one in three hours to ten thousand. */
const RATES = Array.from({ length: 17 }, (_, i) => 10 ** (-4 + i / 2));

export function lastingTables(all: readonly Priced[], shown: Priced, { battery, rate }: KilowattHourValues) {
  const there = all.filter(({ total }) => total.value > 0);
  return {
    lasting: {
      method: column(there.flatMap(({ way }) => RATES.map(() => indexOf(way)))),
      rate: column(there.flatMap(() => RATES)),
      days: column(there.flatMap(({ total }) => RATES.map((each) => daysOf(battery, total.value, each)))),
    },
    rateHere:
      shown.total.value > 0
        ? { rate: column([rate]), days: column([daysOf(battery, shown.total.value, rate)]) }
        : { rate: column([]), days: column([]) },
  };
}
