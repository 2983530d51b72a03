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

/** `commas between cells, decimal points, a row of names`. */
export const spelledText = ({ separator, mark, headed, width }: Spelling): string =>
  [
    ...(width > 1 ? [between[separator]] : []),
    mark === ',' ? 'decimal commas' : 'decimal points',
    headed ? 'a row of names' : 'no row of names',
  ].join(', ');
