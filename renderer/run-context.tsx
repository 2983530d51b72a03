// Gives a run's store to what is drawn below it: a panel is given its run, two panels two.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Lab } from '../core/lab/lab.ts';
import { type Seen, seenOf } from './run/seen.ts';
import type { RunState } from './store.ts';

interface Provided {
  readonly store: StoreApi<RunState>;
  readonly seen: Seen;
}

const RunContext = createContext<Provided | undefined>(undefined);

export function RunProvider({ store, children }: { readonly store: StoreApi<RunState>; readonly children: ReactNode }) {
  const provided = useMemo(() => ({ store, seen: seenOf(store) }), [store]);
  return <RunContext value={provided}>{children}</RunContext>;
}

function useProvided(): Provided {
  const provided = useContext(RunContext);
  if (!provided) throw new Error('no run: wrap it in a RunProvider');
  return provided;
}

/** The store itself, for what acts without being drawn again: `useRunStore().getState().play()`. */
export const useRunStore = (): StoreApi<RunState> => useProvided().store;

/** What `selector` reads off the run; drawn again when that changes. Actions are stable. */
export function useRun<T>(selector: (state: RunState) => T): T {
  return useStore(useProvided().seen, selector);
}

/** The run's lab, which stays the same: reading off it asks for no drawing again. */
export const useLab = (): Lab => useRunStore().getState().lab;
