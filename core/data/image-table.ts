// Images in a table: one in each row, a number in each cell, perhaps with its label first or last.
import { dsvFormat } from 'd3-dsv';
import { megabytes, type NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { plainText } from '../base/plain-text.ts';
import { gunzipped } from '../io/gunzip.ts';
import { cellCount } from './cells.ts';
import { checkedImages, checkedLabels, checkSize, greyLevels, type ImageSet, isSquare, MOST_PIXELS, sideOf } from './images.ts';
import { type LabelEnd, labelColumn, labelsIn } from './table-labels.ts';

/** What a table of images does not say itself. */
export interface ImageTableOptions {
  /** The number that is white; without it 1 if no number is larger, else 255. */
  readonly white?: number;
  /** Where the label is in a table without a row of names. */
  readonly label?: LabelEnd;
  readonly classes?: readonly string[];
}

const isNumber = (cell: string) => cell !== '' && !Number.isNaN(Number(cell));

/** What is unpacked and read, in bytes: the cells of a text take several times as much. */
const MOST_TEXT = 128 * 1024 * 1024;

/** Beside the pixels of an image stand its label and the number of its row. */
const MOST_CELLS = MOST_PIXELS + 2;

/** Rows of cells, split at the first of tab, semicolon and comma that the first line has, else at white space; a decimal comma where none separates. */
function cellsOf(text: string): string[][] {
  const [first = ''] = text.trimStart().split(/\r\n?|\n/, 1);
  const separator = ['\t', ';', ','].find((sign) => first.includes(sign));
  const plain = (cell: string) => (separator === ',' ? cell.trim() : cell.trim().replace(/^(-?\d*),(\d+)$/, '$1.$2'));
  const cleaned = (row: readonly string[]) => row.map(plain);
  const rows = separator
    ? dsvFormat(separator).parseRows(text, cleaned)
    : text.split(/\r\n?|\n/).map((line) => cleaned(line.trim().split(/\s+/)));
  return rows.filter((row) => row.length > 1 || row[0] !== '');
}

/** From 0 or 1 on, one more in each cell. */
const counts = ([first, ...rest]: readonly string[]): boolean =>
  (first === '0' || first === '1') && rest.length > 0 && rest.every((cell, at) => Number(cell) === Number(first) + at + 1);

/** What the first row is, if no image: columns named by words, of which an image has one of at most, its label; or counted, as in no other row. */
function headOf([first = [], second = []]: readonly (readonly string[])[]): 'words' | 'count' | undefined {
  const counted = (row: readonly string[]) => row.length > 3 && [row, row.slice(1), row.slice(0, -1)].some(counts);
  if (counted(first)) return counted(second) ? undefined : 'count';
  const [at, more] = first.flatMap((cell, i) => (isNumber(cell) ? [] : [i]));
  if (at === undefined) return undefined;
  const inside = at > 0 && at < first.length - 1;
  return more !== undefined || inside || /^(label|class|target|y|digit)$/i.test(first[at] as string) ? 'words' : undefined;
}

/** Whether the first column but counts rows, as pandas and R write it beside the others. */
const hasIndex = (names: readonly string[] | undefined, body: readonly (readonly string[])[]) =>
  /^(unnamed: 0|index|id)?$/.test(names?.[0] ?? 'none') && counts(body.map(([cell = '']) => cell));

/**
 * A table, gzipped or not, with a square image in each row, from 0 to 1 or 0 to 255. The first or the last column is the label where it is named so,
 * where `options` say so, or where the others alone make a square: whole numbers from 0 to 255, or words. Throws InputError.
 */
export function readImageTable(name: string, file: NamedFile, options: ImageTableOptions = {}): ImageSet {
  const bytes = gunzipped(file.name, file.bytes);
  if (bytes.length > MOST_TEXT) throw new InputError(file.name, `at most ${megabytes(MOST_TEXT)} of text`, megabytes(bytes.length));
  const text = plainText(file.name, bytes, 'text with an image in each row');
  const { inLine } = cellCount(text);
  if (inLine > MOST_CELLS) throw new InputError(file.name, `images of at most ${MOST_PIXELS} pixels`, `rows of ${inLine} cells`);
  const rows = cellsOf(text);
  const [first] = rows;
  if (!first) throw new InputError(file.name, 'an image in each row', 'an empty file');
  const head = headOf(rows);
  const named = head !== undefined;
  const body = named ? rows.slice(1) : rows;
  const names = named ? first.map((cell) => cell.toLowerCase()) : undefined;
  const line = (row: number) => row + (named ? 2 : 1);
  body.forEach((row, at) => {
    if (row.length !== first.length) throw new InputError(file.name, `${first.length} cells in row ${line(at)}`, String(row.length));
  });
  const index = !isSquare(first.length) && hasIndex(names, body) ? 1 : 0;
  const end = options.label ?? labelColumn(file.name, names?.slice(index), body, index);
  const size = first.length - index - (end ? 1 : 0);
  const side = sideOf(file.name, size);
  checkSize(file.name, side, side);
  const from = index + (end === 'first' ? 1 : 0);
  const count = body.length;
  const values = new Float64Array(count * size);
  body.forEach((row, at) => {
    for (let i = 0; i < size; i += 1) {
      const cell = row[from + i] as string;
      if (!isNumber(cell)) throw new InputError(file.name, 'numbers', `"${cell.slice(0, 40)}" in row ${line(at)}, column ${from + i + 1}`);
      values[at * size + i] = Number(cell);
    }
  });
  const place = (i: number) => `row ${line(Math.floor(i / size))}, column ${from + (i % size) + 1}`;
  const pixels = greyLevels(file.name, values, place, options.white);
  const said = [file.name, ...(end ? [`labels in its ${end} column`] : []), ...(head === 'count' ? ['its first row taken for names'] : [])];
  const set = checkedImages(file.name, { name, rows: side, columns: side, count, pixels, from: said.join(', ') });
  const { classes } = options;
  if (!end) return classes ? { ...set, classes } : set;
  const found = labelsIn(
    file.name,
    body.map((row) => row[end === 'first' ? index : row.length - 1] as string),
    line,
  );
  const called = classes ?? found.classes;
  return { ...set, labels: checkedLabels(file.name, found.labels, count, called), ...(called && { classes: called }) };
}
