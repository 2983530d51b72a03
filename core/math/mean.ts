// The mean of some numbers, and how far they lie about it.

/** Σ xᵢ / n. */
export function meanOf(numbers: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < numbers.length; i += 1) sum += numbers[i] as number;
  return sum / numbers.length;
}

/** Σ (x − mean)² / n. */
export function varianceOf(numbers: Float64Array): number {
  const mean = meanOf(numbers);
  return numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0) / numbers.length;
}

/** √(Σ (x − mean)² / (n − 1) / n): how far the mean of as many others may be; 0 of fewer than two. */
export function standardErrorOf(values: Float64Array): number {
  const { length } = values;
  if (length < 2) return 0;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1) / length);
}
