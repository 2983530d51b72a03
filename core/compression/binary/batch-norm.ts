// Batch normalization and max-pooling of pre-activations that are laws, not numbers (Peters & Welling 2018).
import { InputError } from '../../base/input-error.ts';
import type { Random } from '../../prob/random.ts';
import type { ManyMoments } from '../moments.ts';

/** m and v of each feature. */
export type BatchStatistics = ManyMoments;

/**
 * m = mean of μᵢ and v = (Σ σᵢ² + Σ (μᵢ − m)²)/(M − 1) of each feature, over M ≥ 2 rows of [rows, features]: all the variance that draws
 * of the batch have. Throws InputError.
 */
export function batchStatistics({ means, variances }: ManyMoments, features: number): BatchStatistics {
  const rows = means.length / features;
  if (!(Number.isInteger(rows) && rows >= 2)) throw new InputError('rows', 'at least two whole rows of the features', `${rows}`);
  const centres = new Float64Array(features);
  means.forEach((mean, at) => {
    centres[at % features] = (centres[at % features] as number) + mean / rows;
  });
  const spreads = new Float64Array(features);
  means.forEach((mean, at) => {
    const feature = at % features;
    spreads[feature] = (spreads[feature] as number) + ((variances[at] as number) + (mean - (centres[feature] as number)) ** 2) / (rows - 1);
  });
  return { means: centres, variances: spreads };
}

export interface Affine {
  /** γ of each feature. */
  readonly gains: Float64Array;
  /** β of each feature. */
  readonly shifts: Float64Array;
  /** ε. */
  readonly epsilon: number;
}

/** μ → γ(μ − m)/√(v + ε) + β and σ² → γ²σ²/(v + ε), with the statistics of the batch in training, with stored ones in a test. */
export function normalized(rows: ManyMoments, { means, variances }: BatchStatistics, { gains, shifts, epsilon }: Affine): ManyMoments {
  const features = means.length;
  const scale = gains.map((gain, feature) => gain / Math.sqrt((variances[feature] as number) + epsilon));
  return {
    means: rows.means.map((mean, at) => {
      const feature = at % features;
      return (scale[feature] as number) * (mean - (means[feature] as number)) + (shifts[feature] as number);
    }),
    variances: rows.variances.map((variance, at) => (scale[at % features] as number) ** 2 * variance),
  };
}

/** Which of a pool’s laws stays, mean and variance: that whose draw is the largest, one normal drawn from each; of equals the first. */
export function pooled({ means, variances }: ManyMoments, random: Random): number {
  let [best, most] = [0, Number.NEGATIVE_INFINITY];
  means.forEach((mean, at) => {
    const draw = mean + Math.sqrt(variances[at] as number) * random.normal();
    if (draw > most) [best, most] = [at, draw];
  });
  return best;
}
