// How a table is spelled: what stands between cells and before decimals, whether names stand above and beside it.
import { isBlank, isGrouped, type Mark, numberIn, type Row, rowsOf, type Separator } from './cells.ts';

export interface Spelling {
  readonly separator: Separator;
  readonly mark: Mark;
  /** The first row holds the names of columns, */
  readonly headed: boolean;
  /** and the first column the names of rows. */
  readonly named: boolean;
  /** Cells in a row. */
  readonly width: number;
}

/** So many rows tell how the others are spelled. */
const SAMPLE = 1000;
const MARKS = /[,;\t|]/;

type Kind = 'number' | 'blank' | 'word';
const kindOf = (cell: string, mark: Mark): Kind => (isBlank(cell) ? 'blank' : Number.isNaN(numberIn(cell, mark)) ? 'word' : 'number');

const count = <T>(items: readonly T[], is: (item: T) => boolean): number => items.reduce((sum, item) => sum + (is(item) ? 1 : 0), 0);

/** The commonest number of cells below the first row; separators at the end of every line end it. */
function widthOf(rows: readonly Row[]): number {
  const body = rows.length > 1 ? rows.slice(1) : rows;
  const often = new Map<number, number>();
  for (const { cells } of body) often.set(cells.length, (often.get(cells.length) ?? 0) + 1);
  let [width = 0] = [...often].reduce((best, one) => (one[1] > best[1] ? one : best));
  while (width > 1 && rows.every(({ cells }) => !cells[width - 1])) width -= 1;
  return width;
}

/** A name without a letter or digit is none, and these are what R and pandas put above the names of rows. */
const isUnnamed = (name: string) => !/[\p{L}\p{N}]/u.test(name) || /^(row[._]?names?|unnamed: 0|index)$/i.test(name);

/** Whether cells may name rows: all different, and all words or whole numbers. */
function areNames(cells: readonly string[], mark: Mark): boolean {
  const words = cells.every((cell) => kindOf(cell, mark) === 'word');
  return new Set(cells).size === cells.length && (words || cells.every((cell) => /^\d+$/.test(cell)));
}

interface Names {
  readonly headed: boolean;
  readonly named: boolean;
  /** Nothing in the table speaks for the other reading of its first row. */
  readonly sure: boolean;
}

/** Whether names stand above and beside the table, by what its other rows hold. */
function namesIn(rows: readonly Row[], kinds: readonly (readonly Kind[])[], width: number, separator: Separator, mark: Mark): Names {
  const [first, second] = rows;
  const [firstKinds = [], ...bodyKinds] = kinds;
  if (!first || !second) return { headed: false, named: false, sure: true };
  const numeric = (at: number) => {
    const numbers = count(bodyKinds, (row) => row[at] === 'number');
    return numbers > 0 && numbers >= count(bodyKinds, (row) => row[at] === 'word');
  };
  const names = areNames(
    rows.slice(1).map(({ cells }) => cells[0] ?? ''),
    mark,
  );
  const words = firstKinds.includes('word');
  // Where only some cells are quoted, those are that hold a separator, or all that are no numbers.
  const inQuotes =
    first.quoted === first.cells.length && second.quoted < second.cells.length && !first.cells.some((cell) => MARKS.test(cell));
  // R writes no name above the names of rows. Where a comma separates, a decimal comma too many looks the same.
  const short = first.cells.length === width - 1 && names && (words || inQuotes || bodyKinds.every(([kind]) => kind === 'word'));
  if (short && (separator !== ',' || second.quoted > 0 || bodyKinds[0]?.[0] === 'word')) return { headed: true, named: true, sure: true };

  const named = names && width > 1 && isUnnamed(first.cells[0] ?? '') && first.cells.slice(1).some((cell) => cell !== '');
  const aboveNumbers = firstKinds.some((kind, at) => kind === 'word' && numeric(at)) || (words && !firstKinds.includes('number'));
  if (aboveNumbers || inQuotes) return { headed: true, named, sure: true };
  if (named) return { headed: true, named, sure: words };
  const counted =
    first.cells.length > 2 && first.cells.every((cell, at) => /^\d+$/.test(cell) && Number(cell) === Number(first.cells[0]) + at);
  if (counted) return { headed: first.cells[0] === '0', named: false, sure: false };
  return { headed: false, named: false, sure: !words };
}

