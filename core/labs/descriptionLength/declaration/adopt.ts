// Who sends data that were just chosen: images by factors, numbers alone by a mixture, the last of several columns by a network.
import { type Dataset, OWN } from '../../../data/dataset.ts';
import type { DescriptionValues } from './params.ts';

/** Each is sent and learnt from by itself. */
export const MOST_ROWS = 20_000;

export function adopt({ subject }: DescriptionValues, { columns, images }: Dataset): Partial<DescriptionValues> {
  if (subject !== OWN) return {};
  return { by: images ? 'factors' : Object.keys(columns).length === 1 ? 'mixture' : 'network' };
}
