// What is undone and redone: moments, one for each edit, and one for all edits of a gesture.
import type { TemporalState } from 'zundo';
import type { StoreApi } from 'zustand/vanilla';
import { same } from './differing.ts';
import type { Moment } from './moment.ts';
import type { RunAccess, StoredRun } from './stored-run.ts';

export interface RunHistory {
  /** Sets as one entry; of a gesture only the first edit is one. */
  record(change: Partial<StoredRun>): void;
  /** A gesture begins, or ends. */
  gesture(begins: boolean): void;
  /** Whether the gesture under way has its entry already. */
  recorded(): boolean;
  can(way: 'undo' | 'redo'): boolean;
  /** Puts the moment before the last entry in place, or the one after it. */
  go(way: 'undo' | 'redo'): void;
  /** Forgets the last entry where it leads to what is there: an edit that was refused is nothing to undo. */
  forgetRefused(): void;
}

/** `entries` is the store's history, which records nothing but what is recorded here. */
export function createHistory({ get, set }: RunAccess, entries: StoreApi<TemporalState<Moment>>): RunHistory {
  let gesture: 'none' | 'begun' | 'recorded' = 'none';

  const can: RunHistory['can'] = (way) => entries.getState()[way === 'undo' ? 'pastStates' : 'futureStates'].length > 0;

  const publish = () => {
    const [canUndo, canRedo] = [can('undo'), can('redo')];
    const before = get();
    if (canUndo !== before.canUndo || canRedo !== before.canRedo) set({ canUndo, canRedo });
  };

  return {
    can,
    record(change) {
      if (gesture === 'recorded') return set(change);
      if (gesture === 'begun') gesture = 'recorded';
      entries.getState().resume();
      set(change);
      entries.getState().pause();
      publish();
    },
    gesture(begins) {
      gesture = begins ? 'begun' : 'none';
    },
    recorded: () => gesture === 'recorded',
    go(way) {
      entries.getState()[way]();
      publish();
    },
    forgetRefused() {
      const { pastStates } = entries.getState();
      const before = pastStates.at(-1);
      const { values, seed, data } = get();
      if (!before?.values || !same(before.values, values) || before.seed !== seed || before.data !== data) return;
      entries.setState({ pastStates: pastStates.slice(0, -1) });
      publish();
    },
  };
}
