// How a table was read, in words.
import type { Separator } from './cells.ts';
import type { Spelling } from './spelling.ts';

const between: Readonly<Record<Separator, string>> = {
  ',': 'commas between cells',
  ';': 'semicolons between cells',
  '\t': 'tabs between cells',
  '|': 'bars between cells',
  ' ': 'white space between cells',
  '': '',
};

const partsOf = ({ separator, mark, headed, width }: Spelling): readonly string[] => [
  width > 1 ? between[separator] : '',
  mark === ',' ? 'decimal commas' : 'decimal points',
  headed ? 'a row of names' : 'no row of names',
];

/** What tells each of several spellings from the others: `commas between cells, decimal points` and `decimal commas`. */
export function spelledTexts(spellings: readonly Spelling[]): string[] {
  const parts = spellings.map(partsOf);
  return parts.map((own) => own.filter((part, at) => part !== '' && parts.some((other) => other[at] !== part)).join(', '));
}
