// A normal fitted to a density of which only expectations under normals are known: natural-gradient steps down F = energy − T · entropy
// (Opper and Archambeau 2009; Khan and Rue 2023).
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { hermite7 } from '../../math/quadrature.ts';
import { LOG_2PI } from '../../math/special.ts';
import type { Target } from '../mcmc/target.ts';

/** q = N(mean, L Lᵀ); `factor` is L, lower triangular, row after row. */
export interface Gaussian {
  readonly mean: Float64Array;
  readonly factor: Float64Array;
}

export type GaussianFamily = 'meanField' | 'fullCovariance';

/** E_q[log p], E_q[∇ log p] and E_q[∇∇ᵀ log p], the last one row after row. */
export interface Expected {
  readonly logDensity: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** What a target knows of its expectations under normals. */
export interface GaussianExpectations {
  /** By a rule quick enough to descend by. */
  readonly quick: (q: Gaussian) => Expected;
  /** What `quick` costs, in evaluations of the whole log density. */
  readonly evaluations: number;
  /** E_q[log p] to rounding, or as near as can be had. */
  readonly logDensity: (q: Gaussian) => number;
}

/** H(q) = ½ d (1 + log 2π) + Σ log L_ii, in nats. */
export function gaussianEntropy({ mean, factor }: Gaussian): number {
  const d = mean.length;
  return mean.reduce((sum, _, i) => sum + Math.log(factor[i * d + i] as number), 0.5 * d * (1 + LOG_2PI));
}

/** Diagonal of L Lᵀ. */
export const variancesOf = ({ mean, factor }: Gaussian): Float64Array =>
  mean.map((_, i) => factor.subarray(i * mean.length, (i + 1) * mean.length).reduce((sum, l) => sum + l * l, 0));

/** N(mean, diag sd²). */
export function independent(mean: Float64Array, sd: Float64Array): Gaussian {
  const d = mean.length;
  const factor = new Float64Array(d * d);
  sd.forEach((s, i) => {
    factor[i * d + i] = s;
  });
  return { mean: mean.slice(), factor };
}

/** Rounding taken out of what must be symmetric. */
const symmetric = (m: Matrix): Matrix => Matrix.add(m, m.transpose()).div(2);

/** The normal of this precision about `mean`; undefined where the precision is none. */
function ofPrecision(mean: Float64Array, precision: Matrix): Gaussian | undefined {
  const cholesky = new CholeskyDecomposition(symmetric(precision));
  if (!cholesky.isPositiveDefinite()) return undefined;
  const covariance = new CholeskyDecomposition(symmetric(cholesky.solve(Matrix.eye(mean.length))));
  return covariance.isPositiveDefinite() ? { mean, factor: Float64Array.from(covariance.lowerTriangularMatrix.to1DArray()) } : undefined;
}

/** What is still worth a step, in nats. */
const STILL = 1e-12;

/** First as it is, then bent so that no step leaves the precisions; and the least share of the rate that each is tried with. */
const ROADS = [
  { bend: 0, least: 1e-3 },
  { bend: 0.5, least: 1e-9 },
];

/**
 * One step: precision S ← S + ρG, G = −E[∇∇ᵀ log p]/T − S, mean ← mean + ρ precision⁻¹ E[∇ log p]/T, of the family’s own part of them. Where
 * that is no precision, S + ρG + ½ρ² G S⁻¹ G is one, whatever ρ (Lin, Schmidt and Khan 2020). ρ falls by fours until F falls; q itself comes
 * back where it does not.
 */
export function descendGaussian(
  { quick }: GaussianExpectations,
  q: Gaussian,
  family: GaussianFamily,
  temperature: number,
  rate: number,
): Gaussian {
  const d = q.mean.length;
  const here = quick(q);
  const freeEnergy = (at: Gaussian, expected: Expected) => -expected.logDensity - temperature * gaussianEntropy(at);
  const before = freeEnergy(q, here);
  const l = Matrix.from1DArray(d, d, q.factor);
  const covariance = symmetric(l.mmul(l.transpose()));
  const precision = symmetric(new CholeskyDecomposition(covariance).solve(Matrix.eye(d)));
  const curvature = symmetric(Matrix.from1DArray(d, d, here.hessian).mul(-1 / temperature));
  const turn = Matrix.sub(curvature, precision);
  if (family === 'meanField') for (let i = 0; i < d; i += 1) for (let j = 0; j < d; j += 1) if (i !== j) turn.set(i, j, 0);
  const bent = turn.mmul(covariance).mmul(turn);
  for (const { bend, least } of ROADS) {
    for (let rho = rate; rho > rate * least; rho /= 4) {
      const next = Matrix.add(precision, Matrix.mul(turn, rho)).add(Matrix.mul(bent, bend * rho * rho));
      const widened = ofPrecision(q.mean, next);
      if (!widened) continue;
      const w = Matrix.from1DArray(d, d, widened.factor);
      const pull = w.mmul(w.transpose()).mmul(Matrix.columnVector(here.gradient));
      const mean = q.mean.map((m, i) => m + (rho / temperature) * pull.get(i, 0));
      const found = { mean, factor: widened.factor };
      if (freeEnergy(found, quick(found)) < before - STILL * Math.max(1, Math.abs(before))) return found;
    }
  }
  return q;
}

/** Places and weights in the plane of a rule with `half` nodes to each side, h apart, under N(mean, L Lᵀ): the trapezoidal rule. */
function planeNodes(
  { mean, factor }: Gaussian,
  half: number,
  h: number,
): { points: Float64Array; weights: Float64Array; squares: Float64Array } {
  const side = 2 * half + 1;
  const points = new Float64Array(2 * side * side);
  const weights = new Float64Array(side * side);
  const squares = new Float64Array(side * side);
  const [m1, m2] = mean as unknown as [number, number];
  const [l11, , l21, l22] = factor as unknown as [number, number, number, number];
  const alongOne = Float64Array.from({ length: side }, (_, k) => (Math.exp(-0.5 * ((k - half) * h) ** 2) * h) / Math.sqrt(2 * Math.PI));
  for (let j = 0, at = 0; j < side; j += 1) {
    const v = (j - half) * h;
    for (let i = 0; i < side; i += 1, at += 1) {
      const u = (i - half) * h;
      points[2 * at] = m1 + l11 * u;
      points[2 * at + 1] = m2 + l21 * u + l22 * v;
      squares[at] = u * u + v * v;
      weights[at] = (alongOne[i] as number) * (alongOne[j] as number);
    }
  }
  return { points, weights, squares };
}

/** How finely expectations in the plane are taken: nodes to each side and their distance, in sds of q. */
export interface Fineness {
  readonly half: number;
  readonly h: number;
}

/** Expectations of a target in the plane: 7 × 7 Hermite nodes to descend by, the trapezoidal rule for what is shown. */
export function planeExpectations(target: Target, { half, h }: Fineness): GaussianExpectations {
  return {
    evaluations: hermite7.length ** 2,
    quick({ mean, factor }) {
      const side = hermite7.length;
      const points = new Float64Array(2 * side * side);
      const [m1, m2] = mean as unknown as [number, number];
      const [l11, , l21, l22] = factor as unknown as [number, number, number, number];
      hermite7.forEach(([v], j) => {
        hermite7.forEach(([u], i) => {
          points.set([m1 + l11 * u, m2 + l21 * u + l22 * v], 2 * (j * side + i));
        });
      });
      const gradients = new Float64Array(points.length);
      const heights = new Float64Array(side * side);
      target.logDensityGradients(points, gradients, heights);
      let logDensity = 0;
      const gradient = new Float64Array(2);
      // E[g ξᵀ], by which E[∇∇ᵀ log p] = E[g ξᵀ] L⁻¹ (Stein).
      let [g1u, g1v, g2u, g2v] = [0, 0, 0, 0];
      hermite7.forEach(([v, wv], j) => {
        hermite7.forEach(([u, wu], i) => {
          const at = j * side + i;
          const w = wu * wv;
          const [g1, g2] = [gradients[2 * at] as number, gradients[2 * at + 1] as number];
          logDensity += w * (heights[at] as number);
          gradient[0] = (gradient[0] as number) + w * g1;
          gradient[1] = (gradient[1] as number) + w * g2;
          g1u += w * g1 * u;
          g1v += w * g1 * v;
          g2u += w * g2 * u;
          g2v += w * g2 * v;
        });
      });
      const h12 = g1v / l22;
      const h22 = g2v / l22;
      const hessian = Float64Array.of((g1u - h12 * l21) / l11, h12, (g2u - h22 * l21) / l11, h22);
      return { logDensity, gradient, hessian };
    },
    logDensity(q) {
      const { points, weights } = planeNodes(q, half, h);
      const heights = new Float64Array(weights.length);
      target.logDensities(points, heights);
      let sum = 0;
      for (let at = 0; at < heights.length; at += 1) sum += (weights[at] as number) * (heights[at] as number);
      return sum;
    },
  };
}

/** KL(q‖p) = E_q[log q − log p] + log Z of a target in the plane, by nodes other than those of `planeExpectations`. */
export function planeGap(target: Target, q: Gaussian, logEvidence: number, { half, h }: Fineness): number {
  const { points, weights, squares } = planeNodes(q, Math.round(half * 1.2), h / 1.17);
  const heights = new Float64Array(weights.length);
  target.logDensities(points, heights);
  const peak = -LOG_2PI - Math.log((q.factor[0] as number) * (q.factor[3] as number));
  let sum = logEvidence;
  for (let at = 0; at < heights.length; at += 1)
    sum += (weights[at] as number) * (peak - (squares[at] as number) / 2 - (heights[at] as number));
  return sum;
}
