// What is fitted: data, what made them, and where that begins.
import type { Matrix } from 'ml-matrix';
import { bernoulliComponents, coinComponents } from '../../../inference/em/bernoulli.ts';
import { bernoulliBeliefs, coinBeliefs } from '../../../inference/em/beta-beliefs.ts';
import type { Mixture, MixtureModel } from '../../../inference/em/mixture.ts';
import { type Covariance, normalComponents } from '../../../inference/em/normal.ts';
import { normalWishart } from '../../../inference/em/normal-wishart.ts';
import { triangle } from '../../../math/lower-triangle.ts';
import type { Random } from '../../../prob/random.ts';

interface Rows {
  readonly data: Float64Array;
  /** Numbers in a row. */
  readonly dimension: number;
  readonly size: number;
}

/** Each datum was made by one of several components: normals in the plane or on a line, coins (a datum is its heads), images of ones and zeros. */
export interface MixtureProblem extends Rows {
  readonly kind: 'plane' | 'line' | 'coins' | 'digits';
  readonly model: MixtureModel & Required<Pick<MixtureModel, 'beliefs'>>;
}

/** Each datum in the plane, less the mean of all, was made by a hidden number along one direction: probabilistic PCA. */
export interface DirectionProblem extends Rows {
  readonly kind: 'directions';
  /** Of the data, over N. */
  readonly covariance: Matrix;
}

export type Problem = MixtureProblem | DirectionProblem;

/** The tosses of the tutorial by Do and Batzoglou (2008): five sets of ten, each by one of two coins. */
const HEADS = Float64Array.of(5, 9, 8, 4, 7);
export const TOSSES = 10;

export function twoCoins(concentration: number): MixtureProblem {
  const tosses = new Float64Array(HEADS.length).fill(TOSSES);
  return {
    kind: 'coins',
    model: {
      components: coinComponents(HEADS, tosses),
      knownWeights: true,
      beliefs: { believed: coinBeliefs(HEADS, tosses, 1), concentration },
    },
    data: HEADS,
    dimension: 1,
    size: HEADS.length,
  };
}

/** Images of `dimension` ones and zeros; each probability is believed to be anything alike. */
export const binaryImages = (data: Float64Array, dimension: number, concentration: number): MixtureProblem => ({
  kind: 'digits',
  model: { components: bernoulliComponents(data, dimension), beliefs: { believed: bernoulliBeliefs(data, dimension, 1), concentration } },
  data,
  dimension,
  size: data.length / dimension,
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

/** Beliefs on the scale of the data: the prior mean is theirs and worth one datum, and W₀⁻¹ has their variances. */
function weakBeliefs(data: Float64Array, dimension: number) {
  const spreads = Array.from({ length: dimension }, (_, axis) => spreadOf(data, dimension, axis));
  const inverseScale = new Float64Array(triangle(dimension));
  spreads.forEach(({ variance }, axis) => {
    inverseScale[triangle(axis) + axis] = variance;
  });
  return normalWishart(data, dimension, {
    mean: Float64Array.from(spreads, ({ mean }) => mean),
    belief: 1,
    inverseScale,
    degrees: dimension + 1,
  });
}

export interface NormalsSettings {
  readonly covariance: Covariance;
  /** Above 0 an inverse Wishart prior over each covariance whose scale along each axis is that share of the data’s own variance: no component can then sink into a single datum. */
  readonly floor: number;
  /** α₀ of the weights, where they are believed in. */
  readonly concentration: number;
}

/** Mixtures of normals. */
export function normals(data: Float64Array, dimension: 1 | 2, { covariance, floor, concentration }: NormalsSettings): MixtureProblem {
  const scales = Array.from({ length: dimension }, (_, axis) => floor * spreadOf(data, dimension, axis).variance);
  const prior = floor > 0 ? { prior: { scales, degrees: dimension } } : {};
  return {
    kind: dimension === 1 ? 'line' : 'plane',
    model: {
      components: normalComponents({ data, dimension, covariance, ...prior }),
      beliefs: { believed: weakBeliefs(data, dimension), concentration },
    },
    data,
    dimension,
    size: data.length / dimension,
  };
}

/** The ring of one sd: through (wide, lean) and (0, tall) from the mean. A width or a height of 0 is the data’s own. */
export interface Ring {
  readonly wide: number;
  readonly lean: number;
  readonly tall: number;
}

const OWN_RING: Ring = { wide: 0, lean: 0, tall: 0 };

/** Equal weights, these means, and covariances by their rings, `spread` times as wide. */
export function startOf(
  { data, dimension }: MixtureProblem,
  means: readonly (readonly number[])[],
  spread: number,
  rings: readonly Ring[] = [],
): Mixture {
  const weights = new Float64Array(means.length).fill(1 / means.length);
  const width = dimension + triangle(dimension);
  const theta = new Float64Array(means.length * width);
  means.forEach((mean, k) => {
    const { wide, lean, tall } = rings[k] ?? OWN_RING;
    const squares = [wide * wide, tall * tall];
    for (let axis = 0; axis < dimension; axis += 1) {
      theta[k * width + axis] = mean[axis] as number;
      theta[k * width + dimension + triangle(axis) + axis] = spread * spread * (squares[axis] || spreadOf(data, dimension, axis).variance);
    }
    if (dimension === 2 && lean !== 0) {
      const across = wide || Math.sqrt(spreadOf(data, 2, 0).variance);
      theta[k * width + 3] = spread * spread * across * lean;
      theta[k * width + 4] = (theta[k * width + 4] as number) + spread * spread * lean * lean;
    }
  });
  return { weights, theta };
}

/** Equal weights, and probabilities of ones as they are given. */
export const probabilities = (theta: Float64Array, count: number): Mixture => ({
  weights: new Float64Array(count).fill(1 / count),
  theta,
});

/** Images to begin with: any probability between a quarter and three quarters. */
export const paleImages = (count: number, dimension: number, random: Random): Float64Array =>
  Float64Array.from({ length: count * dimension }, () => 0.25 + 0.5 * random.uniform());

/** Coordinate `axis` of what component k makes on average: its mean, its probabilities of ones; of a direction, its loading. */
export const meanAt = (problem: Problem, theta: Float64Array, k: number, axis: number): number =>
  theta[k * (problem.kind === 'directions' ? 0 : problem.model.components.parameters) + axis] as number;
