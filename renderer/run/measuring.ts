// Measures the joules of a run's work by what the host counts, while the run rests at the values it has.
import type { StoreApi } from 'zustand/vanilla';
import { InputError } from '../../core/base/input-error.ts';
import type { Bridge } from '../../core/contract/bridge.ts';
import { measure } from '../../core/energy/measure.ts';
import { measurementText } from '../../core/lab/measurement.ts';
import type { RunState } from '../store.ts';
import { same } from './differing.ts';

export interface MeasuringOptions {
  readonly run: StoreApi<RunState>;
  /** The parameter that takes it. */
  readonly name: string;
  readonly bridge: Pick<Bridge, 'energy'>;
  readonly progress: (share: number) => void;
  readonly ended: () => boolean;
  readonly now?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
}

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Lays what was measured into the values, as an edit; nothing if it was ended. Rejects with one line where it cannot be measured. */
export async function measureRun(options: MeasuringOptions): Promise<void> {
  const { run, name, bridge, progress, ended, now = () => performance.now(), wait = rest } = options;
  const begun = run.getState();
  /** What is measured is one thing, beside an idleness that is one. */
  const still = <T>(act: (ms: number) => Promise<T>) => {
    return (ms: number) => {
      const { values, frame, status } = run.getState();
      if (status.kind !== 'paused' || frame?.step !== begun.frame?.step || !same(values, begun.values))
        throw new InputError('measure', 'a run that rests as it is', 'one that was changed on the way');
      return act(ms);
    };
  };
  const found = await measure({ read: bridge.energy, exert: still(begun.exert), wait: still(wait), now, progress, ended });
  if (found) run.getState().set({ [name]: measurementText({ ...found, of: begun.lab.measures?.of(begun.values) ?? '' }) });
}
