// What a trained autoencoder is worth on images it may never have seen.

import { exp, log } from '../math/elementary.ts';
import { standardErrorOf } from '../math/mean.ts';
import type { Random } from '../prob/random.ts';
import { type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import { logLikelihood, meanImages } from './likelihood.ts';
import type { Networks } from './networks.ts';
import { drawnTerms, type Terms, termsOf } from './objective.ts';
import { complexityOf, draw, logPrior } from './posterior.ts';

/** Rows that go through the networks at once. */
const CHUNK = 500;

export interface Codes {
  /** Row by row, [rows × latents]; a flow moves the mean, too, so that codes lie where the decoder looks. */
  readonly means: Float32Array;
  /** Before any flow. */
  readonly logVariances: Float32Array;
}

/** A whole number of standard normals, as float32. */
export function noiseOf(random: Random, length: number): Float32Array {
  const drawn = new Float64Array(length);
  random.normals(drawn);
  return new Float32Array(drawn);
}

/** Noise by which units of the decoder are drawn, for so many rows: none of point weights. */
export const unitNoiseOf = ({ drawnUnits }: Pick<Networks, 'drawnUnits'>, rows: number, random: Random): readonly Float32Array[] =>
  drawnUnits.map((units) => noiseOf(random, rows * units));

/** The same as what `decode` takes. */
export const unitTensors = (noise: readonly Float32Array[], rows: number): Tensor2D[] =>
  noise.map((values) => tf.tensor2d(values, [rows, values.length / rows]));

function* chunks(rows: number, size: number): Generator<[from: number, count: number]> {
  for (let from = 0; from < rows; from += size) yield [from, Math.min(size, rows - from)];
}

/**
 * Terms of the bound on average over rows of x, one draw a row, with the standard error of the bound from row to row, and the codes; beliefs
 * about weights are drawn, and cost nothing here.
 */
export function evaluate(networks: Networks, x: Float32Array, random: Random): Terms & { readonly error: number; readonly codes: Codes } {
  const { pixels, latentDimension: k } = networks.architecture;
  const rows = x.length / pixels;
  const codes: Codes = { means: new Float32Array(rows * k), logVariances: new Float32Array(rows * k) };
  const bounds = new Float64Array(rows);
  let [accuracy, priorEnergy, entropy] = [0, 0, 0];
  for (const [from, count] of chunks(rows, CHUNK)) {
    tf.tidy(() => {
      const images = tf.tensor2d(x.subarray(from * pixels, (from + count) * pixels), [count, pixels]);
      const q = networks.encode(images);
      const { z, logDensity } = draw(networks, q, tf.tensor2d(noiseOf(random, count * k), [count, k]));
      const likelihood = logLikelihood(networks, networks.decode(z, unitTensors(unitNoiseOf(networks, count, random), count)), images);
      const terms = networks.flow ? drawnTerms(z, logDensity, likelihood) : termsOf(q, likelihood);
      accuracy += (terms.accuracy * count) / rows;
      priorEnergy += (terms.priorEnergy * count) / rows;
      entropy += (terms.entropy * count) / rows;
      const complexity = networks.flow ? tf.sub<Tensor1D>(logDensity, logPrior(z)) : complexityOf(q);
      bounds.set(tf.sub<Tensor1D>(likelihood, complexity).dataSync(), from);
      codes.means.set((networks.flow?.(q.mean).z ?? q.mean).dataSync() as Float32Array, from * k);
      codes.logVariances.set(q.logVariance.dataSync() as Float32Array, from * k);
    });
  }
  return { accuracy, priorEnergy, entropy, error: standardErrorOf(bounds), codes };
}

/** log (1/K) Σ_k e^{values[k]}, never beyond the range of numbers. */
export function logMeanExp(values: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) most = Math.max(most, values[i] as number);
  if (!Number.isFinite(most)) return most;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += exp((values[i] as number) - most);
  return most + log(sum / values.length);
}

/** Each of so many rows a number of times, one after the other. */
export function repeated(values: Float32Array, rows: number, times: number): Float32Array {
  const columns = values.length / rows;
  const out = new Float32Array(times * values.length);
  for (let i = 0; i < rows * times; i += 1)
    out.set(values.subarray(Math.floor(i / times) * columns, (Math.floor(i / times) + 1) * columns), i * columns);
  return out;
}

/**
 * L_K = E[log (1/K) Σ_k p(x, z_k)/q(z_k|x)] of each row of x, one estimate a row: L_1 is the bound, and L_K grows with K towards
 * log p(x) (Burda, Grosse and Salakhutdinov 2016).
 */
