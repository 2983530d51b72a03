// How much a data set holds, how it was read, what was passed over, and what a lab takes of it, in words.
import type { Dataset } from '../data/dataset.ts';
import type { Lab } from './lab.ts';
import type { Values } from './param.ts';

/** So many lines are named; of more, how many there are says enough. */
const NAMED = 5;

const listed = (items: readonly (string | number)[]): string =>
  items.length <= NAMED ? items.join(', ') : `${items.slice(0, NAMED).join(', ')} …`;

/** `2 rows with gaps left out (lines 3, 5); no numbers taken from name`; empty where nothing was. */
function leftText({ left }: Pick<Dataset, 'left'>): string[] {
  if (!left) return [];
  const { rows, columns, rowNames, of } = left;
  const gaps = rows.length === 1 ? '1 row with a gap' : `${rows.length} rows with gaps`;
  return [
    ...(of === undefined ? [] : [`taken evenly from ${of.toLocaleString('en')}`]),
    ...(rows.length > 0 ? [`${gaps} left out (${rows.length === 1 ? 'line' : 'lines'} ${listed(rows)})`] : []),
    ...(rowNames ? ['names of rows passed over'] : []),
    ...(columns.length > 0 ? [`no numbers taken from ${listed(columns)}`] : []),
  ];
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
  // A column without a name is called x.
  if (names.length === 1) return `${rows} ${rows === 1 ? 'number' : 'numbers'}${names[0] === 'x' ? '' : ` of ${names[0]}`}`;
  return `${rows} ${rows === 1 ? 'row' : 'rows'} of ${names.join(', ')}`;
}

/** The beginning of a data set, by which one tells its readings apart: `x 1.5, 2.5`. */
const beginning = ({ columns }: Dataset): string =>
  Object.entries(columns)
    .slice(0, 2)
    .map(([name, column]) => `${name} ${listed([...column.subarray(0, 3)])}`)
    .join('; ');

/** How a data set was read where there are other ways: `decimal commas, no row of names (x 1.5, 2.5)`. */
export const readingText = (data: Dataset): string => `${data.spelled?.as} (${beginning(data)})`;

/** A line for each other way to read the data. */
export const otherReadingsText = ({ name, spelled }: Dataset): string[] =>
  (spelled?.others ?? []).map((other) => `${name}: could as well be read with ${readingText(other)}.`);

/** How much a data set holds, and what was passed over. */
export const dataText = (data: Dataset): string => [countText(data), ...leftText(data)].join('; ');

/** One line: what is in force of the user's numbers, the columns that play a role, and the parameters `moved` that were set to their scale. */
export function ownDataText({ params, data: declared }: Lab, data: Dataset, values: Values, moved: readonly string[]): string {
  const names = Object.keys(data.columns);
  const uses = names.length > 1 ? (declared?.uses?.(values, names.length) ?? []) : [];
  const used = uses.flatMap(({ role, at }) => (names[at] === undefined ? [] : [`${role}: ${names[at]}`]));
  const labels = moved.flatMap((name) => {
    const { label, group } = params[name] ?? {};
    return label === undefined ? [] : [`${label}${group === undefined || group === label ? '' : ` (${group.toLowerCase()})`}`];
  });
  const read = data.spelled ? [`read with ${data.spelled.as}`] : [];
  const parts = [dataText(data), ...read, ...used, ...(labels.length > 0 ? [`set to their scale: ${labels.join(', ')}`] : [])];
  return `${data.name}: ${parts.join('; ')}.`;
}
