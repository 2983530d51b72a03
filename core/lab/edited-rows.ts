// What edits by hand make of rows, and one more edit: a row that is still there has a key that stays while others are edited.
import { InputError } from '../base/input-error.ts';
import { EDITABLE_ROWS } from './editable-rows.ts';
import { type Edits, editsText, type Place, readEdits } from './edits.ts';
import { editsInWords } from './edits-in-words.ts';

/** Throws Error: a parameter’s value has been read before. */
function editsOf(text: string): Edits {
  const edits = readEdits(text);
  if (!edits) throw new Error(`no edits: ${text}`);
  return edits;
}

/** Rows as edits leave them, `dimension` numbers each. Throws InputError that names `parameter` where these are no edits of these rows. */
export function editedRows(parameter: string, rows: Float64Array, dimension: number, text: string): Float64Array {
  if (text === '') return rows;
  const { moved, removed, added } = editsOf(text);
  const size = rows.length / dimension;
  const refuse = (expected: string, got: string) => new InputError(parameter, expected, got);
  if (size > EDITABLE_ROWS) throw refuse(`no edits of more than ${EDITABLE_ROWS} rows`, editsInWords(text));
  const beyond = [...moved.keys(), ...removed].find((row) => row > size);
  if (beyond !== undefined) throw refuse(`rows 1 to ${size}`, String(beyond));
  const short = added.find((place) => place.length < dimension);
  if (short) throw refuse(`${dimension} numbers for a row that is added`, short.join(' '));
  const gone = new Set(removed);
  const left = Array.from({ length: size }, (_, i) => i + 1).filter((row) => !gone.has(row));
  if (left.length + added.length === 0) throw refuse('a row that is left', editsInWords(text));
  const own = (row: number) => Array.from(rows.subarray((row - 1) * dimension, row * dimension));
  // A row that was moved along one axis keeps its place along the other.
  const kept = left.map((row) => [...(moved.get(row) ?? []), ...own(row).slice(moved.get(row)?.length ?? 0)]);
  return Float64Array.from([...kept, ...added].flatMap((place) => place.slice(0, dimension)));
}

/** The key of the row at `at`, from 0, of `size` that edits have left: its number as the data came, or −k for the k-th that was added. */
export function keyAt(text: string, size: number, at: number): number {
  const { removed, added } = editsOf(text);
  const kept = size - added.length;
  if (at >= kept) return -(at - kept + 1);
  return removed.reduce((number, row) => (row <= number ? number + 1 : number), at + 1);
}

/** Moved once more; a coordinate that `to` does not have stays. */
export function withMoved(text: string, key: number, to: Place): string {
  const { moved, removed, added } = editsOf(text);
  const after = (before: Place = []): Place => [...to, ...before.slice(to.length)];
  if (key < 0) return editsText({ moved, removed, added: added.map((place, i) => (i === -key - 1 ? after(place) : place)) });
  const numbers = [...moved, [key, after(moved.get(key))] as const].sort(([a], [b]) => a - b);
  return removed.includes(key) ? text : editsText({ moved: new Map(numbers), removed, added });
}

export function withRemoved(text: string, key: number): string {
  const { moved, removed, added } = editsOf(text);
  if (key < 0) return editsText({ moved, removed, added: added.filter((_, i) => i !== -key - 1) });
  const gone = [...new Set([...removed, key])].sort((a, b) => a - b);
  return editsText({ moved: new Map([...moved].filter(([row]) => row !== key)), removed: gone, added });
}

export function withAdded(text: string, at: Place): string {
  const { added, ...others } = editsOf(text);
  return editsText({ ...others, added: [...added, at] });
}