interface Judged {
  readonly spelling: Spelling;
  /** What speaks against it, the weightiest first. */
  readonly against: readonly number[];
  readonly grouped: boolean;
}

/** The readings of rows at a separator and mark: two where nothing tells whether the first row holds names. */
function judge(rows: readonly Row[], separator: Separator, mark: Mark): Judged[] {
  const width = widthOf(rows);
  const kinds = rows.map(({ cells }) => cells.map((cell) => kindOf(cell, mark)));
  const { headed, named, sure } = namesIn(rows, kinds, width, separator, mark);
  const from = headed ? 1 : 0;
  const body = kinds.slice(from);
  const numbers = count(body, (row) => row.includes('number', named ? 1 : 0));
  const apart = separator === ' ' || separator === '';
  const contradicted = apart && headed && rows[0]?.quoted === 0 && rows[0].cells.some((cell) => MARKS.test(cell));
  const ragged =
    count(rows, ({ cells }) => cells.length < width || cells.slice(width).some((cell) => cell !== '')) + (separator === '' ? 0.5 : 0);
  const words = body.reduce((sum, row) => sum + count(row, (kind) => kind === 'word'), 0);
  const mixed = rows.reduce((sum, { cells, quoted }, i) => {
    const unread = (cell: string, at: number) => kinds[i]?.[at] === 'word' && MARKS.test(cell);
    return sum + (quoted > 0 ? 0 : count(cells.map(unread), (one) => one));
  }, 0);
  const against = [numbers > 0 ? 0 : 1, contradicted ? 1 : 0, ragged, words + mixed];
  const grouped = rows.some(({ cells }) => cells.some((cell) => isGrouped(cell, mark)));
  const one: Judged = { spelling: { separator, mark, headed, named, width }, against, grouped };
  return sure ? [one] : [one, { ...one, spelling: { ...one.spelling, headed: !headed, named: false } }];
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((x, i) => x !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number);
};

/**
 * How the text of a table may be spelled: separator and decimal mark are judged together, by whether all rows have as many cells as the
 * first and by what does not read as a number. Several where nothing in the text decides between them, the likelier ones first.
 */
export function spellingsOf(text: string, given: Separator | undefined): Spelling[] {
  const lines = text.split('\n', 4 * SAMPLE).join('\n');
  const candidates: readonly Separator[] = given ? [given] : [',', ';', '\t', '|', ' ', ''];
  const judged = candidates.flatMap((separator) => {
    if (separator.trim() !== '' || separator === '\t') if (!given && !lines.includes(separator)) return [];
    const rows = rowsOf(lines, separator).slice(0, SAMPLE);
    if (rows.length === 0) return [];
    const commas = separator === ';' || rows.some(({ cells }) => cells.some((cell) => /,|\.\d{3}\./.test(cell)));
    return (commas ? (['.', ','] as const) : (['.'] as const)).flatMap((mark) => judge(rows, separator, mark));
  });
  const best = judged.reduce<Judged | undefined>(
    (one, other) => (one && compare(one.against, other.against) <= 0 ? one : other),
    undefined,
  );
  // A comma that separates leaves the other mark for decimals; elsewhere decimals are likelier than thousands.
  const unlikely = ({ grouped, spelling: { separator } }: Judged) => (grouped && separator !== ',' ? 1 : 0);
  return judged
    .filter(({ against }) => best && compare(against, best.against) === 0)
    .toSorted((a, b) => unlikely(a) - unlikely(b))
    .map(({ spelling }) => spelling);
}
