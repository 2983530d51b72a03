// A weight sample of its own for each example of a minibatch: no two examples share noise, but weights are drawn M times over.
import type { Random } from '../../prob/random.ts';
import type { Estimator } from './estimator.ts';
import type { LinearForm } from './problem.ts';
import { drawNormal } from './problems/normal-q.ts';

/** Σ over a batch of ℓ′(x·w, y) xⱼ, N/M-fold, each row with a w of its own; by a standard deviation times the noise (wⱼ − μⱼ)/σⱼ. */
function estimates(form: LinearForm, count: number, width: number, random: Random, out: Float64Array): void {
  const { rows, labels, loss, q, of, batchSize, pick } = form;
  const { mean, sd } = q;
  const dimension = mean.length;
  const scale = labels.length / batchSize;
  const w = new Float64Array(batchSize * dimension);
  out.fill(0, 0, count * width);
  for (let i = 0; i < count; i += 1) {
    drawNormal(q, batchSize, random, w);
    const batch = pick(random);
    for (let m = 0; m < batchSize; m += 1) {
      const row = batch[m] as number;
      let activation = 0;
      for (let j = 0; j < dimension; j += 1) activation += (w[m * dimension + j] as number) * (rows[row * dimension + j] as number);
      const weighed = scale * loss.slope(activation, labels[row] as number);
      for (let j = 0; j < width; j += 1) {
        const noise = of === 'mean' ? 1 : ((w[m * dimension + j] as number) - (mean[j] as number)) / (sd[j] as number);
        out[i * width + j] = (out[i * width + j] as number) + weighed * (rows[row * dimension + j] as number) * noise;
      }
    }
  }
}

export const separateWeights: Estimator = {
  group: 1,
  applies: ({ linear }) => linear !== undefined,
  sample: ({ linear }, count, width, random, out) => linear && estimates(linear, count, width, random, out),
  moments: (exact) => exact.separateWeights,
};
