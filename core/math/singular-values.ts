// Thin singular value decomposition of a few columns by Jacobi's rotations from one side: each singular value to its own digits, however
// the columns are scaled (Hestenes 1958; Demmel and Veselić 1992).

export interface SingularValues {
  /** d₁ … d_M, in no order; 0 where a column says nothing of its own. */
  readonly values: Float64Array;
  /** Unit columns u with X vₖ = dₖ uₖ; all 0 where dₖ is. */
  readonly left: readonly Float64Array[];
  /** Unit columns v, orthogonal to each other. */
  readonly right: readonly Float64Array[];
}

/** Sweeps over all pairs at most; few columns need fewer than ten. */
const SWEEPS = 60;

/** Of a sum, what its rounding may be. */
const ROUNDING = 8 * Number.EPSILON;

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);
const lengthOf = (a: Float64Array): number => Math.sqrt(dot(a, a));

function rotate(a: Float64Array, b: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] as number, b[i] as number];
    a[i] = cosine * x - sine * y;
    b[i] = sine * x + cosine * y;
  }
}

/** Of the matrix X with these columns, each of as many rows, at least one. */
export function singularValues(columns: readonly ArrayLike<number>[]): SingularValues {
  // Squares of the largest numbers would pass what a number can be.
  const most = columns.reduce((all, column) => Array.from(column).reduce((top, x) => Math.max(top, Math.abs(x)), all), 0) || 1;
  const left = columns.map((column) => Float64Array.from(column, (x) => x / most));
  const right = columns.map((_, k) => Float64Array.from(columns, (__, j) => (j === k ? 1 : 0)));
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep += 1) {
    turned = false;
    for (let j = 1; j < left.length; j += 1) {
      for (let i = 0; i < j; i += 1) {
        const [a, b] = [left[i] as Float64Array, left[j] as Float64Array];
        const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
        if (!(Math.abs(ab) > Number.EPSILON * Math.sqrt(aa) * Math.sqrt(bb))) continue;
        turned = true;
        const zeta = (bb - aa) / (2 * ab);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        rotate(a, b, cosine, cosine * tangent);
        rotate(right[i] as Float64Array, right[j] as Float64Array, cosine, cosine * tangent);
      }
    }
  }
  const sizes = columns.map((column) => lengthOf(Float64Array.from(column, (x) => x / most)));
  const norms = left.map((u, k) => {
    const norm = lengthOf(u);
    // uₖ is a sum of columns: what rounding leaves where they cancel is no direction.
    const summed = sizes.reduce((sum, size, j) => sum + Math.abs((right[k] as Float64Array)[j] as number) * size, 0);
    return norm > ROUNDING * summed ? norm : 0;
  });
  return {
    values: Float64Array.from(norms, (norm) => norm * most),
    left: left.map((u, k) => u.map((x) => ((norms[k] as number) > 0 ? x / (norms[k] as number) : 0))),
    right,
  };
}
