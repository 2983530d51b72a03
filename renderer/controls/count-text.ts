// How much a data set holds, in words.
import type { Dataset } from '../../core/lab/dataset.ts';

export function countText({ columns, images }: Dataset): string {
  if (images) {
    const { training, heldOut } = images;
    return `${training.count} images of ${training.rows} × ${training.columns}, and ${heldOut.count} held out`;
  }
  const names = Object.keys(columns);
  const rows = Object.values(columns)[0]?.length ?? 0;
  if (names.length === 1) return `${rows} ${rows === 1 ? 'number' : 'numbers'}`;
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${names.join(', ')}`;
}
