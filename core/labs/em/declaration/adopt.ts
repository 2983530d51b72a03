// Where components begin on data that were just chosen: along the first column, each in the middle of its share.
import type { Dataset } from '../../../data/dataset.ts';
import { middlesOf } from '../../middles.ts';
import type { EmValues } from './params.ts';

const rounded = (x: number) => Number(x.toPrecision(4));

export function adopt(values: EmValues, data: Dataset): Partial<EmValues> {
  const [first, second] = Object.values(data.columns);
  if (!first || first.length === 0) return {};
  // What was edited by hand were other rows.
  const found: Record<string, number | string> = { edits: '' };
  middlesOf(first, values.components).forEach((at, k) => {
    found[`x${k + 1}`] = rounded(first[at] as number);
    if (second) found[`y${k + 1}`] = rounded(second[at] as number);
    for (const name of ['wide', 'lean', 'tall']) found[`${name}${k + 1}`] = 0;
  });
  return found as Partial<EmValues>;
}
