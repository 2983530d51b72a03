// Edits that a hand has made to rows of data, and the text that they are kept as: `17:2.1 55;-3;+3.2 70`.
import type { EditsParam, When } from './param.ts';

/** Edits at most: what a hand does, not a data set of its own. */
export const MOST_EDITS = 300;

/** One number for each coordinate that a picture shows of a row. */
export type Place = readonly number[];

/** Rows are numbered from 1 as the data came, whatever else was edited. */
export interface Edits {
  /** In the order of their numbers, as are those removed. */
  readonly moved: ReadonlyMap<number, Place>;
  readonly removed: readonly number[];
  /** After all others, in the order in which they were added. */
  readonly added: readonly Place[];
}

const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function placeOf(text: string): Place | undefined {
  const words = text.trim().replaceAll('−', '-').split(/\s+/);
  const place = words.map((word) => (NUMBER.test(word) ? Number(word) + 0 : Number.NaN));
  return words.length <= 2 && place.every(Number.isFinite) ? place : undefined;
}

/** The edits that a text stands for: `17:2.1 55` moves row 17, `-3` removes row 3, `+3.2 70` adds a row. Undefined where it stands for none. */
export function readEdits(text: string): Edits | undefined {
  const moved = new Map<number, Place>();
  const removed = new Set<number>();
  const added: Place[] = [];
  const items = text.trim() === '' ? [] : text.split(';').map((item) => item.trim());
  if (items.length > MOST_EDITS) return undefined;
  for (const item of items) {
    const [, row, to] = /^(\d+)\s*:(.*)$/.exec(item) ?? [];
    const [, gone] = /^[-−]\s*(\d+)$/.exec(item) ?? [];
    const number = Number(row ?? gone);
    const place = placeOf(to ?? item.slice(1));
    if (item.startsWith('+') && place) added.push(place);
    else if (!(number >= 1 && Number.isSafeInteger(number)) || moved.has(number) || removed.has(number)) return undefined;
    else if (gone !== undefined) removed.add(number);
    else if (place) moved.set(number, place);
    else return undefined;
  }
  return {
    moved: new Map([...moved].sort(([a], [b]) => a - b)),
    removed: [...removed].sort((a, b) => a - b),
    added,
  };
}

/** Their one text: the same edits have the same. */
export const editsText = ({ moved, removed, added }: Edits): string =>
  [
    ...[...moved].map(([row, to]) => `${row}:${to.join(' ')}`),
    ...removed.map((row) => `-${row}`),
    ...added.map((at) => `+${at.join(' ')}`),
  ].join(';');

/** A parameter whose value is the text of edits. */
export const edits = <const W extends When = never>(
  declared: Omit<EditsParam<W>, 'kind' | 'initial' | 'takes' | 'canonical'>,
): EditsParam<W> => ({
  kind: 'edits',
  initial: '',
  takes: `nothing, or edits of rows (17:2.1 55 moves, -3 removes, +3.2 70 adds) joined by semicolons, at most ${MOST_EDITS}`,
  canonical(text) {
    const read = readEdits(text);
    return read && editsText(read);
  },
  ...declared,
});
