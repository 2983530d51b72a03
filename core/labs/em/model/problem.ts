// What is fitted: data, components, and where they begin.
import { coinComponents } from '../../../inference/em/bernoulli.ts';
import type { Mixture, MixtureModel } from '../../../inference/em/mixture.ts';
import { type Covariance, normalComponents } from '../../../inference/em/normal.ts';
import { triangle } from '../../../math/lower-triangle.ts';

export type Kind = 'plane' | 'line' | 'coins';

export interface Problem {
  readonly kind: Kind;
  readonly model: MixtureModel;
  /** Rows of one number on the line (heads, of coins), of two in the plane. */
  readonly data: Float64Array;
  readonly dimension: 1 | 2;
  readonly size: number;
}

/** The tosses of the tutorial by Do and Batzoglou (2008): five sets of ten, each by one of two coins. */
const HEADS = Float64Array.of(5, 9, 8, 4, 7);
export const TOSSES = 10;

export const twoCoins = (): Problem => ({
  kind: 'coins',
  model: { components: coinComponents(HEADS, new Float64Array(HEADS.length).fill(TOSSES)), knownWeights: true },
  data: HEADS,
  dimension: 1,
  size: HEADS.length,
});

/** Mean and variance (over N) of one coordinate of rows of d numbers; the variance of equal numbers is 1, to begin with something. */
export function spreadOf(data: Float64Array, dimension: number, axis: number): { readonly mean: number; readonly variance: number } {
  const size = data.length / dimension;
  let mean = 0;
  for (let i = axis; i < data.length; i += dimension) mean += (data[i] as number) / size;
  let variance = 0;
  for (let i = axis; i < data.length; i += dimension) variance += ((data[i] as number) - mean) ** 2 / size;
  return { mean, variance: variance > 0 ? variance : 1 };
}

/**
 * Mixtures of normals. `floor` > 0 is an inverse Wishart prior over each covariance whose scale is that share of the data’s own variance: no
 * component can then sink into a single datum.
 */
export function normals(data: Float64Array, dimension: 1 | 2, covariance: Covariance, floor: number): Problem {
  const variances = Array.from({ length: dimension }, (_, axis) => spreadOf(data, dimension, axis).variance);
  const scale = floor * (variances.reduce((sum, each) => sum + each, 0) / dimension);
  const prior = floor > 0 ? { prior: { scale, degrees: dimension } } : {};
  return {
    kind: dimension === 1 ? 'line' : 'plane',
    model: { components: normalComponents({ data, dimension, covariance, ...prior }) },
    data,
    dimension,
    size: data.length / dimension,
  };
}

/** Equal weights, these means, and the data’s own variances times `spread`² along each axis. */
export function startOf({ data, dimension, kind }: Problem, means: readonly (readonly number[])[], spread: number): Mixture {
  const weights = new Float64Array(means.length).fill(1 / means.length);
  if (kind === 'coins') return { weights, theta: Float64Array.from(means.flat()) };
  const width = dimension + triangle(dimension);
  const theta = new Float64Array(means.length * width);
  means.forEach((mean, k) => {
    for (let axis = 0; axis < dimension; axis += 1) {
      theta[k * width + axis] = mean[axis] as number;
      theta[k * width + dimension + triangle(axis) + axis] = spread * spread * spreadOf(data, dimension, axis).variance;
    }
  });
  return { weights, theta };
}

/** Mean of component k along an axis; a coin’s probability of heads. */
export const meanAt = ({ model }: Problem, theta: Float64Array, k: number, axis: number): number =>
  theta[k * model.components.parameters + axis] as number;
