// q(z|x): draws of it, its densities, and its KL from the prior N(0, 1).
import { exp } from '../math/elementary.ts';
import { LOG_2PI } from '../math/special.ts';
import { gaussianSample, type Rank, type Tensor, type Tensor1D, type Tensor2D, type Tensor3D, tf } from '../tensor/index.ts';
import type { Encoded, Networks } from './networks.ts';

/** Places the entries below the diagonal of a k × k matrix, row by row: [k (k − 1)/2, k²]. */
function placing(k: number): Tensor2D {
  const rows: number[] = [];
  for (let i = 1; i < k; i += 1) for (let j = 0; j < i; j += 1) rows.push(i * k + j);
  return tf.oneHot(tf.tensor1d(rows, 'int32'), k * k) as Tensor2D;
}

/** L ε of rows of noise: L has exp(½ logVariance) on its diagonal and `lower` below. */
const lowerProduct = (lower: Tensor2D, noise: Tensor2D): Tensor2D => {
  const k = noise.shape[1];
  const strict = tf.reshape<Rank.R3>(tf.matMul(lower, tf.cast(placing(k), 'float32')), [-1, k, k]);
  return tf.squeeze<Tensor2D>(tf.matMul(strict, tf.expandDims<Tensor3D>(noise, 2)), [2]);
};

/** z = mean + L noise, [rows, latents], before any flow. */
export function sample({ mean, logVariance, lower }: Encoded, noise: Tensor2D): Tensor2D {
  const independent = gaussianSample(mean, logVariance, noise);
  return lower && mean.shape[1] > 1 ? tf.add<Tensor2D>(independent, lowerProduct(lower, noise)) : independent;
}

/** KL[q(z|x) ‖ N(0, 1)] of each latent of a mean-field q, ½(μ² + σ² − 1 − log σ²), [rows, latents]. Off the diagonal of a full one is left out. */
export const complexities = ({ mean, logVariance }: Encoded): Tensor2D =>
  tf.mul<Tensor2D>(tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1)), 0.5);

/** What the entries below the diagonal add to the KL of each row: ½ Σ L². */
export const lowerComplexity = (lower: Tensor2D): Tensor1D => tf.mul<Tensor1D>(tf.sum<Tensor1D>(tf.square(lower), 1), 0.5);

/** KL[q(z|x) ‖ N(0, 1)] of each row of a normal q. */
export const complexityOf = (q: Encoded): Tensor1D => {
  const diagonal = tf.sum<Tensor1D>(complexities(q), 1);
  return q.lower ? tf.add<Tensor1D>(diagonal, lowerComplexity(q.lower)) : diagonal;
};

/** −½ Σ (t + log 2π), row by row. */
const halfSum = (t: Tensor): Tensor1D => tf.mul<Tensor1D>(tf.sum<Tensor1D>(tf.add(t, LOG_2PI), 1), -0.5);

/** log q(z|x) row by row, of a mean-field q. */
export const logDensity = ({ mean, logVariance }: Encoded, z: Tensor2D): Tensor1D =>
  halfSum(tf.add(tf.mul(tf.squaredDifference(z, mean), tf.exp(tf.neg(logVariance))), logVariance));

/** log N(z; 0, 1) row by row. */
export const logPrior = (z: Tensor2D): Tensor1D => halfSum(tf.square(z));

/** log q(z|x) of z = mean + L noise, by its noise: exact for a full covariance, too. */
export const logDensityOfNoise = ({ logVariance }: Encoded, noise: Tensor2D): Tensor1D => halfSum(tf.add(tf.square(noise), logVariance));

/** Σ f(v). */
export const total = (values: ArrayLike<number>, f: (value: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += f(values[i] as number);
  return sum;
};

/** −E[log N(·; 0, 1)] and the entropy of normals, L² off their diagonals besides, in float64: nats a row. */
export function normalTerms(means: ArrayLike<number>, logVariances: ArrayLike<number>, rows: number, off = 0) {
  const squares = total(means, (m) => m * m) + total(logVariances, exp) + off;
  const each = means.length / rows;
  return {
    priorEnergy: 0.5 * (squares / rows + each * LOG_2PI),
    entropy: 0.5 * (total(logVariances, (s) => s) / rows + each * (1 + LOG_2PI)),
  };
}

/** Draws by their noise, moved by the flow if there is one, and log q at them: log q(z) = log q(z₀) − log |det ∂z/∂z₀|. */
export function draw(
  { flow }: Pick<Networks, 'flow'>,
  q: Encoded,
  noise: Tensor2D,
): { readonly z: Tensor2D; readonly logDensity: Tensor1D } {
  const start = sample(q, noise);
  const logDensity = logDensityOfNoise(q, noise);
  if (!flow) return { z: start, logDensity };
  const { z, logDeterminant } = flow(start);
  return { z, logDensity: tf.sub<Tensor1D>(logDensity, logDeterminant) };
}
