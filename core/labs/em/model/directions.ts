// Probabilistic PCA of data in the plane as EM has it: q(z|x) of a hidden number a datum, and a direction with noise around it. θ is the loading
// (two numbers) and the variance of the noise; q is its gain (two numbers: its mean is gain · (x − μ)) and its variance, one for all data.
import { Matrix } from 'ml-matrix';
import type { FreeEnergyTerms } from '../../../inference/em/mixture.ts';
import { type PcaBelief, type PcaParameters, pcaBelief, pcaParameters, pcaTerms } from '../../../inference/em/probabilistic-pca.ts';
import type { EmState } from '../../../inference/em/variant.ts';
import { type DirectionProblem, spreadOf } from './problem.ts';

export function directions(rows: Float64Array): DirectionProblem {
  const size = rows.length / 2;
  const mean = [0, 1].map((axis) => spreadOf(rows, 2, axis).mean);
  const data = rows.map((x, at) => x - (mean[at % 2] as number));
  const covariance = Matrix.zeros(2, 2);
  for (let i = 0; i < data.length; i += 2)
    for (const row of [0, 1])
      for (const column of [0, 1])
        covariance.set(row, column, covariance.get(row, column) + ((data[i + row] as number) * (data[i + column] as number)) / size);
  return { kind: 'directions', data, dimension: 2, size, covariance };
}

const thetaOf = ({ mixture: { theta } }: Pick<EmState, 'mixture'>): PcaParameters => ({
  loadings: Matrix.columnVector([theta[0] as number, theta[1] as number]),
  noiseVariance: theta[2] as number,
});

const beliefOf = ({ responsibilities: [g0, g1, v] }: Pick<EmState, 'responsibilities'>): PcaBelief => ({
  gain: Matrix.rowVector([g0 as number, g1 as number]),
  covariance: new Matrix([[v as number]]),
});

/** Before the first E-step q is the prior, whatever the datum. */
export const beginDirections = (loading: readonly [number, number], noiseVariance: number): EmState => ({
  mixture: { weights: Float64Array.of(1), theta: Float64Array.of(...loading, noiseVariance) },
  responsibilities: Float64Array.of(0, 0, 1),
  sums: new Float64Array(),
  moves: 0,
  cursor: 0,
  dataPasses: 0,
});

/** E and M in turn; data enter through their covariance alone, which is one pass an E-step. */
export function nextOfDirections(problem: DirectionProblem, em: EmState, temperature = 1): EmState {
  if (em.moves % 2 === 0) {
    const { gain, covariance } = pcaBelief(thetaOf(em), temperature);
    const responsibilities = Float64Array.of(gain.get(0, 0), gain.get(0, 1), covariance.get(0, 0));
    return { ...em, responsibilities, moves: em.moves + 1, dataPasses: em.dataPasses + 1 };
  }
  const { loadings, noiseVariance } = pcaParameters(problem.covariance, beliefOf(em));
  const theta = Float64Array.of(loadings.get(0, 0), loadings.get(1, 0), noiseVariance);
  return { ...em, mixture: { ...em.mixture, theta }, moves: em.moves + 1 };
}

export const termsOfDirections = (
  problem: DirectionProblem,
  em: Pick<EmState, 'mixture' | 'responsibilities'>,
  temperature = 1,
): FreeEnergyTerms => pcaTerms(problem.covariance, problem.size, thetaOf(em), beliefOf(em), temperature);

/** The covariance of what the model makes, by its lower triangle: W Wᵀ + σ² I. */
export function madeCovariance(theta: Float64Array): Float64Array {
  const [w0, w1, noise] = theta as unknown as [number, number, number];
  return Float64Array.of(w0 * w0 + noise, w0 * w1, w1 * w1 + noise);
}
