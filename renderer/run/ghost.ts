// What some lines leave behind when the run begins again: their tables of the run before.
import type { Lab } from '../../core/lab/lab.ts';
import type { StoredRun } from './stored-run.ts';

/** The tables that a run would leave behind now; those it was left itself as long as it has taken no step. */
export function createGhost({ plots }: Lab): (run: StoredRun) => StoredRun['ghost'] {
  const tables = new Set(
    Object.values(plots).flatMap(({ marks }) => marks.flatMap((mark) => (mark.mark === 'line' && mark.ghost ? [mark.table] : []))),
  );
  return ({ frame, ghost }) => {
    if (tables.size === 0 || !frame || frame.step === 0) return ghost;
    return Object.fromEntries(Object.entries(frame.result.tables).filter(([name]) => tables.has(name)));
  };
}
