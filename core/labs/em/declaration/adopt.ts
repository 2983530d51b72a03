// Where components begin on data that were just chosen: along the first column, each in the middle of its share.
import type { Dataset } from '../../../data/dataset.ts';
import { middlesOf } from '../../middles.ts';
import { toScale } from '../../to-scale.ts';
import type { EmValues } from './params.ts';

/** Data that are looked at, point by point, in every frame. */
export const MOST_ROWS = 20_000;

/** Root mean square distance from the mean. */
function spreadOf(column: Float64Array): number {
  const mean = column.reduce((sum, x) => sum + x / column.length, 0);
  return Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2 / column.length, 0));
}

export function adopt(values: EmValues, data: Dataset): Partial<EmValues> {
  const [first, second] = Object.values(data.columns);
  if (!first || first.length === 0) return {};
  const [across, up] = [spreadOf(first), second ? spreadOf(second) : 0];
  // What was edited by hand were other rows.
  const found: Record<string, number | string> = { edits: '' };
  middlesOf(first, values.components).forEach((at, k) => {
    found[`x${k + 1}`] = toScale(first[at] as number, across, 4);
    if (second) found[`y${k + 1}`] = toScale(second[at] as number, up, 4);
    for (const name of ['wide', 'lean', 'tall']) found[`${name}${k + 1}`] = 0;
  });
  // A direction as long as the data are wide.
  if (values.model === 'directions') Object.assign(found, { loadingAcross: toScale(across, across, 3), loadingUp: toScale(up, up, 3) });
  return found as Partial<EmValues>;
}
