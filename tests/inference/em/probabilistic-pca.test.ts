// Probabilistic PCA by EM against its closed form: the largest eigenvalues, the mean of the rest as noise.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { type PcaParameters, pcaBelief, pcaParameters, pcaTerms } from '../../../core/inference/em/probabilistic-pca.ts';
import { LOG_2PI } from '../../../core/math/special.ts';
import { createRandom } from '../../../core/prob/random.ts';

const SIZE = 300;
const D = 6;

/** Data of two strong directions, and their covariance. */
function covarianceOf(seed: number): Matrix {
  const random = createRandom(seed);
  const directions = new Float64Array(2 * D);
  random.normals(directions);
  const data = new Matrix(SIZE, D);
  for (let n = 0; n < SIZE; n += 1) {
    const [a, b] = [3 * random.normal(), 1.5 * random.normal()];
    for (let j = 0; j < D; j += 1)
      data.set(n, j, a * (directions[j] as number) + b * (directions[D + j] as number) + 0.7 * random.normal());
  }
  const centred = data.subRowVector(data.mean('column'));
  return centred.transpose().mmul(centred).div(SIZE);
}

function start(seed: number): PcaParameters {
  const random = createRandom(seed);
  const loadings = new Matrix(D, 2);
  for (let j = 0; j < D; j += 1) for (let k = 0; k < 2; k += 1) loadings.set(j, k, random.normal());
  return { loadings, noiseVariance: 1 };
}

describe('probabilistic PCA by EM', () => {
  it('lowers F at every half-step, closes the gap at each E-step, and keeps the identity', () => {
    const covariance = covarianceOf(1);
    let theta = start(2);
    let belief = pcaBelief(start(3));
    let last = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 60; i += 1) {
      if (i % 2 === 1) belief = pcaBelief(theta);
      else if (i > 0) theta = pcaParameters(covariance, belief);
      const { freeEnergy, gap, logLikelihood, energy, entropy } = pcaTerms(covariance, SIZE, theta, belief);
      expect(freeEnergy).toBeLessThanOrEqual(last + 1e-9);
      expect(logLikelihood).toBeCloseTo(-freeEnergy + gap, 7);
      expect(freeEnergy).toBeCloseTo(energy - entropy, 9);
      if (i % 2 === 1) expect(Math.abs(gap)).toBeLessThan(1e-8);
      else if (i < 6) expect(gap).toBeGreaterThan(1e-3);
      last = freeEnergy;
    }
  });

  it('keeps the identity where loadings leave the noise no digits', () => {
    const covariance = covarianceOf(1);
    for (const scale of [1e-35, 1e8, 1e35]) {
      const theta = { ...start(2), loadings: start(2).loadings.mul(scale) };
      for (const belief of [pcaBelief(theta), pcaBelief(start(3))]) {
        const { energy, entropy, gap, logLikelihood } = pcaTerms(covariance, SIZE, theta, belief);
        const terms = [-energy, entropy, gap as number, -(logLikelihood as number)];
        expect(Math.abs(terms.reduce((a, b) => a + b)) / Math.max(...terms.map(Math.abs))).toBeLessThan(1e-10);
      }
    }
  });

  it('ends at the closed form, from wherever it begins', () => {
    const covariance = covarianceOf(4);
    const eigenvalues = new EigenvalueDecomposition(covariance, { assumeSymmetric: true }).realEigenvalues.toSorted((a, b) => b - a);
    const noise = eigenvalues.slice(2).reduce((sum, each) => sum + each, 0) / (D - 2);
    const logs = Math.log(eigenvalues[0] as number) + Math.log(eigenvalues[1] as number) + (D - 2) * Math.log(noise);
    const best = -0.5 * SIZE * (D * (LOG_2PI + 1) + logs);
    for (const seed of [5, 6, 7]) {
      let theta = start(seed);
      for (let i = 0; i < 3000; i += 1) theta = pcaParameters(covariance, pcaBelief(theta));
      expect(theta.noiseVariance).toBeCloseTo(noise, 9);
      expect(pcaTerms(covariance, SIZE, theta, pcaBelief(theta)).logLikelihood).toBeCloseTo(best, 7);
    }
  });
});
