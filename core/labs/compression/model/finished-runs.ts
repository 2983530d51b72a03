// What every method came to at the end of a run of its own, to be drawn beside those that run now.
import type { FinishedRun } from './finished-run.ts';
import { finishedRows } from './finished-runs.generated.ts';
import type { MethodName } from './method-names.ts';

/** Those of the same network on the same images, of methods that do not run. */
export const finishedBeside = (network: string, dataset: string, running: readonly MethodName[]): readonly FinishedRun[] =>
  finishedRows.filter((row) => row.network === network && row.dataset === dataset && !running.includes(row.method));
