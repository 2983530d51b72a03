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
    ['a comma in quotes, between thousands', 'a,b\n"1,500.25",2', { a: [1500.25], b: [2] }],
    ['short rows', 'a,b\n1,2\n3', { a: [1], b: [2] }],
    ...['-', '<NA>', '-nan', '#N/A', '1.#QNAN', ':', 'n.a.'].map(
      (blank) => [`${blank} as a gap`, `x,y\n1.5,7\n${blank},8\n3.5,9\n`, { x: [1.5, 3.5], y: [7, 9] }] as const,
    ),
    ['decimal commas where the name above has none', 'x\n1,5\n2,5\n3,5\n', { x: [1.5, 2.5, 3.5] }],
    ['decimal commas between white space', '1,5 2,5\n2,5 3,5\n', { x: [1.5, 2.5], y: [2.5, 3.5] }],
    ['decimal commas and a point between thousands', 'x;y\n1.234,5;7\n12,5;8\n', { x: [1234.5, 12.5], y: [7, 8] }],
    ['decimal commas under names with commas', 'height, cm;weight, kg\n1,5;2,5\n', { 'height, cm': [1.5], 'weight, kg': [2.5] }],
    ['decimal commas beside dates', 'day;x\n2020-01-01;1,5\n2020-01-02;2,5\n', { x: [1.5, 2.5] }],
    ['decimal commas under a name of two words', 'my height\n1,5\n2,25\n', { 'my height': [1.5, 2.25] }],
    ['thousands apart by points alone', '-2.276.006\n1.195.593\n', { x: [-2276006, 1195593] }],
    ['thousands apart by spaces or apostrophes', 'x;y\n1 234,5;2’345\n12\u00a0345;6\n', { x: [1234.5, 12345], y: [2345, 6] }],
    ['exponents of Fortran', '1.5D+03 2\n2.5d-1 3\n', { x: [1500, 0.25], y: [2, 3] }],
    ['names of rows as R writes them', '"x" "y"\n"1" 1.5 10\n"2" 2.5 20\n', { x: [1.5, 2.5], y: [10, 20] }],
    ['names of rows under an empty name', '"","x"\n"1",1.5\n"2",2.5\n', { x: [1.5, 2.5] }],
    ['names of rows as pandas prints them', '     x   y\n0  1.5  10\n7  2.5  20\n', { x: [1.5, 2.5], y: [10, 20] }],
    ['names of rows under a conventional name', 'rownames,x\n1,5\n2,6\n', { x: [5, 6] }],
    ['words as names of rows', 'x;y\nann;1,5;2\nbob;2,5;3\n', { x: [1.5, 2.5], y: [2, 3] }],
    ['a sign as the name above the names of rows', '#,x\n1,1.5\n2,2.5\n', { x: [1.5, 2.5] }],
    ['a separator at the end of each line, which makes no names of rows', 'a,b\n1,2,\n3,4,\n', { a: [1, 3], b: [2, 4] }],
    ['a first column that counts under a name of its own', 'day,x\n1,5\n2,6\n', { day: [1, 2], x: [5, 6] }],
    ['a number among the names, the columns in their order', 'x,2019\n1.5,7\n2.5,8\n', { x: [1.5, 2.5], 'column 2019': [7, 8] }],
    ['numbers in quotes as names', '"2019","2020"\n1.5,7\n', { 'column 2019': [1.5], 'column 2020': [7] }],
    ['quotes about what holds a separator, which make no names', '"0,5","1,5"\n2,3\n4,"1,25"', { x: [0.5, 2, 4], y: [1.5, 3, 1.25] }],
    ['the separator that a spreadsheet was told', 'sep=;\nx;y\n1,5;2\n2,5;3\n', { x: [1.5, 2.5], y: [2, 3] }],
    ['a separator told where another could be', 'sep=;\n1,5\n2,5\n', { x: [1.5, 2.5] }],
    ['bars', 'name|v\nx|1\ny|2', { v: [1, 2] }],
    ['a title and units that are marked', '# mine\nx,y\n% m,s\n1,2\n// more\n3,4\n', { x: [1, 3], y: [2, 4] }],
  ] as const)('takes %s', (_, text, columns) => {
    expect(read(text)).toEqual(columns);
  });

  it.each([
    ['words', 'animal\ndog\ncat', 'file.csv: expected a column of numbers, got "dog" in row 2, column 1'],
    ['one word', 'dog', 'file.csv: expected a column of numbers, got "dog" in row 1, column 1'],
    ['a word among numbers', '1\n2\ndog\n', 'file.csv: expected a number or a blank, got "dog" in row 3, column 1'],
    [
      'a word in one of several columns',
      'x,y\n1.5,7\nabc,8\n3.5,9\n',
      'file.csv: expected a number or a blank, got "abc" in row 3, column 1',
    ],
    ['what is infinite', 'x,y\n1.5,7\ninf,8\n3.5,9\n', 'file.csv: expected a number or a blank, got "inf" in row 3, column 1'],
    [
      'infinite numbers beside a finite one',
      'x,y\n-inf,7\nInfinity,8\n3.5,9\n',
      'file.csv: expected a number or a blank, got "-inf" in row 2, column 1',
    ],
    [
      'a fault of a spreadsheet',
      'x,y\n1.5,7\n#DIV/0!,8\n3.5,9\n',
      'file.csv: expected a number or a blank, got "#DIV/0!" in row 3, column 1',
    ],
    ['a footer', 'x,y\n1,7\n2,8\nTotal: 2\n', 'file.csv: expected a number or a blank, got "Total: 2" in row 4, column 1'],
    ['a footer with commas', 'x,y\n1,7\n2,8\nby me, you, and us\n', 'file.csv: expected 2 cells in each row, got 3 in row 4'],
    ['units', 'x,y\nm,s\n1,2\n3,4\n', 'file.csv: expected a number or a blank, got "m" in row 2, column 1'],
    ['a title', 'My data\nx,y,z\n1,2,3\n3,4,5\n', 'file.csv: expected names above 3 columns, got 1 in row 1, "My data" first'],
    ['two decimal marks', 'x;y\n1,5;2.5\n2,5;3.5\n', 'file.csv: expected a number or a blank, got "2.5" in row 2, column 2'],
    [
      'a comma that separates and marks decimals',
      'x,y\n1,5,2\n2,5,3\n',
      'file.csv: expected names above 3 columns, got 2 in row 1, "x" first',
    ],
    ['numbers that are too large', '1e999', 'file.csv: expected a number or a blank, got "1e999" in row 1, column 1'],
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

  it('tells of names of rows, and of columns without a number', () => {
    const { left } = readNumbers('mine.csv', new TextEncoder().encode(',x,who,note\n1,5,ann,\n2,6,bob,\n'));
    expect(left).toEqual({ rows: [], columns: ['who', 'note'], rowNames: true });
  });

  it.each([
    ['a comma that separates or marks decimals', '1,5\n2,5\n', [{ x: [1, 2], y: [5, 5] }, { x: [1.5, 2.5] }]],
    ['three digits behind a comma', 'y\n1,000\n3,500\n', [{ y: [1, 3.5] }, { y: [1000, 3500] }]],
    [
      'three digits behind a comma in quotes',
      'a,b\n"1,500",2',
      [
        { a: [1500], b: [2] },
        { a: [1.5], b: [2] },
      ],
    ],
    [
      'three digits behind a point between semicolons',
      '1.234;5\n3.456;6',
      [
        { x: [1.234, 3.456], y: [5, 6] },
        { x: [1234, 3456], y: [5, 6] },
      ],
    ],
    ['all of it', '1,234', [{ x: [1, 234] }, { x: [1.234] }, { x: [1234] }]],
    [
      'a first row that counts',
      '0,1,2\n5,6,7',
      [
        { 'column 0': [5], 'column 1': [6], 'column 2': [7] },
        { x: [0, 5], y: [1, 6], z: [2, 7] },
      ],
    ],
    ['a word above words', 'who,2019\nann,1', [{ y: [2019, 1] }, { 'column 2019': [1] }]],
  ])('offers each reading where nothing decides: %s', (_, text, readings) => {
    const data = readNumbers('mine.csv', new TextEncoder().encode(text));
    const all = [data, ...(data.spelled?.others ?? [])];
    expect(all.map(({ columns }) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, [...column]])))).toEqual(
      readings,
    );
    expect(new Set(all.map(({ spelled }) => spelled?.as)).size).toBe(readings.length);
    expect(all.every(({ spelled }) => spelled?.as !== '')).toBe(true);
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
    for (const mark of ['\ufeff', '']) {
      const wide = Buffer.from(`${mark}a\tb\n1\t2\n3\t4`, 'utf16le');
      expect(read(Uint8Array.from(wide))).toEqual({ a: [1, 3], b: [2, 4] });
      expect(read(Uint8Array.from(wide.swap16()))).toEqual({ a: [1, 3], b: [2, 4] });
    }
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
