// Answers that stop when they are sure: one network after the other is asked, until a class has the probability that is wanted.
import type { Work } from '../../../compression/work.ts';
import { exp, log } from '../../../math/elementary.ts';
import { type Answers, sumOf, times } from './answers.ts';

/** One network of several: log probabilities of all images [images × classes], and what one answer of it takes. */
export interface Stage {
  readonly logProbabilities: Float64Array;
  readonly work: Work;
}

/** How the probabilities of those that were asked become one: their mean, as of an ensemble, or those of the last. */
export type Pooling = 'mean' | 'last';

interface Answer {
  readonly asked: number;
  /** Σ of the probabilities of those asked, or those of the last; and how many they were. */
  readonly sums: Float64Array;
  readonly parts: number;
}

/** One image, shown to stage after stage. */
function answer(stages: readonly Pick<Stage, 'logProbabilities'>[], images: number, image: number, sure: number, pooling: Pooling): Answer {
  const classes = (stages[0]?.logProbabilities.length ?? 0) / images;
  const sums = new Float64Array(classes);
  for (const [at, { logProbabilities }] of stages.entries()) {
    const row = logProbabilities.subarray(image * classes, (image + 1) * classes);
    for (let k = 0; k < classes; k += 1) sums[k] = (pooling === 'mean' ? (sums[k] as number) : 0) + exp(row[k] as number);
    const parts = pooling === 'mean' ? at + 1 : 1;
    if (at === stages.length - 1 || sums.reduce((a, b) => Math.max(a, b)) / parts >= sure) return { asked: at + 1, sums, parts };
  }
  return { asked: 0, sums, parts: 1 };
}

/** How many stages image number `image` of so many is shown to. */
export const stagesAsked = (
  stages: readonly Pick<Stage, 'logProbabilities'>[],
  images: number,
  image: number,
  sure: number,
  pooling: Pooling,
): number => answer(stages, images, image, sure, pooling).asked;

/**
 * Each image is shown to one stage after the other until the largest probability is `sure` or more, or there is none left. The work of an answer is that
 * of the stages it asked. With `sure` above 1 all are asked.
 */
export function stopWhenSure(stages: readonly Stage[], labels: Uint8Array, sure: number, pooling: Pooling): Answers {
  const images = labels.length;
  const reached = new Float64Array(stages.length);
  let [wrong, nats, early] = [0, 0, 0];
  labels.forEach((label, image) => {
    const { asked, sums, parts } = answer(stages, images, image, sure, pooling);
    for (let at = 0; at < asked; at += 1) reached[at] = (reached[at] as number) + 1;
    if (sums.indexOf(sums.reduce((a, b) => Math.max(a, b))) !== label) wrong += 1;
    const classes = sums.length;
    nats -=
      pooling === 'last' ? (stages[asked - 1]?.logProbabilities[image * classes + label] as number) : log((sums[label] as number) / parts);
    if (asked < stages.length) early += 1;
  });
  const shares = Array.from(reached, (count) => count / images);
  return {
    error: wrong / images,
    crossEntropy: nats / images,
    work: sumOf(stages.map(({ work }, at) => times(work, shares[at] as number))),
    asked: shares.reduce((a, b) => a + b, 0),
    early: early / images,
  };
}
