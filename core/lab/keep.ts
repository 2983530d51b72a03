// What is slow to work out, kept between looks at a run, and from one run to the next on the same subject.
import { type Dataset, sameNumbers } from '../data/dataset.ts';
import type { Grid } from './result.ts';

/** The last of each kind, with what it was made for. */
export type Kept = Map<string, { readonly key: unknown; readonly value: unknown }>;

/** `make()`, made anew only when `key` changes. */
export function keep<T>(cache: Kept, kind: string, key: unknown, make: () => T): T {
  const last = cache.get(kind);
  if (last && last.key === key) return last.value as T;
  const value = make();
  cache.set(kind, { key, value });
  return value;
}

/**
 * What is kept of a subject: of all that `subject` and the data determine, whichever run asks. In `place` only the last subject stays; without
 * a place each run begins with nothing.
 */
export function keptOf(place: Kept | undefined, subject: unknown, data: Dataset | undefined): Kept {
  if (!place) return new Map();
  const made = () => ({ data, kept: new Map() as Kept });
  const key = JSON.stringify(subject);
  const last = keep(place, 'subject', key, made);
  if (last.data === data || (last.data && data && sameNumbers(last.data, data))) return last.kept;
  place.delete('subject');
  return keep(place, 'subject', key, made).kept;
}

/** Arrays of its own: what is kept between looks is not moved away. */
export function copied<T extends Readonly<Record<string, Readonly<Record<string, Float64Array>>>>>(tables: T): T {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => [
      name,
      Object.fromEntries(Object.entries(table).map(([column, each]) => [column, each.slice()])),
    ]),
  ) as T;
}

/** The same of a grid. */
export const copiedGrid = (grid: Grid): Grid => ({ ...grid, values: grid.values.slice() });
