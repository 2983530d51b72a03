// A run of this thread, as a replay leads it: whoever computes elsewhere does without it, and without all that a run computes with.
import type { Dataset } from '../data/dataset.ts';
import type { Lab } from './lab.ts';
import type { Values } from './param.ts';
import { type Checkpoint, type Frame, openRun, type Run } from './run.ts';

/** A run of this thread, which a replay opens. */
export interface LocalRun extends Run {
  open(values: Values, from: Checkpoint | undefined): Promise<Frame>;
}

export function localRun(lab: Lab, seed: number, data?: Dataset): LocalRun {
  let run: Run | undefined;
  const opened = (): Run => {
    if (!run) throw new Error('the run is not open');
    return run;
  };
  return {
    async open(values, from) {
      run = await openRun(lab, values, seed, data, from);
      return run.next(0, values);
    },
    next: (steps, values, going) => opened().next(steps, values, going),
    export: (id, values) => opened().export(id, values),
    exert: (values) => opened().exert(values),
    checkpoint: () => opened().checkpoint(),
    close: () => run?.close(),
  };
}
