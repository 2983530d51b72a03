// Local reparameterization: the noise of the weights moved to the pre-activations, b = γ + √δ ζ, drawn for each example (Kingma, Salimans and Welling 2015).
import type { Random } from '../../prob/random.ts';
import type { Estimator } from './estimator.ts';
import type { LinearForm } from './problem.ts';
import { preActivation } from './problems/linear-model.ts';

/** Σ over a batch of ℓ′(b, y) ∂b/∂φⱼ, N/M-fold: ∂b/∂μⱼ = xⱼ, ∂b/∂σⱼ = ζ xⱼ² σⱼ/√δ. */
function estimates(form: LinearForm, count: number, width: number, random: Random, out: Float64Array): void {
  const { rows, labels, loss, q, of, batchSize, pick } = form;
  const { mean, sd } = q;
  const dimension = mean.length;
  const scale = labels.length / batchSize;
  const noise = new Float64Array(batchSize);
  out.fill(0, 0, count * width);
  for (let i = 0; i < count; i += 1) {
    random.normals(noise);
    const batch = pick(random);
    for (let m = 0; m < batchSize; m += 1) {
      const row = batch[m] as number;
      const [gamma, delta] = preActivation(q, rows, row * dimension);
      const zeta = noise[m] as number;
      const weighed = scale * loss.slope(gamma + Math.sqrt(delta) * zeta, labels[row] as number);
      // By a standard deviation, a row of zeros has no noise to move.
      if (of === 'sd' && !(delta > 0)) continue;
      for (let j = 0; j < width; j += 1) {
        const a = rows[row * dimension + j] as number;
        const move = of === 'mean' ? a : (zeta * a * a * (sd[j] as number)) / Math.sqrt(delta);
        out[i * width + j] = (out[i * width + j] as number) + weighed * move;
      }
    }
  }
}

export const localPathwise: Estimator = {
  group: 1,
  applies: ({ linear }) => linear !== undefined,
  sample: ({ linear }, count, width, random, out) => linear && estimates(linear, count, width, random, out),
  moments: (exact) => exact.localPathwise,
};
