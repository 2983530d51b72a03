// Whose answer is measured: joules of one way are no other’s, nor its own where it works otherwise.
import { wayTitles } from '../model/way-names.ts';
import { shownWay } from './asked-ways.ts';
import type { KilowattHourValues } from './params.ts';

export function whoseAnswer(values: KilowattHourValues): string {
  const way = shownWay(values);
  const { dataset, sure, order, scale } = values;
  const more = { untilSure: `, ${sure}`, cascade: `, ${sure}`, sigmaDelta: `, ${order}, ${scale}` };
  return `${wayTitles[way]}, ${dataset}${way in more ? more[way as keyof typeof more] : ''}`;
}
