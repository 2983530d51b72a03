// Who is told of what is done while a step is written down.
import type { Work } from '../compression/work.ts';
import type { TensorInfo } from './tf.ts';

export interface Recorder {
  /** A job as it stands in the block, and its number of parts. */
  job(words: Int32Array, parts: number): void;
  /** What a plain kernel did: it is asked to do it again. */
  plain(inputs: readonly TensorInfo[], outputs: readonly TensorInfo[], again: () => readonly TensorInfo[]): void;
  /** What jobs count for, each time that they are done. */
  count(add: (work: Work) => void): void;
  /** What must hold still when the step is taken again, as jobs were chosen by it. */
  expect(holds: () => boolean): void;
  /** Numbers are read on the way: what follows may hang on them, so that nobody knows whether it is the same again. */
  refuse(): void;
}
