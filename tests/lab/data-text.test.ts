// Data sets in words.
import { expect, test } from 'vitest';
import { type Dataset, otherReadings, thinned, withColumnAt } from '../../core/data/dataset.ts';
import { dataText, otherReadingsText, readingText } from '../../core/lab/data-text.ts';

const columns = (names: readonly string[], rows = 4) =>
  Object.fromEntries(names.map((name, k) => [name, Float64Array.from({ length: rows }, (_, i) => 10 * k + i)]));

test('says how much there is, and what was passed over', () => {
  expect(dataText({ name: 'a', columns: columns(['x'], 1) })).toBe('1 number');
  expect(dataText({ name: 'a', columns: columns(['height', 'weight']) })).toBe('4 rows of height, weight');
  const thin = thinned({ name: 'a', columns: columns(['x'], 1500), left: { rows: [7], columns: [] } }, 3);
  expect(dataText(thin)).toBe('3 numbers; taken evenly from 1,500; 1 row with a gap left out (line 7)');
  const left = { rows: [3, 5], columns: ['name'] };
  expect(dataText({ name: 'a', columns: columns(['height', 'weight']), left })).toBe(
    '4 rows of height, weight; 2 rows with gaps left out (lines 3, 5); no numbers taken from name',
  );
  expect(dataText({ name: 'a', columns: columns(['x']), left: { rows: [2], columns: [] } })).toBe(
    '4 numbers; 1 row with a gap left out (line 2)',
  );
  expect(dataText({ name: 'a', columns: columns(['x']), left: { rows: [1, 2, 3, 4, 5, 6, 7], columns: [] } })).toContain(
    '7 rows with gaps left out (lines 1, 2, 3, 4, 5 …)',
  );
});

test('names a column that has a name, and tells of names of rows', () => {
  const left = { rows: [], columns: [], rowNames: true };
  expect(dataText({ name: 'a', columns: columns(['weight']), left })).toBe('4 numbers of weight; names of rows passed over');
});

test('each reading has the others beside it, and its beginning in words', () => {
  const one = (as: string, k: number): Dataset => ({
    name: 'a',
    columns: columns(['x', 'y', 'z'].slice(0, k)),
    spelled: { as, others: [] },
  });
  const [first, second, third] = [one('commas', 3), one('points', 1), one('bars', 2)];
  const data: Dataset = { ...first, spelled: { as: 'commas', others: [second, third] } };
  expect(dataText(data)).toBe('4 rows of x, y, z');
  expect(readingText(data)).toBe('commas (x 0, 1, 2; y 10, 11, 12)');
  expect(otherReadingsText(data)[0]).toBe('a: could as well be read with points (x 0, 1, 2).');
  const [, bars] = otherReadings(data);
  expect([bars, ...otherReadings(bars as Dataset)].map((reading) => reading?.spelled?.as)).toEqual(['bars', 'commas', 'points']);
});

test('images are told with those held out, if any are', () => {
  const set = (count: number) => ({ name: 'a', rows: 2, columns: 3, count, pixels: new Uint8Array(6 * count) });
  const [one, four] = [set(1), set(4)];
  expect(dataText({ name: 'a', columns: {}, images: { training: four, heldOut: one } })).toBe('4 images of 2 × 3, and 1 held out');
  expect(dataText({ name: 'a', columns: {}, images: { training: one, heldOut: one } })).toBe('1 image of 2 × 3');
});

test('a column takes the place of another, and that one its place', () => {
  const data = { name: 'a', columns: columns(['a', 'b', 'c']) };
  expect(Object.keys(withColumnAt(data, 'c', 0).columns)).toEqual(['c', 'b', 'a']);
  expect(withColumnAt(data, 'c', 0).columns.c).toBe(data.columns.c);
  for (const [name, at] of [
    ['d', 0],
    ['a', 3],
  ] as const)
    expect(withColumnAt(data, name, at)).toBe(data);
});

test('of more rows than a lab works on so many are taken evenly, of each reading', () => {
  const [ten, nine] = [columns(['x', 'y'], 10), columns(['z'], 9)];
  const data: Dataset = { name: 'a', columns: ten, spelled: { as: 'commas', others: [{ name: 'a', columns: nine }] } };
  expect(thinned(data, 10)).toBe(data);
  const thin = thinned(data, 4);
  expect(thin.columns).toEqual({ x: Float64Array.of(0, 2, 5, 7), y: Float64Array.of(10, 12, 15, 17) });
  expect(thin.spelled?.others[0]?.columns).toEqual({ z: Float64Array.of(0, 2, 4, 6) });
});
