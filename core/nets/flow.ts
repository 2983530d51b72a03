// Normalizing flows: q is no normal any more, but a normal whose draws are moved by maps with a determinant that is known.
import type { Random } from '../prob/random.ts';
import { dense, type Rank, type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import type { Architecture, Flow, Moved } from './networks.ts';
import { constant, glorot, type Parameters, type Weights } from './parameters.ts';

/** Layers of a planar flow, and steps of an inverse autoregressive one. */
const LAYERS = 4;
const STEPS = 2;

export const isFlow = ({ family }: Pick<Architecture, 'family'>): boolean => family === 'planar' || family === 'inverseAutoregressive';

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

/**
 * A planar flow begins as the identity, u = 0; an inverse autoregressive one near it, σ = sigmoid(2) (Kingma et al. 2016). None of a
 * normal family.
 */
export function flowWeights({ family, latentDimension: k }: Architecture, random: Random): Readonly<Record<string, Weights>> {
  const layers = (count: number, of: (name: string) => Readonly<Record<string, Weights>>) =>
    Object.assign({}, ...numbers(count).map((i) => of(`flow/${i}`))) as Readonly<Record<string, Weights>>;
  if (family === 'planar')
    return layers(LAYERS, (name) => ({
      [`${name}/weights`]: glorot(random, k, 1),
      [`${name}/bias`]: constant(0, 1),
      [`${name}/direction`]: constant(0, 1, k),
    }));
  if (family === 'inverseAutoregressive')
    return layers(STEPS, (name) => ({
      [`${name}/mean/weights`]: glorot(random, k, k),
      [`${name}/mean/bias`]: constant(0, k),
      [`${name}/gate/weights`]: glorot(random, k, k),
      [`${name}/gate/bias`]: constant(2, k),
    }));
  return {};
}

const LOG_E_LESS_ONE = Math.log(Math.E - 1);

/**
 * z + û tanh(wᵀz + b), whose log determinant is log(1 + (1 − tanh²) wᵀû) (Rezende and Mohamed 2015, equations 10 to 12). It can be inverted
 * where wᵀû > −1: û is u with its part along w made softplus(wᵀu + log(e − 1)) − 1, their appendix’s m shifted so that u = 0 moves nothing.
 */
function planarLayer(z: Tensor2D, weights: Tensor2D, bias: Tensor1D, direction: Tensor2D): Moved {
  const along = tf.matMul(direction, weights);
  const grown = tf.softplus(tf.add(along, LOG_E_LESS_ONE)) as Tensor2D;
  const across = tf.div(tf.transpose(weights), tf.matMul(weights, weights, true));
  const invertibleDirection = tf.add<Tensor2D>(direction, tf.mul(tf.sub(tf.sub(grown, 1), along), across));
  const bent = dense(z, weights, bias, 'tanh');
  const squares = tf.square(bent);
  // 1 + (1 − h²)(g − 1), a mean of 1 and g > 0.
  const determinant = tf.add(squares, tf.mul(tf.sub(1, squares), grown));
  return { z: tf.add<Tensor2D>(z, tf.matMul(bent, invertibleDirection)), logDeterminant: tf.reshape<Rank.R1>(tf.log(determinant), [-1]) };
}

interface Autoregression {
  readonly meanWeights: Tensor2D;
  readonly meanBias: Tensor1D;
  readonly gateWeights: Tensor2D;
  readonly gateBias: Tensor1D;
}

/**
 * σ z + (1 − σ) m, where m and log σ/(1 − σ) of each latent are linear in those before it, or after it where `backwards`: the Jacobian is
 * triangular with σ on its diagonal (Kingma et al. 2016, equations 13 and 14).
 */
function autoregressiveStep(z: Tensor2D, { meanWeights, meanBias, gateWeights, gateBias }: Autoregression, backwards: boolean): Moved {
  const k = z.shape[1];
  const entries = Array.from({ length: k * k }, (_, at) => {
    const [from, to] = [Math.floor(at / k), at % k];
    return Number(backwards ? from > to : from < to);
  });
  const mask = tf.tensor2d(entries, [k, k]);
  const mean = dense(z, tf.mul(meanWeights, mask), meanBias, 'linear');
  const gate = dense(z, tf.mul(gateWeights, mask), gateBias, 'linear');
  const logs = tf.neg(tf.softplus(tf.neg(gate))) as Tensor2D;
  return {
    z: tf.add<Tensor2D>(mean, tf.mul(tf.sigmoid(gate), tf.sub(z, mean))),
    logDeterminant: tf.reshape<Rank.R1>(tf.matMul(logs, tf.ones([k, 1])), [-1]),
  };
}

/** The flow of these parameters, which move all images’ draws alike; none of a normal family. */
export function flowOf(architecture: Architecture, parameters: Parameters): Flow | undefined {
  if (!isFlow(architecture)) return undefined;
  const vector = (name: string) => parameters[name] as unknown as Tensor1D;
  const matrix = (name: string) => parameters[name] as unknown as Tensor2D;
  const layers =
    architecture.family === 'planar'
      ? numbers(LAYERS).map(
          (i) => (z: Tensor2D) => planarLayer(z, matrix(`flow/${i}/weights`), vector(`flow/${i}/bias`), matrix(`flow/${i}/direction`)),
        )
      : numbers(STEPS).map((i) => (z: Tensor2D) => {
          const step = {
            meanWeights: matrix(`flow/${i}/mean/weights`),
            meanBias: vector(`flow/${i}/mean/bias`),
            gateWeights: matrix(`flow/${i}/gate/weights`),
            gateBias: vector(`flow/${i}/gate/bias`),
          };
          return autoregressiveStep(z, step, i % 2 === 0);
        });
  return (start) =>
    layers.reduce<Moved>(
      ({ z, logDeterminant }, layer) => {
        const moved = layer(z);
        return { z: moved.z, logDeterminant: tf.add<Tensor1D>(logDeterminant, moved.logDeterminant) };
      },
      { z: start, logDeterminant: tf.zeros<Rank.R1>([start.shape[0]]) },
    );
}
