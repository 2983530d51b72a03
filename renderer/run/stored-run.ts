// A run's state as its store has it, and how the parts that the store is made of reach it.
import type { Values } from '../../core/lab/param.ts';
import type { RunState } from '../store.ts';

export interface StoredRun extends RunState {
  /** The values in force at step 0. */
  readonly start: Values;
}

export interface RunAccess {
  get(): StoredRun;
  set(change: Partial<StoredRun>): void;
}

/** One line that belongs to no control, and what can be done about it. */
export type Notify = (line: string, action?: { readonly label: string; readonly act: () => void }) => void;
