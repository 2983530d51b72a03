// What is known of a weight or a sum that is not a number yet but a law.

/** A mean and a variance. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Means and variances, one for each place. */
export interface ManyMoments {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}
