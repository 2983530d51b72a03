// Which column of a table of images is the label, and what its cells say.
import { InputError } from '../base/input-error.ts';
import { isSquare } from './images.ts';

export type LabelEnd = 'first' | 'last';

const MOST_CLASSES = 256;
const isWord = (cell: string) => cell !== '' && Number.isNaN(Number(cell));
const isWhole = (cell: string) => /^\d{1,3}(\.0*)?$/.test(cell) && Number(cell) < MOST_CLASSES;

/** Whether whole numbers are all that lie between the least and the largest, and more than one: as classes are, and seldom a corner of images. */
function isCounted(cells: readonly string[]): boolean {
  const distinct = new Set(cells.map(Number));
  return distinct.size > 1 && Math.max(...distinct) - Math.min(...distinct) === distinct.size - 1;
}

/**
 * The end at which labels stand: where the name says so, or where the other columns alone make a square. Columns before `from` are none of the
 * table’s. Throws InputError where both ends might be.
 */
export function labelColumn(
  file: string,
  names: readonly string[] | undefined,
  body: readonly (readonly string[])[],
  from: number,
): LabelEnd | undefined {
  const columns = names?.length ?? (body[0]?.length ?? 0) - from;
  const ends: readonly LabelEnd[] = ['first', 'last'];
  const nameAt = (end: LabelEnd) => names?.at(end === 'first' ? 0 : -1) ?? '';
  const called = ends.find((end) => nameAt(end) === 'label');
  if (called || isSquare(columns) || !isSquare(columns - 1)) return called;
  const also = ends.find((end) => /^(class|target|y|digit)$/.test(nameAt(end)));
  if (also) return also;
  const cellsAt = (end: LabelEnd) => body.map((row) => row.at(end === 'first' ? from : -1) as string);
  const worded = ends.find((end) => body.length > 0 && cellsAt(end).every(isWord));
  if (worded) return worded;
  const whole = ends.filter((end) => cellsAt(end).every(isWhole));
  const counted = whole.filter((end) => isCounted(cellsAt(end)));
  const [end, other] = whole.length > 1 ? counted : whole;
  if (end && !other) return end;
  throw new InputError(
    file,
    'square images, or a first or last column named label',
    `${columns} columns, ${whole.length > 0 ? 'whole numbers at both ends' : 'no label at either end'}`,
  );
}

/** What the cells of a column of labels say: whole numbers from 0 to 255, or words, which are classes in their order. Throws InputError. */
export function labelsIn(
  file: string,
  cells: readonly string[],
  line: (row: number) => number,
): { readonly labels: Uint8Array; readonly classes?: readonly string[] } {
  const worded = cells.length > 0 && cells.every(isWord);
  const at = worded ? -1 : cells.findIndex((cell) => !isWhole(cell));
  if (at >= 0) throw new InputError(file, 'labels from 0 to 255, or words in all rows', `"${cells[at]?.slice(0, 40)}" in row ${line(at)}`);
  if (!worded) return { labels: Uint8Array.from(cells, Number) };
  const classes = [...new Set(cells)].sort();
  if (classes.length > MOST_CLASSES) throw new InputError(file, `at most ${MOST_CLASSES} classes`, String(classes.length));
  return { labels: Uint8Array.from(cells, (cell) => classes.indexOf(cell)), classes };
}