export function importanceWeighted(networks: Networks, x: Float32Array, samples: number, random: Random): Float64Array {
  const { pixels, latentDimension: k } = networks.architecture;
  const rows = x.length / pixels;
  const bounds = new Float64Array(rows);
  for (const [from, count] of chunks(rows, Math.max(1, Math.floor(CHUNK / samples)))) {
    tf.tidy(() => {
      const some = x.subarray(from * pixels, (from + count) * pixels);
      const images = tf.tensor2d(some, [count, pixels]);
      const repeat = (values: Float32Array): Tensor2D =>
        tf.tensor2d(repeated(values, count, samples), [count * samples, values.length / count]);
      const { mean, logVariance, lower } = networks.encode(images);
      const again = (tensor: Tensor2D) => repeat(tensor.dataSync() as Float32Array);
      const q = { mean: again(mean), logVariance: again(logVariance), ...(lower && { lower: again(lower) }) };
      const noise = tf.tensor2d(noiseOf(random, count * samples * k), [count * samples, k]);
      const { z, logDensity } = draw(networks, q, noise);
      const units = unitTensors(unitNoiseOf(networks, count * samples, random), count * samples);
      const likelihood = logLikelihood(networks, networks.decode(z, units), repeat(some));
      const weights = tf.sub<Tensor1D>(tf.add(likelihood, logPrior(z)), logDensity).dataSync();
      for (let i = 0; i < count; i += 1) bounds[from + i] = logMeanExp(weights.subarray(i * samples, (i + 1) * samples));
    });
  }
  return bounds;
}

/** Images of codes z, [rows × latents] to [rows × pixels]: probabilities of ones, or means. */
export function decodeImages(networks: Networks, z: Float32Array): Float32Array {
  const { latentDimension: k, pixels } = networks.architecture;
  const rows = z.length / k;
  const images = new Float32Array(rows * pixels);
  for (const [from, count] of chunks(rows, CHUNK)) {
    tf.tidy(() => {
      const codes = tf.tensor2d(z.subarray(from * k, (from + count) * k), [count, k]);
      images.set(meanImages(networks, networks.decode(codes)).dataSync() as Float32Array, from * pixels);
    });
  }
  return images;
}

/** Mean KL[q ‖ N(0, 1)] of each latent, in nats. */
export function complexityByLatent({ means, logVariances }: Codes, latents: number): Float64Array {
  const rows = means.length / latents;
  const sums = new Float64Array(latents);
  for (let at = 0; at < means.length; at += 1) {
    const [m, s] = [means[at] as number, logVariances[at] as number];
    sums[at % latents] = (sums[at % latents] as number) + 0.5 * (m * m + exp(s) - 1 - s);
  }
  return sums.map((sum) => sum / rows);
}

/** Var over the rows of the mean of each latent; a unit is active where it exceeds 0.01 (Burda et al. 2016). */
export function codeVariances({ means }: Codes, latents: number): Float64Array {
  const rows = means.length / latents;
  return Float64Array.from({ length: latents }, (_, j) => {
    let [sum, squares] = [0, 0];
    for (let at = j; at < means.length; at += latents) {
      const m = means[at] as number;
      sum += m;
      squares += m * m;
    }
    return squares / rows - (sum / rows) ** 2;
  });
}

/**
 * Mutual information between image and code in these N images, in nats: the mean of log q(z|x_n) − log q(z) over one draw z of each q(z|x_n),
 * where q(z) = (1/N) Σ_n q(z|x_n) is the aggregate posterior. No draw says more than log N, and so neither does their mean. What it leaves of
 * the mean complexity is the KL of q(z) from the prior (Hoffman and Johnson 2016). Mean-field q.
 */
export function mutualInformation({ means, logVariances }: Codes, latents: number, random: Random): number {
  const rows = means.length / latents;
  const noise = noiseOf(random, means.length);
  const precisions = Float64Array.from(logVariances, (s) => exp(-s));
  const logs = Float64Array.from({ length: rows }, (_, n) => {
    let sum = 0;
    for (let j = 0; j < latents; j += 1) sum -= 0.5 * (logVariances[n * latents + j] as number);
    return sum;
  });
  const densities = new Float64Array(rows);
  let sum = 0;
  const z = new Float64Array(latents);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < latents; j += 1) {
      const at = i * latents + j;
      z[j] = (means[at] as number) + exp(0.5 * (logVariances[at] as number)) * (noise[at] as number);
    }
    for (let n = 0; n < rows; n += 1) {
      let away = 0;
      for (let j = 0; j < latents; j += 1) {
        const off = (z[j] as number) - (means[n * latents + j] as number);
        away += off * off * (precisions[n * latents + j] as number);
      }
      densities[n] = (logs[n] as number) - 0.5 * away;
    }
    sum += (densities[i] as number) - logMeanExp(densities);
  }
  return sum / rows;
}
