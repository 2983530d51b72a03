// Where components begin on data that were just chosen: along the first column, each in the middle of its share.
import type { Dataset } from '../../../data/dataset.ts';
import type { EmValues } from './params.ts';

const rounded = (x: number) => Number(x.toPrecision(4));

export function adopt(values: EmValues, data: Dataset): Partial<EmValues> {
  const [first, second] = Object.values(data.columns);
  if (!first || first.length === 0) return {};
  const order = [...first.keys()].sort((a, b) => (first[a] as number) - (first[b] as number));
  const found: Record<string, number> = {};
  for (let k = 0; k < values.components; k += 1) {
    const at = order[Math.floor(((k + 0.5) / values.components) * order.length)] as number;
    found[`x${k + 1}`] = rounded(first[at] as number);
    if (second) found[`y${k + 1}`] = rounded(second[at] as number);
  }
  return found as Partial<EmValues>;
}
