// The user's own numbers: CSV, TSV or plain numbers become named columns.
import { MAX_FILE_BYTES, megabytes } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { plainText } from '../base/plain-text.ts';
import { cellCount, isBlank, isNumeric, numberIn, type Row, rowsOf, type Separator, withoutComments } from './cells.ts';
import { type Dataset, sameNumbers } from './dataset.ts';
import { type Spelling, spellingsOf } from './spelling.ts';
import { spelledTexts } from './spelling-text.ts';

function namesOf(cells: readonly string[] | undefined, count: number): string[] {
  const plain = count <= 3 ? ['x', 'y', 'z'] : Array.from({ length: count }, (_, at) => `column${at + 1}`);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const given = cells?.[at] || (cells ? `column${at + 1}` : (plain[at] as string));
    // A property whose name is a whole number would come before all others.
    const wanted = /^\d+$/.test(given) ? `column ${given}` : given;
    let name = wanted;
    for (let again = 2; taken.has(name); again += 1) name = `${wanted} ${again}`;
    taken.add(name);
    return name;
  });
}

/** Cells that are read: two million rows of four columns, and more. */
const MOST_CELLS = 10_000_000;

/** Throws InputError for a text of more cells than are read. */
function checkCells(name: string, text: string): void {
  const { all } = cellCount(text);
  if (all > MOST_CELLS) throw new InputError(name, `at most ${MOST_CELLS / 1e6} million cells`, `${Math.ceil(all / 1e6)} million`);
}

const excerpt = (cell: string | undefined) => `"${cell?.slice(0, 40)}"`;

const isShort = ({ named, width }: Spelling, head: Row) => named && head.cells.length === width - 1;

/** Throws InputError where there are not as many names, or more cells in a row, than in the others. */
function requireWidth(name: string, head: Row | undefined, body: readonly Row[], spelling: Spelling): void {
  const { width } = spelling;
  const end = ({ cells }: Row) => cells.findLastIndex((cell) => cell !== '') + 1;
  if (head && !isShort(spelling, head) && (end(head) > width || head.cells.length < width))
    throw new InputError(
      name,
      `names above ${width} ${width === 1 ? 'column' : 'columns'}`,
      `${end(head)} in row ${head.line}, ${excerpt(head.cells[0])} first`,
    );
  const long = body.find((row) => end(row) > width);
  if (long) throw new InputError(name, `${width} cells in each row`, `${end(long)} in row ${long.line}`);
}

interface Column {
  readonly name: string;
  readonly values: Float64Array;
  /** Whether any of its cells is a number, and whether any is a word. */
  readonly numbers: boolean;
  readonly words: boolean;
}

/** A column of numbers and blanks, or else of words. Throws InputError at the first cell that is neither. */
function columnOf(file: string, name: string, body: readonly Row[], at: number, { mark }: Spelling): Column {
  let [numbers, words] = [0, 0];
  let word: Row | undefined;
  let foreign: Row | undefined;
  const values = Float64Array.from(body, (row) => {
    const cell = row.cells[at] ?? '';
    if (isBlank(cell)) return Number.NaN;
    const value = numberIn(cell, mark);
    if (!Number.isNaN(value)) numbers += 1;
    else {
      words += 1;
      word ??= row;
      if (isNumeric(cell)) foreign ??= row;
    }
    return value;
  });
  const stranger = foreign ?? (numbers > 0 && numbers >= words ? word : undefined);
  if (stranger)
    throw new InputError(file, 'a number or a blank', `${excerpt(stranger.cells[at])} in row ${stranger.line}, column ${at + 1}`);
  return { name, values, numbers: numbers > 0, words: words > 0 };
}

function read(name: string, rows: readonly Row[], spelling: Spelling): Dataset {
  const { mark, headed, named, width } = spelling;
  const [first] = rows;
  if (rows.length === 1 && first?.cells.every((cell) => !Number.isNaN(numberIn(cell, mark))))
    return { name, columns: { x: Float64Array.from(first.cells, (cell) => numberIn(cell, mark)) } };

  const head = headed ? first : undefined;
  const body = headed ? rows.slice(1) : rows;
  requireWidth(name, head, body, spelling);
  const names = namesOf(head && isShort(spelling, head) ? ['', ...head.cells] : head?.cells, width);
  const columns = names.map((column, at) => columnOf(name, column, body, at, spelling)).slice(named ? 1 : 0);
  const numeric = columns.filter(({ numbers, words }) => numbers && !words);
  if (numeric.length === 0) {
    const at = names.length - columns.length + columns.findIndex(({ words }) => words);
    const row = body.find(({ cells }) => !isBlank(cells[at] ?? ''));
    throw new InputError(name, 'a column of numbers', row ? `${excerpt(row.cells[at])} in row ${row.line}, column ${at + 1}` : 'gaps only');
  }
  const whole = body.map((_, i) => numeric.every(({ values }) => !Number.isNaN(values[i])));
  if (!whole.includes(true)) throw new InputError(name, 'a row without gaps', 'none');
  const left = {
    rows: body.flatMap(({ line }, i) => (whole[i] ? [] : [line])),
    columns: columns.flatMap((column, at) => (numeric.includes(column) || !(column.words || head?.cells[at]) ? [] : [column.name])),
    ...(named && { rowNames: true }),
  };
  return {
    name,
    columns: Object.fromEntries(numeric.map((column) => [column.name, column.values.filter((_, i) => whole[i])])),
    ...((named || left.rows.length + left.columns.length > 0) && { left }),
  };
}

/** The separator that a spreadsheet was told in a first line of its own, `sep=;`. */
const TOLD = /^"?sep=([,;\t| ])"?\s*$/i;

/**
 * The columns of numbers of a text file: comma, semicolon, tab, bar or white space between cells, decimal point or comma, thousands set
 * apart or not, names above and beside or not, `#` comments; what makes all rows agree is taken. Columns of words are passed over, rows
 * with a gap left out; a single line is one column. What was passed over is told, and other readings where the text does not decide.
 * Throws InputError, at the first cell of a column of numbers that is neither a number nor a blank.
 */
export function readNumbers(name: string, bytes: Uint8Array): Dataset {
  if (bytes.length > MAX_FILE_BYTES) throw new InputError(name, `at most ${megabytes(MAX_FILE_BYTES)}`, megabytes(bytes.length));
  const whole = withoutComments(plainText(name, bytes, 'text with columns of numbers'));
  checkCells(name, whole);
  const [head = ''] = whole.trimStart().split('\n', 1);
  const told = TOLD.exec(head)?.[1] as Separator | undefined;
  const text = told ? whole.replace(head, '') : whole;
  const readings: { readonly data: Dataset; readonly spelling: Spelling }[] = [];
  let fault: unknown;
  for (const spelling of spellingsOf(text, told)) {
    try {
      const data = read(name, rowsOf(text, spelling.separator), spelling);
      if (!readings.some((other) => sameNumbers(data, other.data))) readings.push({ data, spelling });
    } catch (error) {
      fault ??= error;
    }
  }
  const [taken] = readings;
  if (!taken) throw fault ?? new InputError(name, 'a column of numbers', 'an empty file');
  if (readings.length === 1) return taken.data;
  const texts = spelledTexts(readings.map(({ spelling }) => spelling));
  const [first, ...others] = readings.map(({ data }, at) => ({ ...data, spelled: { as: texts[at] as string, others: [] } }));
  return { ...taken.data, spelled: { as: first?.spelled.as ?? '', others } };
}
