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

export interface Stopped extends Answers {
  /** Networks that were asked, mean over the images. */
  readonly asked: number;
  /** The share of images that were answered before the last network. */
  readonly early: number;
}

/**
 * Each image is shown to one stage after the other until the largest probability is `sure` or more, or there is none left. The work of an answer is that
 * of the stages it asked. With `sure` above 1 all are asked.
 */
export function stopWhenSure(stages: readonly Stage[], labels: Uint8Array, sure: number, pooling: Pooling): Stopped {
  const images = labels.length;
  const classes = (stages[0]?.logProbabilities.length ?? 0) / images;
  const reached = new Float64Array(stages.length);
  let [wrong, nats, early] = [0, 0, 0];
  const sums = new Float64Array(classes);
  for (let image = 0; image < images; image += 1) {
    sums.fill(0);
    for (const [at, { logProbabilities }] of stages.entries()) {
      reached[at] = (reached[at] as number) + 1;
      const row = logProbabilities.subarray(image * classes, (image + 1) * classes);
      for (let k = 0; k < classes; k += 1) sums[k] = (pooling === 'mean' ? (sums[k] as number) : 0) + exp(row[k] as number);
      const parts = pooling === 'mean' ? at + 1 : 1;
      const most = sums.reduce((a, b) => Math.max(a, b));
      const last = at === stages.length - 1;
      if (most / parts < sure && !last) continue;
      const label = labels[image] as number;
      if (sums.indexOf(most) !== label) wrong += 1;
      nats -= pooling === 'last' ? (row[label] as number) : log((sums[label] as number) / parts);
      if (!last) early += 1;
      break;
    }
  }
  const shares = Array.from(reached, (count) => count / images);
  return {
    error: wrong / images,
    crossEntropy: nats / images,
    work: sumOf(stages.map(({ work }, at) => times(work, shares[at] as number))),
    asked: shares.reduce((a, b) => a + b, 0),
    early: early / images,
  };
}
