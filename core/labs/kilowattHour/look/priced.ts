// An answer of each way in joules, bits, and both over each other.

import { bitsAboutLabel, correctPerKilowattHour } from '../../../energy/efficiency.ts';
import { type Joules, totalOf } from '../../../energy/estimate.ts';
import type { EnergyTable, Price } from '../../../energy/table.ts';
import type { Answers } from '../model/answers.ts';
import { type Hardware, hardwareFor, joulesOn } from '../model/hardware.ts';
import type { WayName } from '../model/way-names.ts';

export interface Priced {
  readonly way: WayName;
  readonly answers: Answers;
  readonly joules: Joules;
  readonly total: Price;
  readonly bits: number;
}

/** Throws InputError for work that the table does not price. */
export function pricedBy(table: EnergyTable, hardware: Hardware, classes: number, way: WayName, answers: Answers): Priced {
  const joules = joulesOn(table, answers.work, hardwareFor(way, hardware));
  return { way, answers, joules, total: totalOf(joules), bits: bitsAboutLabel(answers.crossEntropy, classes) };
}

/** Two numbers that are looked at over the error: of so many joules, which may be another’s than its own. */
export const yieldsOf = ({ bits, answers }: Priced, joules: number) => ({
  bitsPerJoule: bits / joules,
  correct: correctPerKilowattHour(answers.error, joules),
});
