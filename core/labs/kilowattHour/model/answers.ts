// What a way to answer came to on images that are held out, and what an answer took.
import { addWork, createWork, type Work } from '../../../compression/work.ts';

export interface Answers {
  /** The share that is wrong. */
  readonly error: number;
  /** Mean of −log p(class), in nats. */
  readonly crossEntropy: number;
  /** Of one answer, mean over the images. */
  readonly work: Work;
  /** Networks that were asked, mean over the images. */
  readonly asked: number;
  /** The share of images that were answered before the last network. */
  readonly early: number;
}

/** Work times a number. */
export function times(work: Work, factor: number): Work {
  const out = createWork();
  for (const name of Object.keys(out) as (keyof Work)[]) out[name] = factor * work[name];
  return out;
}

/** Σ of work. */
export function sumOf(works: readonly Work[]): Work {
  const out = createWork();
  for (const work of works) addWork(out, work);
  return out;
}
