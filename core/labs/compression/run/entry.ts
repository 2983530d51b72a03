// What is written down of a method at a survey.
import type { Learnt } from './racer.ts';

export interface Entry extends Learnt {
  readonly step: number;
  /** The method’s category. */
  readonly method: number;
  /** Of its file. */
  readonly bytes: number;
  /** The share of held-out images that it gets wrong. */
  readonly error: number;
  readonly nonZeroWeights: number;
  /** Of one image. */
  readonly multiplyAccumulates: number;
}
