// Probabilistic PCA by EM: x = W z + μ + noise, z ~ N(0, I), noise ~ N(0, σ² I) (Tipping & Bishop 1999). Data enter through their covariance
// alone; q(z|x) is normal, of mean G (x − μ) and one covariance V for all data.
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { LOG_2PI } from '../../math/special.ts';
import type { FreeEnergyTerms } from './mixture.ts';

/** θ: d × k loadings W, and σ². */
export interface PcaParameters {
  readonly loadings: Matrix;
  readonly noiseVariance: number;
}

/** q: k × d gain G, and k × k covariance V. */
export interface PcaBelief {
  readonly gain: Matrix;
  readonly covariance: Matrix;
}

/** Rounding leaves a product that is symmetric not quite so. */
const factored = (matrix: Matrix) => new CholeskyDecomposition(Matrix.add(matrix, matrix.transpose()).div(2));

const logDeterminant = (matrix: Matrix): number =>
  2 *
  factored(matrix)
    .lowerTriangularMatrix.diagonal()
    .reduce((sum, l) => sum + Math.log(l), 0);

const inverse = (matrix: Matrix): Matrix => factored(matrix).solve(Matrix.eye(matrix.rows));

/** The E-step, G = M⁻¹Wᵀ and V = Tσ²M⁻¹ with M = WᵀW + σ²I: the q of least F at temperature T > 0, at T = 1 the exact posterior. */
export function pcaBelief({ loadings, noiseVariance }: PcaParameters, temperature = 1): PcaBelief {
  const precision = loadings.transpose().mmul(loadings).add(Matrix.eye(loadings.columns).mul(noiseVariance));
  const inverted = inverse(precision);
  return { gain: inverted.mmul(loadings.transpose()), covariance: Matrix.mul(inverted, temperature * noiseVariance) };
}

/** The M-step: W = S Gᵀ (V + G S Gᵀ)⁻¹, σ² = tr(S − W G S)/d, for data of d × d covariance S (over N, not N − 1). */
export function pcaParameters(covariance: Matrix, { gain, covariance: own }: PcaBelief): PcaParameters {
  const crossed = covariance.mmul(gain.transpose());
  const second = Matrix.add(own, gain.mmul(crossed));
  const loadings = crossed.mmul(inverse(second));
  const noiseVariance = (covariance.trace() - loadings.mmul(crossed.transpose()).trace()) / covariance.rows;
  return { loadings, noiseVariance };
}

/** The terms of F of `size` data of covariance S; logLikelihood = −F + gap at temperature 1. */
export function pcaTerms(covariance: Matrix, size: number, theta: PcaParameters, q: PcaBelief, temperature = 1): FreeEnergyTerms {
  const { loadings, noiseVariance } = theta;
  const [d, k] = [loadings.rows, loadings.columns];
  const crossed = covariance.mmul(q.gain.transpose());
  const second = Matrix.add(q.covariance, q.gain.mmul(crossed));
  const inner = loadings.transpose().mmul(loadings);
  const squared = covariance.trace() - 2 * loadings.mmul(crossed.transpose()).trace() + inner.mmul(second).trace();
  const energy = size * 0.5 * (d * (LOG_2PI + Math.log(noiseVariance)) + squared / noiseVariance + k * LOG_2PI + second.trace());
  const entropy = size * 0.5 * (k * (LOG_2PI + 1) + logDeterminant(q.covariance));
  const exact = pcaBelief(theta);
  // log P(x) under N(μ, W Wᵀ + σ² I), by |W Wᵀ + σ² I| = σ^{2(d−k)} |M| and its inverse (I − W G)/σ²: W Wᵀ may leave σ² no digits.
  const logWhole = (d - k) * Math.log(noiseVariance) + logDeterminant(inner.clone().add(Matrix.eye(k).mul(noiseVariance)));
  const rest = covariance.trace() - loadings.mmul(exact.gain).mmul(covariance).trace();
  const logLikelihood = -size * 0.5 * (d * LOG_2PI + logWhole + rest / noiseVariance);
  // KL of q from the exact posterior: its mean is off by (G − G*)(x − μ).
  const precision = inverse(exact.covariance);
  const off = Matrix.sub(q.gain, exact.gain);
  const away = precision.mmul(off).mmul(covariance).mmul(off.transpose()).trace();
  const spread = precision.mmul(q.covariance).trace() - k + logDeterminant(exact.covariance) - logDeterminant(q.covariance);
  return { energy, entropy, freeEnergy: energy - temperature * entropy, logLikelihood, gap: size * 0.5 * (away + spread), priorEnergy: 0 };
}
