// Text as rows of cells, and what a cell holds: a number, a blank or a word.

/** What stands before decimals. */
export type Mark = '.' | ',';

/** What stands between cells: a character, white space of any length (' '), or nothing (''), so that a line is one cell. */
export type Separator = ',' | ';' | '\t' | '|' | ' ' | '';

export interface Row {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** How many of them stood in quotes. */
  readonly quoted: number;
}

const SPACE = ' '.charCodeAt(0);
const END = '\n'.charCodeAt(0);
const BETWEEN = new Set(Array.from(',;\t|\n', (sign) => sign.charCodeAt(0)));

/**
 * How many cells a text has, in all and in its longest line, by the signs that may stand between them: at least as many as there are, counted before
 * any is taken out. Spaces beside another sign are none.
 */
export function cellCount(text: string): { readonly all: number; readonly inLine: number } {
  let [all, longest, inLine, apart] = [1, 1, 1, true];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    const parts = BETWEEN.has(sign);
    if (parts || (sign === SPACE && !apart)) {
      all += 1;
      inLine = sign === END ? 1 : inLine + 1;
      if (inLine > longest) longest = inLine;
    }
    apart = parts || sign === SPACE;
  }
  return { all, inLine: longest };
}

/** What pandas, R and offices of statistics write where nothing is known, in small letters. */
const BLANKS = new Set(
  ['', 'na', 'n/a', '#n/a', '#n/a n/a', '#na', '<na>', 'n.a.', 'nan', '-nan', '+nan', 'null', 'none', 'nil', '\\n'].concat([
    '1.#ind',
    '-1.#ind',
    '1.#qnan',
    '-1.#qnan',
    '?',
    '.',
    '..',
    ':',
    '-',
    '--',
    '–',
    '—',
    '−',
  ]),
);
export const isBlank = (cell: string): boolean => BLANKS.has(cell.toLowerCase());

// Fortran writes d for the exponent of a double.
const PLAIN = {
  '.': /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[ed][+-]?\d+)?$/i,
  ',': /^[+-]?(?:\d+(?:,\d+)?|,\d+)(?:[ed][+-]?\d+)?$/i,
};
const GROUPED = {
  '.': /^[+-]?[1-9]\d{0,2}([,'’ \u00a0\u2009\u202f])\d{3}(?:\1\d{3})*(?:\.\d*)?$/,
  ',': /^[+-]?[1-9]\d{0,2}([.'’ \u00a0\u2009\u202f])\d{3}(?:\1\d{3})*(?:,\d+)?$/,
};

const hyphened = (cell: string) => (cell.includes('−') ? cell.replaceAll('−', '-') : cell);

/** Whether a number has its thousands set apart, all of them by the same mark. */
export const isGrouped = (cell: string, mark: Mark): boolean => GROUPED[mark].test(hyphened(cell));

/** Whether a cell is no word, though it may be no number here: one with the other mark, or an infinite one. */
export const isNumeric = (cell: string): boolean =>
  /^[+−-]?(?:inf|infinity|∞)$/i.test(cell) ||
  [PLAIN['.'], PLAIN[','], GROUPED['.'], GROUPED[',']].some((form) => form.test(hyphened(cell)));

/** The finite number that a cell holds, its decimals behind `mark`, or NaN. */
export function numberIn(cell: string, mark: Mark): number {
  const text = hyphened(cell);
  const plain = PLAIN[mark].test(text);
  if (!plain && !GROUPED[mark].test(text)) return Number.NaN;
  const bare = plain ? text.replace(/d/i, 'e') : text.replaceAll(mark === ',' ? /[^\d,+-]/g : /[^\d.+-]/g, '');
  const number = Number(bare.replace(',', '.'));
  return Number.isFinite(number) ? number : Number.NaN;
}

/** Lines that are comments are emptied, so that the others keep their numbers; `#` before a separator is a name, `#N/A` a blank, `#REF!` a fault. */
export const withoutComments = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(/^[ \t]*(?:#(?!N\/?A\b|[A-Z/0]+[!?])|%|\/\/)(?![,;\t|]).*$/gm, '');

const unquoted = (cell: string) => (cell.includes('""') ? cell.replaceAll('""', '"') : cell).trim();

/** The rows that are not blank. A cell in quotes may hold separators, line ends, and quotes written twice. */
export function rowsOf(text: string, separator: Separator): Row[] {
  const between = separator === ' ' ? '[ \\t]+' : separator === '' ? '(?!)' : `\\${separator}`;
  const inside = separator === ' ' ? ' \\t' : separator === '' ? '' : `\\${separator}`;
  const cell = new RegExp(` *(?:"([^"]*(?:""[^"]*)*)" *(?=${between}|\\n|$)|([^${inside}\\n]*))(${between}|\\n|$)`, 'gy');
  const lines =
    separator === ' '
      ? text
          .split('\n')
          .map((line) => line.trim())
          .join('\n')
      : text;
  const rows: Row[] = [];
  let [cells, quoted, line, next]: [string[], number, number, number] = [[], 0, 1, 1];
  for (const [, inQuotes, plain, end] of lines.matchAll(cell)) {
    cells.push(inQuotes === undefined ? (plain as string).trim() : unquoted(inQuotes));
    if (inQuotes !== undefined) {
      quoted += 1;
      next += inQuotes.split('\n').length - 1;
    }
    if (end !== '' && end !== '\n') continue;
    next += 1;
    if (cells.some((one) => one !== '')) rows.push({ line, cells, quoted });
    [cells, quoted, line] = [[], 0, next];
  }
  return rows;
}
