// How much a data set holds, in words.
import type { Dataset } from '../../core/lab/dataset.ts';

export function countText({ columns }: Dataset): string {
  const names = Object.keys(columns);
  const rows = Object.values(columns)[0]?.length ?? 0;
  if (names.length === 1) return `${rows} ${rows === 1 ? 'number' : 'numbers'}`;
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${names.join(', ')}`;
}
