// Kernel Stein discrepancy: how far draws are from a target of which only the gradient is known (Gorham and Mackey 2017).

/**
 * √ of the mean of k₀ over all pairs of points, the inverse multiquadric kernel k = (1 + r²)^−½ under it; gradients are ∇ log p at the
 * points. It sees discretization bias that R-hat cannot see; it hardly sees a missing mode.
 */
export function steinDiscrepancy(points: Float64Array, gradients: Float64Array, dimension: number): number {
  const count = points.length / dimension;
  let total = 0;
  for (let a = 0; a < count; a += 1) {
    for (let b = a; b < count; b += 1) {
      let square = 0;
      let slopes = 0;
      let across = 0;
      for (let i = 0; i < dimension; i += 1) {
        const r = (points[a * dimension + i] as number) - (points[b * dimension + i] as number);
        const sa = gradients[a * dimension + i] as number;
        const sb = gradients[b * dimension + i] as number;
        square += r * r;
        slopes += sa * sb;
        across += (sa - sb) * r;
      }
      // β = −½: ∇_x k = −r u^{−3/2} = −∇_y k, tr ∇_x∇_y k = D u^{−3/2} − 3 r² u^{−5/2}.
      const u = 1 + square;
      const root = 1 / Math.sqrt(u);
      const cubed = root / u;
      const k0 = slopes * root + across * cubed + dimension * cubed - (3 * square * cubed) / u;
      total += a === b ? k0 : 2 * k0;
    }
  }
  return Math.sqrt(Math.max(0, total)) / count;
}
