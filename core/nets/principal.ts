// Probabilistic PCA: the optimum of a linear autoencoder, in closed form (Tipping and Bishop 1999; Lucas et al. 2019).

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { LOG_2PI } from '../math/special.ts';
import type { Weights } from './parameters.ts';

/** Eigenvalues of the covariance (divisor rows) of x [rows × pixels], the largest first. */
export function principalVariances(x: ArrayLike<number>, pixels: number): number[] {
  const rows = x.length / pixels;
  const means = new Float64Array(pixels);
  for (let at = 0; at < x.length; at += 1) means[at % pixels] = (means[at % pixels] as number) + (x[at] as number) / rows;
  const covariance = new Matrix(pixels, pixels);
  const centred = new Float64Array(pixels);
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < pixels; i += 1) centred[i] = (x[row * pixels + i] as number) - (means[i] as number);
    for (let i = 0; i < pixels; i += 1) {
      for (let j = 0; j <= i; j += 1) covariance.set(i, j, covariance.get(i, j) + ((centred[i] as number) * (centred[j] as number)) / rows);
    }
  }
  for (let i = 0; i < pixels; i += 1) for (let j = 0; j < i; j += 1) covariance.set(j, i, covariance.get(i, j));
  const { realEigenvalues } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  return realEigenvalues.toSorted((a, b) => b - a);
}

/**
 * The largest mean log p(x) that x = W z + μ + noise of one variance can reach with q latents, in nats an example:
 * −½ [D log 2π + Σ_{i≤q} log λ_i + (D − q) log σ² + D], σ² the mean of the other eigenvalues. NaN where there
 * is no largest: where q ≥ D, or the examples lie in q dimensions, so that σ² is nothing but rounding.
 */
export function principalEvidence(variances: readonly number[], latents: number): number {
  const d = variances.length;
  if (latents >= d) return Number.NaN;
  const noise = variances.slice(latents).reduce((sum, v) => sum + v, 0) / (d - latents);
  if (!(noise > d * Number.EPSILON * (variances[0] as number))) return Number.NaN;
  const logSum = variances.slice(0, latents).reduce((sum, v) => sum + Math.log(v), 0);
  return -0.5 * (d * LOG_2PI + logSum + (d - latents) * Math.log(noise) + d);
}

/**
 * The bound of a linear autoencoder on x [rows × pixels], on average and without drawing: with q(z|x) = N(V x + c, diag s) and
 * p(x|z) = N(W z + b, σ²), −½ [D log 2πσ² + (‖x − W m − b‖² + Σ_j s_j ‖W_j‖²)/σ²] − ½ Σ_j [s_j + m_j² − 1 − log s_j].
 */
export function linearElbo(weights: Readonly<Record<string, Weights>>, x: ArrayLike<number>, pixels: number): number {
  const of = (name: string) => (weights[name] as Weights).values;
  const [v, c, s] = [of('encoder/mean/weights'), of('encoder/mean/bias'), of('encoder/logVariance/bias')];
  const [w, b, logScale] = [of('decoder/output/weights'), of('decoder/output/bias'), of('decoder/logScale')[0] as number];
  const k = c.length;
  const rows = x.length / pixels;
  const inverse = Math.exp(-logScale);
  let spread = 0;
  let complexity = 0;
  for (let j = 0; j < k; j += 1) {
    let squares = 0;
    for (let i = 0; i < pixels; i += 1) squares += (w[j * pixels + i] as number) ** 2;
    spread += Math.exp(s[j] as number) * squares;
    complexity += Math.exp(s[j] as number) - 1 - (s[j] as number);
  }
  let off = 0;
  const m = new Float64Array(k);
  for (let row = 0; row < rows; row += 1) {
    for (let j = 0; j < k; j += 1) {
      let sum = c[j] as number;
      for (let i = 0; i < pixels; i += 1) sum += (x[row * pixels + i] as number) * (v[i * k + j] as number);
      m[j] = sum;
      complexity += (sum * sum) / rows;
    }
    for (let i = 0; i < pixels; i += 1) {
      let given = b[i] as number;
      for (let j = 0; j < k; j += 1) given += (m[j] as number) * (w[j * pixels + i] as number);
      off += ((x[row * pixels + i] as number) - given) ** 2;
    }
  }
  return -0.5 * (pixels * (LOG_2PI + logScale) + (off / rows + spread) * inverse) - 0.5 * complexity;
}
