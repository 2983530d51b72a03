// How much a data set holds, and what was passed over when it was read, in words.
import type { Dataset } from '../data/dataset.ts';

/** So many lines are named; of more, how many there are says enough. */
const NAMED = 5;

const listed = (items: readonly (string | number)[]): string =>
  items.length <= NAMED ? items.join(', ') : `${items.slice(0, NAMED).join(', ')} …`;

/** `2 rows with gaps left out (lines 3, 5); words passed over: name`; empty where nothing was. */
function leftText({ left }: Pick<Dataset, 'left'>): string {
  if (!left) return '';
  const { rows, columns } = left;
  return [
    ...(rows.length > 0
      ? [
          `${rows.length} ${rows.length === 1 ? 'row with a gap' : 'rows with gaps'} left out (${rows.length === 1 ? 'line' : 'lines'} ${listed(rows)})`,
        ]
      : []),
    ...(columns.length > 0 ? [`words passed over: ${listed(columns)}`] : []),
  ].join('; ');
}

function imagesText(name: string, { training, heldOut }: NonNullable<Dataset['images']>): string {
  const from = (set: typeof training, known: string | undefined) => (set.from === undefined || set.from === known ? '' : ` (${set.from})`);
  const { count, rows, columns } = training;
  const all = `${count} ${count === 1 ? 'image' : 'images'} of ${rows} × ${columns}${from(training, name)}`;
  return training === heldOut ? all : `${all}, and ${heldOut.count} held out${from(heldOut, training.from)}`;
}

function countText({ name, columns, images }: Dataset): string {
  if (images) return imagesText(name, images);
  const names = Object.keys(columns);
  const rows = Object.values(columns)[0]?.length ?? 0;
  if (names.length === 1) return `${rows} ${rows === 1 ? 'number' : 'numbers'}`;
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${names.join(', ')}`;
}

/** All there is to say of a data set. */
export const dataText = (data: Dataset): string => [countText(data), leftText(data)].filter((text) => text !== '').join('; ');
