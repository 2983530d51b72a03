// What is sampled: an unnormalized density on R^d with its gradient, for many points at once; and, where it is a sum over data, the
// gradient estimated from a few rows.

/** Points lie one after another: point k is points[k·d … k·d + d). */
export interface Target {
  /** d. */
  readonly dimension: number;
  /** Writes log p(θ) + constant of each point to `out`, whose length is the number of points. */
  readonly logDensities: (points: Float64Array, out: Float64Array) => void;
  /** Writes ∇ log p(θ) of each point to `gradients`, as long as `points`, and log p(θ) to `out`. */
  readonly logDensityGradients: (points: Float64Array, gradients: Float64Array, out: Float64Array) => void;
  /** There where log p(θ) = log prior + Σ over rows of log p(row | θ). */
  readonly data?: DataSum;
}

/** The sum over data behind a posterior. */
export interface DataSum {
  /** N, the number of rows. */
  readonly size: number;
  /** Row numbers 0 … N − 1, in their order between two draws of a minibatch. */
  readonly order: Int32Array;
  /**
   * Writes ∇ log prior + scale · Σ ∇ log p(row | θ) of each point to `gradients`: `rows` holds for each point `batchSize` row numbers.
   */
  readonly estimates: (points: Float64Array, rows: Int32Array, batchSize: number, scale: number, gradients: Float64Array) => void;
}

/** The numbers of so many rows, in their order. */
export const rowOrder = (size: number): Int32Array => Int32Array.from({ length: size }, (_, i) => i);

/** A target from a function of one point: it writes the gradient, where it is given an array for it, and returns log p. */
export function pointwise(
  dimension: number,
  at: (points: Float64Array, from: number, gradients: Float64Array | undefined) => number,
): Target {
  return {
    dimension,
    logDensities(points, out) {
      for (let k = 0; k < out.length; k += 1) out[k] = at(points, k * dimension, undefined);
    },
    logDensityGradients(points, gradients, out) {
      for (let k = 0; k < out.length; k += 1) out[k] = at(points, k * dimension, gradients);
    },
  };
}

/** log p at one point. */
export function logDensityAt(target: Target, point: ArrayLike<number>): number {
  const out = new Float64Array(1);
  target.logDensities(Float64Array.from(point), out);
  return out[0] as number;
}

/** ∇ log p at one point. */
export function gradientAt(target: Target, point: ArrayLike<number>): Float64Array {
  const gradient = new Float64Array(target.dimension);
  target.logDensityGradients(Float64Array.from(point), gradient, new Float64Array(1));
  return gradient;
}
