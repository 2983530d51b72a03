// What every method came to at the end of a run of its own, to be drawn beside those that run now.
import type { CompressionValues } from '../declaration/params.ts';
import { finishedRows } from './finished-runs.generated.ts';
import type { MethodName } from './method-names.ts';

/** With seed 1 and the lab’s own values on the small digits, or those of its preset of LeNet-300-100, but for the methods: that one alone. */
export interface FinishedRun {
  readonly network: CompressionValues['network'];
  readonly dataset: CompressionValues['dataset'];
  readonly method: MethodName;
  readonly steps: number;
  readonly bytes: number;
  /** Of images held out, in per cent. */
  readonly error: number;
  /** Of all weights, in per cent. */
  readonly kept: number;
  readonly multiplyAccumulates: number;
}

/** Those of the same network on the same images, of methods that do not run. */
export const finishedBeside = (network: string, dataset: string, running: readonly MethodName[]): readonly FinishedRun[] =>
  finishedRows.filter((row) => row.network === network && row.dataset === dataset && !running.includes(row.method));
