// What a component of a mixture is: a density of the exponential family, which data enter through sums of their statistics alone.

/**
 * The components of a mixture over N data, as numbers in rows. A datum's statistics t(x) are so made that the parameters that maximize
 * Σᵢ rᵢ log p(xᵢ|θ) depend on Σᵢ rᵢ t(xᵢ) only; its first statistic is 1, so that the first sum is the mass N_k.
 */
export interface Components {
  /** N. */
  readonly size: number;
  /** Numbers that θ of one component takes, and sums of statistics. */
  readonly parameters: number;
  readonly statistics: number;
  /**
   * log p(xᵢ|θ_k) for the data from `from` up to `to` and all K components, data first: out[(i − from) K + k]. `theta` holds K rows of
   * parameters.
   */
  logDensities(theta: Float64Array, from: number, to: number, out: Float64Array): void;
  /** sums_k += Σᵢ r_{ik} t(xᵢ); responsibilities as `logDensities` lays them out, K rows of sums. */
  addStatistics(responsibilities: Float64Array, from: number, to: number, sums: Float64Array): void;
  /** The parameters of every component that maximize what the sums say, plus the prior; without mass they stay as they were in `theta`. */
  maximize(sums: Float64Array, theta: Float64Array): Float64Array;
  /** Sums of statistics, of these masses, for which `maximize` gives `theta`. */
  sumsAt(theta: Float64Array, masses: Float64Array): Float64Array;
  /** Sums of the statistics that data of these masses have on average, drawn from the components with `theta`. */
  expectedSums(theta: Float64Array, masses: Float64Array): Float64Array;
  /** −log of the prior density of the parameters, in nats: a part of F. 0 without a prior. */
  priorEnergy(theta: Float64Array): number;
}
