// What learns: one minibatch a step, with a bound on images held out that grows, and all that the next step needs.
import type { Work } from '../../../compression/work.ts';
import type { WeightsByName } from '../../../nets/classify/classifier.ts';
import type { Adam } from '../../../tensor/index.ts';

/** All that it goes on from, but its step. */
export interface LearnerState {
  readonly weights: WeightsByName;
  readonly adam: ReturnType<Adam['state']>;
}

export interface Learner {
  /** Steps an epoch. */
  readonly perEpoch: number;
  /** Images that are learnt from. */
  readonly examples: number;
  /** One step; what its kernels did, and the bound of its minibatch, in nats an image. */
  learn(step: number): { readonly work: Work; readonly bound: number };
  /** Mean over held-out images: log p(class), or what an image’s log p(x) is bounded by from below, in nats; and the share that a classifier gets wrong. */
  heldOut(): { readonly bound: number; readonly error?: number };
  /** What one answer of a classifier takes. */
  readonly answerWork?: Work;
  /** A classifier as it now is, ready to answer for held-out images. */
  answering?(): (image: number) => void;
  state(): LearnerState;
  restore(step: number, state: LearnerState): void;
  dispose(): void;
}
