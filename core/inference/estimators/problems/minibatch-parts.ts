// The variance of a minibatch gradient in two parts: one that falls with the size of the batch, and the covariance of its examples, which stays.
import type { Moments } from '../problem.ts';

/** Of N times the gradient of one example, and of two that share a batch. */
export interface MinibatchParts {
  /** N Σ of gₙ: the expectation of every batch's estimate. */
  readonly mean: number;
  /** N² Var[gᵢ], the example being drawn too. */
  readonly one: number;
  /** N² Cov[gᵢ, gⱼ]: 0 where examples share no noise. */
  readonly shared: number;
}

/** Var = N² (Var[gᵢ]/M + (M − 1)/M Cov[gᵢ, gⱼ]) (Kingma, Salimans and Welling 2015, equation 4). */
export const minibatchMoments = ({ mean, one, shared }: MinibatchParts, size: number): Moments => ({
  mean,
  variance: Math.max(0, one / size + ((size - 1) / size) * shared),
});

/**
 * From N examples of which Σ gₙ has the expectation `mean` and E[(Σ gₙ)²] = `square`, and Σ E[gₙ²] = `squares`; without `square`
 * examples share no noise.
 */
export const minibatchParts = (count: number, mean: number, squares: number, square = mean * mean): MinibatchParts => ({
  mean,
  one: count * squares - mean * mean,
  shared: square - mean * mean,
});
