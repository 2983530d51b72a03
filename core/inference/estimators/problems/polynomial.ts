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

const factorial = (n: number): number => falling(n, n);

export interface PolynomialVariances {
  readonly pathwise: number;
  readonly scoreFunction: number;
}

/**
 * One-draw variances of ∂/∂μ₁ or ∂/∂σ₁ of E Σ (xⱼ − k)ᵖ, p ≥ 2, with d = μ − k in each of D coordinates. By Stein’s lemma
 * E[Heₖ(ε) g(x)] = σᵏ E[g⁽ᵏ⁾(x)], and a variance is Σ E[Heₖ g]²/k! over k ≥ 1 (Parseval): sums of squares, in which nothing cancels however
 * far d is. For p = 2 by the mean: 4σ² and, at D = 1, d⁴/σ² + 14d² + 15σ².
 */
export function polynomialVariances(p: number, d: number, sd: number, dimension: number, of: 'mean' | 'sd'): PolynomialVariances {
  /** E[Heₖ(ε) yⁿ]. */
  const against = (n: number, k: number) => (k > n ? 0 : sd ** k * falling(n, k) * powerMoment(n - k, d, sd));
  /** E[Heⱼ Heₖ yⁿ], by Heⱼ Heₖ = Σ r! C(j, r) C(k, r) He_{j+k−2r}. */
  const product = (n: number, j: number, k: number) => {
    let sum = 0;
    for (let r = 0; r <= Math.min(j, k); r += 1) sum += ((falling(j, r) * falling(k, r)) / factorial(r)) * against(n, j + k - 2 * r);
    return sum;
  };
  /** Var[Heⱼ yⁿ]. */
  const variance = (n: number, j: number) => {
    let sum = 0;
    for (let k = 1; k <= n + j; k += 1) sum += product(n, j, k) ** 2 / factorial(k);
    return sum;
  };
  // The score is ε/σ by the mean and (ε² − 1)/σ by the sd; x moves by 1 and by ε.
  const score = of === 'mean' ? 1 : 2;
  const others = (dimension - 1) * powerMoment(p, d, sd);
  const othersSquared = others * others + (dimension - 1) * variance(p, 0);
  return {
    pathwise: p * p * variance(p - 1, score - 1),
    scoreFunction: (variance(p, score) + 2 * others * product(p, score, score) + othersSquared * factorial(score)) / (sd * sd),
  };
}
