// How wide a text is drawn, from the advance widths of the font that ships: the same on every host, without a DOM.
import { interWidths } from './inter-widths.generated.ts';

/** Of a character that Inter’s subsets lack and another font draws. */
const ELSEWHERE = 750;

export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  const table = interWidths[weight];
  let thousandths = 0;
  for (const char of text) thousandths += table[char] ?? ELSEWHERE;
  return (thousandths * size) / 1000;
}

/** The text, or as much of its start as fits, ended by an ellipsis. */
export function fitText(text: string, width: number, size: number, weight: 400 | 600 = 400): string {
  if (textWidth(text, size, weight) <= width) return text;
  const chars = [...text];
  while (chars.length > 1 && textWidth(`${chars.join('')}…`, size, weight) > width) chars.pop();
  return `${chars.join('').trimEnd()}…`;
}

/** The text, or as many of its clauses as fit, from the first: a name is still true when what is added to it is left out. */
export function fitClauses(text: string, width: number, size: number, weight: 400 | 600 = 400): string {
  const ends = [text.length, ...[...text.matchAll(/[,;:] /g)].map(({ index }) => index).reverse()];
  const longest = ends.map((end) => text.slice(0, end)).find((part) => textWidth(part, size, weight) <= width);
  return longest ?? fitText(text.slice(0, ends.at(-1)), width, size, weight);
}
