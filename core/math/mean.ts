// The mean of some numbers.

/** Σ xᵢ / n. */
export const meanOf = (numbers: Float64Array): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
