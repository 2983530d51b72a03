// What a method came to at the end of a run of its own.
import type { MethodName } from './method-names.ts';

/** With seed 1 and the lab’s own values on the small digits, or those of its preset of LeNet-300-100, but for the methods: that one alone. */
export interface FinishedRun {
  /** As the parameters of these names have them. */
  readonly network: string;
  readonly dataset: string;
  readonly method: MethodName;
  readonly steps: number;
  readonly bytes: number;
  /** Of images held out, in per cent. */
  readonly error: number;
  /** Of all weights, in per cent. */
  readonly kept: number;
  readonly multiplyAccumulates: number;
}
