// Small symmetric matrices by the rows of their lower triangle: a₀₀, a₁₀, a₁₁, a₂₀ …

/** Numbers before row `i`; of a whole matrix, `triangle(d)`. */
export const triangle = (i: number): number => (i * (i + 1)) / 2;

/** Cholesky’s L, L Lᵀ = A, of the matrix at `from`, in the same order; false, and `out` of no use, where A is not positive definite. */
export function choleskyInto(matrix: Float64Array, from: number, d: number, out: Float64Array): boolean {
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[from + triangle(i) + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (out[triangle(i) + k] as number) * (out[triangle(j) + k] as number);
      if (i !== j) out[triangle(i) + j] = sum / (out[triangle(j) + j] as number);
      else if (sum > 0) out[triangle(i) + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** z = L⁻¹ b, and |z|². `z` may be `b`. */
export function solveLowerInto(factor: Float64Array, b: ArrayLike<number>, d: number, z: Float64Array): number {
  let square = 0;
  for (let i = 0; i < d; i += 1) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (factor[triangle(i) + k] as number) * (z[k] as number);
    const each = sum / (factor[triangle(i) + i] as number);
    z[i] = each;
    square += each * each;
  }
  return square;
}

/** log |L Lᵀ|. */
export function logDeterminantOf(factor: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i += 1) sum += 2 * Math.log(factor[triangle(i) + i] as number);
  return sum;
}

/** tr(diag(w) (L Lᵀ)⁻¹). */
export function inverseTraceOf(factor: Float64Array, d: number, weights: ArrayLike<number>): number {
  const column = new Float64Array(d);
  let trace = 0;
  for (let c = 0; c < d; c += 1) {
    column.fill(0);
    column[c] = 1;
    trace += (weights[c] as number) * solveLowerInto(factor, column, d, column);
  }
  return trace;
}

/** z = L⁻ᵀ b. `z` may be `b`. */
export function solveUpperInto(factor: Float64Array, b: ArrayLike<number>, d: number, z: Float64Array): void {
  for (let i = d - 1; i >= 0; i -= 1) {
    let sum = b[i] as number;
    for (let k = i + 1; k < d; k += 1) sum -= (factor[triangle(k) + i] as number) * (z[k] as number);
    z[i] = sum / (factor[triangle(i) + i] as number);
  }
}
