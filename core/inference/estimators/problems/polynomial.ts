// Closed forms for Σⱼ (xⱼ − k)ᵖ under a product of equal normals: what quadrature is held to.

/** E[(d + σε)ⁿ], by mₙ = d mₙ₋₁ + (n − 1) σ² mₙ₋₂. */
function powerMoment(n: number, d: number, sd: number): number {
  if (n < 0) return 0;
  let [before, now] = [0, 1];
  for (let k = 1; k <= n; k += 1) [before, now] = [now, d * now + (k - 1) * sd * sd * before];
  return now;
}

/** n (n − 1) … over `times` factors. */
const falling = (n: number, times: number): number => {
  let product = 1;
  for (let k = 0; k < times; k += 1) product *= n - k;
  return product;
};

export interface PolynomialVariances {
  readonly pathwise: number;
  readonly scoreFunction: number;
}

/**
 * One-draw variances of ∂/∂μ₁ or ∂/∂σ₁ of E Σ (xⱼ − k)ᵖ, p ≥ 2, with d = μ − k in each of D coordinates. By Stein's lemma
 * E[Heₖ(ε) g(x)] = σᵏ E[g⁽ᵏ⁾(x)]. For p = 2 by the mean: 4σ² and, at D = 1, d⁴/σ² + 14d² + 15σ².
 */
export function polynomialVariances(p: number, d: number, sd: number, dimension: number, of: 'mean' | 'sd'): PolynomialVariances {
  const m = (n: number) => powerMoment(n, d, sd);
  /** E of the j-th derivative of yⁿ. */
  const slope = (n: number, j: number) => falling(n, j) * m(n - j);
  const squared = sd * sd;
  /** E[yⁿ s²]. */
  const weighed = (n: number) =>
    of === 'mean'
      ? (m(n) + squared * slope(n, 2)) / squared
      : (squared * squared * slope(n, 4) + 4 * squared * slope(n, 2) + 2 * m(n)) / squared;
  const mean = of === 'mean' ? slope(p, 1) : sd * slope(p, 2);
  const steepness = of === 'mean' ? m(2 * p - 2) : m(2 * p - 2) + squared * slope(2 * p - 2, 2);
  const others = (dimension - 1) * m(p);
  const spread = (dimension - 1) * (m(2 * p) - m(p) ** 2);
  return {
    pathwise: p * p * steepness - mean * mean,
    scoreFunction: weighed(2 * p) + 2 * others * weighed(p) + (others * others + spread) * weighed(0) - mean * mean,
  };
}
