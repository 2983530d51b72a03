// The user's own numbers, in the ways in which people write them down.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from '../../core/data/numbers.ts';
import { csvOf } from '../../core/lab/csv.ts';

const read = (text: string | Uint8Array) => {
  const { columns } = readNumbers('file.csv', typeof text === 'string' ? new TextEncoder().encode(text) : text);
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, [...column]]));
};
const refused = (text: string | Uint8Array) => {
  try {
    read(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

describe('readNumbers', () => {
  it.each([
    ['commas and names', 'a,b\n1,2\n3,4\n', { a: [1, 3], b: [2, 4] }],
    ['no names', '1,2\n3,4', { x: [1, 3], y: [2, 4] }],
    ['four columns without names', '1,2,3,4\n5,6,7,8', { column1: [1, 5], column2: [2, 6], column3: [3, 7], column4: [4, 8] }],
    ['tabs', 'a\tb\n1\t2\n3\t4', { a: [1, 3], b: [2, 4] }],
    ['semicolons and decimal commas', 'a;b\n1,5;2\n-3;,25e1\n', { a: [1.5, -3], b: [2, 2.5] }],
    ['white space', ' 1.5   2\n 3\t4 \n', { x: [1.5, 3], y: [2, 4] }],
    ['one number a line', '1\n2\n\n3\n', { x: [1, 2, 3] }],
    ['one line of numbers', '1.2, 3.4, 5.6', { x: [1.2, 3.4, 5.6] }],
    ['a byte order mark, CRLF and quotes', '\ufeff"a ""b""","c, d"\r\n"1","2"\r\n', { 'a "b"': [1], 'c, d': [2] }],
    ['old line ends', 'a\r1\r2\r', { a: [1, 2] }],
    ['comments', '# from a friend\na\n# here\n1\n', { a: [1] }],
    ['the minus sign of mathematics', 'a\n−1.5\n1e−2', { a: [-1.5, 0.01] }],
    ['gaps, whose rows are left out', 'a,b\n1,2\nNA,3\n4,\n5,6', { a: [1, 5], b: [2, 6] }],
    ['columns of words, which are passed over', 'who,n\nann,1\nbob,2', { n: [1, 2] }],
    ['words without names', 'ann,1\nbob,2', { y: [1, 2] }],
    ['names twice, and none', 'a,a,\n1,2,3', { a: [1], 'a 2': [2], column3: [3] }],
    ['a comma in quotes, which may be of thousands: no number', 'a,b\n"1,500",2', { b: [2] }],
    ['short rows', 'a,b\n1,2\n3', { a: [1], b: [2] }],
  ])('takes %s', (_, text, columns) => {
    expect(read(text)).toEqual(columns);
  });

  it.each([
    ['words', 'animal\ndog\ncat', 'file.csv: expected a column of numbers, got "dog" in row 2, column 1'],
    ['one word', 'dog', 'file.csv: expected a column of numbers, got "dog" in row 1, column 1'],
    ['a word among numbers', '1\n2\ndog\n', 'file.csv: expected a column of numbers, got "dog" in row 3, column 1'],
    ['numbers that are too large', '1e999', 'file.csv: expected a column of numbers, got "1e999" in row 1, column 1'],
    ['nothing', '', 'file.csv: expected a column of numbers, got an empty file'],
    ['blank lines', '\n \n', 'file.csv: expected a column of numbers, got an empty file'],
    ['gaps only', 'a\nNA\n\nNA', 'file.csv: expected a column of numbers, got gaps only'],
    ['no row without a gap', 'a,b\n1,\n,2', 'file.csv: expected a row without gaps, got none'],
    ['a binary file', '\u0089PNG\u0000\u0001', 'file.csv: expected text with columns of numbers, got a binary file'],
  ])('refuses %s in one line', (_, text, message) => {
    expect(refused(text)).toBe(message);
  });

  it('tells which lines it left out for their gaps, and which columns for their words', () => {
    const read = readNumbers('mine.csv', new TextEncoder().encode('height,name,weight\n170,a,60\n,b,70\n180,c,NA\n165,d,55\n'));
    expect(read.columns).toEqual({ height: Float64Array.of(170, 165), weight: Float64Array.of(60, 55) });
    expect(read.left).toEqual({ rows: [3, 4], columns: ['name'] });
    expect(readNumbers('whole.csv', new TextEncoder().encode('x\n1\n2\n')).left).toBeUndefined();
  });

  it('refuses more than 64 MB before it looks', () => {
    expect(refused(new Uint8Array(100 * 1024 * 1024))).toBe('file.csv: expected at most 64 MB, got 100 MB');
  });

  it('refuses random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 400, maxLength: 800 }), (bytes) => {
        expect(refused(bytes)).toMatch(/^file\.csv: expected [^\n]*$/);
      }),
    );
  });

  it('takes the text of spreadsheets in Windows-1252 and UTF-16', () => {
    expect(read(Uint8Array.of(...Buffer.from('Gr\xf6\xdfe;n\n1,5;2', 'latin1')))).toEqual({ Größe: [1.5], n: [2] });
    expect(read(Uint8Array.of(...Buffer.from('\ufeffa\tb\n1\t2\n3\t4', 'utf16le')))).toEqual({ a: [1, 3], b: [2, 4] });
  });

  it('gives back any finite numbers to the last bit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (numbers) => {
        expect(read(`name\n${numbers.map((x) => (Object.is(x, -0) ? '-0' : x)).join('\n')}`)).toEqual({ name: numbers });
      }),
    );
  });

  it('takes a table that the lab wrote as data', () => {
    const text = csvOf({ lab: 'walk', version: 1, seed: 1, step: 0, values: {}, table: 't' }, { u: Float64Array.of(1, Number.NaN, 3) });
    expect(read(text)).toEqual({ u: [1, 3] });
  });

  it.each([
    ['galaxies.csv', { velocity: 82 }],
    ['faithful.csv', { eruptions: 272, waiting: 272 }],
    ['penguins.csv', { bill_length_mm: 342, bill_depth_mm: 342, flipper_length_mm: 342, body_mass_g: 342 }],
    ['eight-schools.csv', { y: 8, sigma: 8 }],
    ['horse-kicks.csv', { deaths: 200 }],
  ])('reads %s, which ships', (file, lengths) => {
    const { columns } = readNumbers(file, readFileSync(new URL(`../../samples/data/${file}`, import.meta.url)));
    expect(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.length]))).toEqual(lengths);
  });
});
