// Gives a run's store to what is drawn below it: a panel is given its run, two panels two.
import { createContext, type ReactNode, useContext } from 'react';
import { type StoreApi, useStore } from 'zustand';
import type { Lab } from '../core/lab/lab.ts';
import type { RunState } from './store.ts';

const RunContext = createContext<StoreApi<RunState> | undefined>(undefined);

export function RunProvider({ store, children }: { readonly store: StoreApi<RunState>; readonly children: ReactNode }) {
  return <RunContext value={store}>{children}</RunContext>;
}

/** The store itself, for what acts without being drawn again: `useRunStore().getState().play()`. */
export function useRunStore(): StoreApi<RunState> {
  const store = useContext(RunContext);
  if (!store) throw new Error('no run: wrap it in a RunProvider');
  return store;
}

/** What `selector` reads off the run; drawn again when that changes. Actions are stable. */
export function useRun<T>(selector: (state: RunState) => T): T {
  return useStore(useRunStore(), selector);
}

/** The run's lab, which stays the same: reading off it asks for no drawing again. */
export const useLab = (): Lab => useRunStore().getState().lab;
