// No pattern of the reader of numbers looks at a cell twice: a megabyte of what each matches worst is read in steps that grow with its length alone.
import { expect, it } from 'vitest';
import { isBlank, isGrouped, isNumeric, numberIn, rowsOf, withoutComments } from '../../core/data/cells.ts';

const MEGABYTE = 1_000_000;
const worst = (piece: string, end: string) => piece.repeat(MEGABYTE / piece.length) + end;

/** A pattern that tries each part of its text again would need 10¹² steps, which no machine ends within the time of a test. */
it.each([
  ['digits and a letter', worst('1', 'a')],
  ['points', worst('1.', 'a')],
  ['thousands', `1${worst(',111', 'a')}`],
  ['spaces', worst(' ', 'a')],
  ['spaces between words', `a${worst(' ', 'a')}`],
  ['signs', worst('-', '')],
  ['quotes', worst('"', 'a')],
  ['quotes written twice', `"${worst('""', 'a')}`],
  ['exponents', worst('1e', '')],
  ['comments', worst('# ', '')],
])('a megabyte of %s is no number, and is found so at once', (_, text) => {
  for (const mark of ['.', ','] as const) expect([numberIn(text, mark), isGrouped(text, mark)]).toEqual([Number.NaN, false]);
  expect([isNumeric(text), isBlank(text)]).toEqual([false, false]);
  expect(withoutComments(text).length).toBeLessThanOrEqual(text.length);
  for (const separator of [',', ';', '\t', ' ', ''] as const) expect(rowsOf(text, separator).length).toBeLessThanOrEqual(1);
});
