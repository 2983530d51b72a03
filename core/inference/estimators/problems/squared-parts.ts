// A linear unit with a squared loss: the variance of each of its gradients in closed form, however many weights it has.
import type { Exact } from '../problem.ts';
import { type LinearSettings, preActivation } from './linear-model.ts';
import { type MinibatchParts, minibatchMoments, minibatchParts } from './minibatch-parts.ts';

export interface WeightNoiseParts {
  readonly pathwise: MinibatchParts;
  readonly separateWeights: MinibatchParts;
  readonly localPathwise: MinibatchParts;
}

/**
 * ∂/∂φ₁ of Σ ½ (xₙ·w − yₙ)². With u = xₙ₁, e = γₙ − yₙ, δₙ the variance of the pre-activation: one example has E g² = u² (e² + δ) for a
 * mean, however noise is drawn; for a standard deviation u² (e² + δ + 2 u² σ²) by weights, u⁴ σ²/δ (e² + 3 δ) by pre-activations. Shared
 * weights add up to A + Σ cₖ σₖ εₖ, A = Σ u e, cₖ = Σ u xₙₖ, times ε₁ for a standard deviation.
 */
export function squaredParts({ x, y, q, of }: Omit<LinearSettings, 'batchSize' | 'loss'>): WeightNoiseParts {
  const dimension = q.mean.length;
  const sd = q.sd[0] as number;
  const c = new Float64Array(dimension);
  let [mean, sum, separate, local] = [0, 0, 0, 0];
  for (let n = 0; n < y.length; n += 1) {
    const u = x[n * dimension] as number;
    const [gamma, delta] = preActivation(q, x, n * dimension);
    const e = gamma - (y[n] as number);
    for (let k = 0; k < dimension; k += 1) c[k] = (c[k] as number) + u * (x[n * dimension + k] as number);
    sum += u * e;
    mean += of === 'mean' ? u * e : u * u * sd;
    separate += of === 'mean' ? u * u * (e * e + delta) : u * u * (e * e + delta + 2 * u * u * sd * sd);
    if (of === 'mean') local += u * u * (e * e + delta);
    else if (delta > 0) local += ((u ** 4 * sd * sd) / delta) * (e * e + 3 * delta);
  }
  const spread = c.reduce((total, each, k) => total + (each * (q.sd[k] as number)) ** 2, 0);
  const square = sum * sum + spread + (of === 'sd' ? 2 * ((c[0] as number) * sd) ** 2 : 0);
  return {
    pathwise: minibatchParts(y.length, mean, separate, square),
    separateWeights: minibatchParts(y.length, mean, separate),
    localPathwise: minibatchParts(y.length, mean, local),
  };
}

export const weightNoiseMoments = (parts: WeightNoiseParts, batchSize: number): Exact => ({
  gradient: parts.pathwise.mean,
  pathwise: minibatchMoments(parts.pathwise, batchSize),
  separateWeights: minibatchMoments(parts.separateWeights, batchSize),
  localPathwise: minibatchMoments(parts.localPathwise, batchSize),
});
