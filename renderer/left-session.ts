// Where a page was when it was left: for the same one loaded again, which goes on there, and for the next one, which offers it.

export interface Left {
  readonly lab: string;
  /** The session's text, step and all, if it was at hand. */
  readonly session?: string;
  /** The id of the kept run that it is, or goes through. */
  readonly kept?: string;
  /** The fragment of the address that had been followed: another one is a link that is to be followed yet. */
  readonly hash: string;
}

const HERE = 'left-here';
const LEFT = 'left-session';

function written(storage: () => Storage, key: string, left: Left | undefined): boolean {
  try {
    if (left) storage().setItem(key, JSON.stringify(left));
    else storage().removeItem(key);
    return true;
  } catch {
    return false;
  }
}

function read(storage: () => Storage, key: string): Left | undefined {
  try {
    const found: unknown = JSON.parse(storage().getItem(key) ?? 'null');
    const { lab, hash } = (found ?? {}) as Partial<Left>;
    return typeof lab === 'string' && typeof hash === 'string' ? (found as Left) : undefined;
  } catch {
    return undefined;
  }
}

// To read either may be forbidden altogether.
const tab = () => sessionStorage;
const all = () => localStorage;

/** Says where this page is; to the next one, too, with `closing`. False where storage is full or forbidden. */
export function leave(left: Left, closing: boolean): boolean {
  // A text that has no room is read from the kept run.
  const { session: _, ...short } = left;
  const fits = written(tab, HERE, left) || (left.kept !== undefined && written(tab, HERE, short));
  return fits && (!closing || written(all, LEFT, left));
}

/** Where this very page was before it was loaded again, once: what cannot be opened does not come back. It is offered to no other page. */
export function takeHere(): Left | undefined {
  const here = read(tab, HERE);
  written(tab, HERE, undefined);
  if (here && JSON.stringify(here) === JSON.stringify(read(all, LEFT))) written(all, LEFT, undefined);
  return here;
}

/** Where another page was that is closed, once. */
export function takeLeft(): Left | undefined {
  const left = read(all, LEFT);
  written(all, LEFT, undefined);
  return left;
}
