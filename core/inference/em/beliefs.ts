// Components whose parameters are believed in instead of known: a conjugate prior over each, and for any sums of statistics its posterior.
import type { Components } from './components.ts';

/** What variational Bayes asks of components. Sums are laid out as `Components` has them, K rows; a posterior is a function of its row. */
export interface BelievedComponents {
  /** E[log p(xᵢ|θ_k)] under the posteriors, data first as `Components.logDensities` lays them out. */
  expectedLogDensities(sums: Float64Array, from: number, to: number, out: Float64Array): void;
  /** KL of all posteriors from their priors, in nats. */
  complexity(sums: Float64Array): number;
  /** θ at the means of the posteriors, as `Components` lays it out. */
  meanParameters(sums: Float64Array): Float64Array;
  /** The row of sums whose posterior is the same but for one coordinate of its mean. */
  withMean(row: Float64Array, axis: number, mean: number): Float64Array;
}

/** Components with beliefs about them, and about their weights: Dirichlet(α₀, …, α₀). */
export interface BelievedMixture {
  readonly components: Components;
  readonly believed: BelievedComponents;
  /** α₀ > 0: below 1, weights that are not needed go to 0. */
  readonly concentration: number;
  /** The weights are known: alike, and stay. */
  readonly knownWeights?: boolean;
}
