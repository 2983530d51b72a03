// The user's own numbers: CSV, TSV or plain numbers become named columns.
import { dsvFormat } from 'd3-dsv';
import { MAX_FILE_BYTES, megabytes } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { plainText } from '../base/plain-text.ts';
import type { Dataset } from './dataset.ts';

interface Row {
  /** From 1, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
}

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '.']);
const isMissing = (cell: string) => MISSING.has(cell.toLowerCase());

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+−-]?\d*,\d+(e[+−-]?\d+)?$/i;

/** The number that a cell holds, or NaN. */
function numberOf(cell: string, comma: boolean): number {
  const text = (comma ? cell.replace(',', '.') : cell).replaceAll('−', '-');
  const number = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

/** Splits into cells at the first of tab, semicolon and comma that most lines have, else at white space. */
function rowsOf(text: string): { rows: readonly Row[]; comma: boolean } {
  // A comment stays as an empty line, so that lines keep their numbers.
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll(/^[ \t]*#.*$/gm, '');
  const sample = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 100);
  const separator = ['\t', ';', ','].find(
    (candidate) => 2 * sample.filter((line) => line.trim().includes(candidate)).length > sample.length,
  );
  const split = separator
    ? dsvFormat(separator).parseRows(lines)
    : lines.split('\n').map((line) =>
        line
          .trim()
          .split(/\s+/)
          .map((cell) => cell.replace(/^"(.*)"$/, '$1')),
      );
  const rows = split
    .map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const comma = separator !== ',' && rows.some(({ cells }) => cells.some((cell) => DECIMAL_COMMA.test(cell)));
  return { rows, comma };
}

function namesOf(head: Row | undefined, count: number): string[] {
  const plain = count <= 3 ? ['x', 'y', 'z'] : Array.from({ length: count }, (_, at) => `column${at + 1}`);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const wanted = head?.cells[at] || (head ? `column${at + 1}` : (plain[at] as string));
    let name = wanted;
    for (let again = 2; taken.has(name); again += 1) name = `${wanted} ${again}`;
    taken.add(name);
    return name;
  });
}

/**
 * The columns of numbers of a text file: comma, semicolon, tab or white space between cells, decimal comma where the comma
 * does not separate, a row of names or none, `#` comments. Columns with words are passed over; a row in which a column of
 * numbers has a gap is left out; a single line is one column. Throws InputError.
 */
export function readNumbers(name: string, bytes: Uint8Array): Dataset {
  if (bytes.length > MAX_FILE_BYTES) throw new InputError(name, `at most ${megabytes(MAX_FILE_BYTES)}`, megabytes(bytes.length));
  const { rows, comma } = rowsOf(plainText(name, bytes, 'text with columns of numbers'));
  const first = rows[0];
  if (!first) throw new InputError(name, 'a column of numbers', 'an empty file');

  const value = (cell: string | undefined) => (cell === undefined ? Number.NaN : numberOf(cell, comma));
  const gap = (cell: string | undefined) => cell === undefined || isMissing(cell);
  if (rows.length === 1 && first.cells.every((cell) => !Number.isNaN(value(cell)))) {
    return { name, columns: { x: Float64Array.from(first.cells, value) } };
  }

  const head = first.cells.every((cell) => Number.isNaN(value(cell))) ? first : undefined;
  const body = head && rows.length > 1 ? rows.slice(1) : rows;
  const count = Math.max(...rows.map(({ cells }) => cells.length));
  const names = namesOf(head, count);
  const word = (at: number) => body.find(({ cells }) => !gap(cells[at]) && Number.isNaN(value(cells[at])));
  const numeric = names.flatMap((column, at) => (!word(at) && body.some(({ cells }) => !gap(cells[at])) ? [{ column, at }] : []));
  if (numeric.length === 0) {
    const at = names.findIndex((_, column) => word(column));
    const found = word(at);
    const got = found ? `"${found.cells[at]?.slice(0, 40)}" in row ${found.line}, column ${at + 1}` : 'gaps only';
    throw new InputError(name, 'a column of numbers', got);
  }
  const whole = body.filter(({ cells }) => numeric.every(({ at }) => !gap(cells[at])));
  if (whole.length === 0) throw new InputError(name, 'a row without gaps', 'none');
  const columns = numeric.map(({ column, at }) => [column, Float64Array.from(whole, ({ cells }) => value(cells[at]))]);
  const rowsLeft = body.filter((row) => !whole.includes(row)).map(({ line }) => line);
  const columnsLeft = names.filter((column, at) => !numeric.some((one) => one.at === at) && word(at) !== undefined && column !== '');
  const left = rowsLeft.length + columnsLeft.length > 0 && { left: { rows: rowsLeft, columns: columnsLeft } };
  return { name, columns: Object.fromEntries(columns), ...left };
}
