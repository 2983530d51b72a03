// What every method came to at the end of a run of its own: to be drawn beside those that run now. Written by scripts/finished-runs.ts.

import rows from './finished-runs.json' with { type: 'json' };
import type { MethodName } from './method-names.ts';

/** With seed 1 and the lab’s own values, or those of its preset of LeNet-300-100. */
export interface FinishedRun {
  readonly network: 'small' | 'lenet300';
  readonly method: MethodName;
  readonly steps: number;
  readonly bytes: number;
  /** Of images held out, in per cent. */
  readonly error: number;
  readonly kept: number;
  readonly multiplyAccumulates: number;
}

export const finishedRuns = rows as readonly FinishedRun[];
