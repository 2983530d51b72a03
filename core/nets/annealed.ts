// Annealed importance sampling: log p(x) of images by chains from the prior to the posterior (Neal 2001; Wu et al. 2017).
import { exp } from '../math/elementary.ts';
import type { Random } from '../prob/random.ts';
import { type Tensor, type Tensor2D, tf } from '../tensor/index.ts';
import { logMeanExp, noiseOf, repeated } from './evaluation.ts';
import { logLikelihood } from './likelihood.ts';
import type { Networks } from './networks.ts';

/** Steps of a trajectory, the acceptance that step sizes are brought to, and how quickly. */
const LEAPFROGS = 5;
const ACCEPTED = 0.65;
const RATE = 0.3;
const FIRST_SIZE = 0.3;

/** How steep the schedule of temperatures is in its middle. */
const STEEPNESS = 4;

/** β from 0 to 1 in so many steps, slowly at both ends: a sigmoid made to fit (Wu et al. 2017, section 4). */
export function schedule(steps: number): Float64Array {
  const at = (x: number) => 1 / (1 + exp(-x));
  const [low, high] = [at(-STEEPNESS), at(STEEPNESS)];
  return Float64Array.from({ length: steps + 1 }, (_, i) => (at(STEEPNESS * ((2 * i) / steps - 1)) - low) / (high - low));
}

/** log p(x|z) of each row and its slope against z. */
function likelihoodAt(networks: Networks, images: Tensor2D, z: Float32Array) {
  let [values, slopes] = [new Float32Array(), new Float32Array()];
  tf.tidy(() => {
    const slope = tf.grad((codes: Tensor) => {
      const each = logLikelihood(networks, networks.decode(codes as Tensor2D), images);
      values = each.dataSync() as Float32Array<ArrayBuffer>;
      return tf.sum(each);
    })(tf.tensor2d(z, [images.shape[0], z.length / images.shape[0]]));
    slopes = slope.dataSync() as Float32Array<ArrayBuffer>;
  });
  return { values, slopes };
}

const squaresOf = (z: Float32Array, row: number, k: number): number => {
  let sum = 0;
  for (let at = row * k; at < (row + 1) * k; at += 1) sum += (z[at] as number) ** 2;
  return sum;
};

/** Where chains are, one a row, and log p(x|z) there. */
interface Places {
  readonly z: Float32Array;
  readonly values: Float32Array;
  readonly slopes: Float32Array;
}

/** One Hamiltonian move of every chain for p(z) p(x|z)^β, and the mean probability with which they were accepted. */
function move(networks: Networks, images: Tensor2D, from: Places, beta: number, size: number, random: Random): [Places, number] {
  const rows = images.shape[0];
  const k = from.z.length / rows;
  const momentum = noiseOf(random, rows * k);
  const energy = ({ z, values }: Places, p: Float32Array, row: number) =>
    0.5 * (squaresOf(z, row, k) + squaresOf(p, row, k)) - beta * (values[row] as number);
  const before = Float64Array.from({ length: rows }, (_, row) => energy(from, momentum, row));
  const kick = ({ z, slopes }: Places, by: number) => {
    for (let at = 0; at < z.length; at += 1)
      momentum[at] = (momentum[at] as number) + by * (beta * (slopes[at] as number) - (z[at] as number));
  };
  let there = from;
  for (let i = 0; i < LEAPFROGS; i += 1) {
    kick(there, size / 2);
    const z = there.z.map((each, at) => each + size * (momentum[at] as number));
    there = { z, ...likelihoodAt(networks, images, z) };
    kick(there, size / 2);
  }
  const places = { z: from.z.slice(), values: from.values.slice(), slopes: from.slopes.slice() };
  let accepted = 0;
  for (let row = 0; row < rows; row += 1) {
    const probability = Math.min(1, exp((before[row] as number) - energy(there, momentum, row)) || 0);
    accepted += probability / rows;
    if (random.uniform() >= probability) continue;
    places.values[row] = there.values[row] as number;
    for (const name of ['z', 'slopes'] as const) places[name].set(there[name].subarray(row * k, (row + 1) * k), row * k);
  }
  return [places, accepted];
}

/** log weights of chains, one a row of images; step sizes are those given for each β, or found on the way and written there. */
function chains(networks: Networks, images: Tensor2D, betas: Float64Array, sizes: Float64Array, random: Random, adapt: boolean) {
  const rows = images.shape[0];
  const start = noiseOf(random, rows * networks.architecture.latentDimension);
  let places: Places = { z: start, ...likelihoodAt(networks, images, start) };
  const logs = new Float64Array(rows);
  let size = FIRST_SIZE;
  for (let i = 1; i < betas.length; i += 1) {
    const [before, beta] = [betas[i - 1] as number, betas[i] as number];
    places.values.forEach((value, row) => {
      logs[row] = (logs[row] as number) + (beta - before) * value;
    });
    // Where β is 1 nothing is weighed any more.
    if (i === betas.length - 1) break;
    const [moved, accepted] = move(networks, images, places, beta, adapt ? size : (sizes[i] as number), random);
    places = moved;
    if (adapt) {
      sizes[i] = size;
      size *= exp(RATE * (accepted - ACCEPTED));
    }
  }
  return logs;
}

/**
 * For each row of x an estimate whose expectation is at most log p(x), in nats: log (1/C) Σ_c w_c over C chains, E[w] = p(x) for any number of
 * steps from the prior to the posterior, and nearer to log p(x) the more there are. Step sizes are found by chains of their own, whose weights
 * are thrown away, so that those that count do not know what is to come.
 */
export function annealed(
  networks: Networks,
  x: Float32Array,
  { steps, count }: { readonly steps: number; readonly count: number },
  random: Random,
): Float64Array {
  const { pixels } = networks.architecture;
  const rows = x.length / pixels;
  const images = tf.tensor2d(repeated(x, rows, count), [rows * count, pixels]);
  const betas = schedule(steps);
  const sizes = new Float64Array(betas.length);
  chains(networks, images, betas, sizes, random, true);
  const logs = chains(networks, images, betas, sizes, random, false);
  images.dispose();
  return Float64Array.from({ length: rows }, (_, row) => logMeanExp(logs.subarray(row * count, (row + 1) * count)));
}
