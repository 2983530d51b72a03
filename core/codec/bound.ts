// What bits back should cost: −ELBO of the model as the coder rounds it, in bits, before any message is made.
import { log } from '../math/elementary.ts';
import type { Random } from '../prob/random.ts';
import { PRECISION } from './ans.ts';
import { bernoulliCost } from './bernoulli.ts';
import { imageCount, type LatentModel } from './bits-back.ts';
import { ownerOf } from './categorical.ts';
import { type Buckets, createBuckets, normalStart } from './discretized-normal.ts';

/** Bits for each image; their sum is −ELBO. */
export interface Bound {
  /** KL[q(z|x) ‖ p(z)], over the buckets. */
  readonly complexity: Float64Array;
  /** −E_q log₂ p(x|z). */
  readonly inaccuracy: Float64Array;
}

const TOTAL = 2 ** PRECISION;
const MOST_STATES = 2 ** 20;

/** q over the buckets, as the coder rounds it. */
function massesOf(buckets: Buckets, mean: number, sd: number): Float64Array {
  const starts = buckets.edges.map((_, i) => normalStart(buckets, mean, sd, i));
  return Float64Array.from(buckets.centres, (_, i) => ((starts[i + 1] as number) - (starts[i] as number)) / TOTAL);
}

/** Σ q log₂(q 2^bits): KL from the uniform. */
const divergence = (masses: Float64Array, bits: number) => masses.reduce((sum, q) => sum + q * (bits + log(q) / Math.LN2), 0);

const imagesOf = (images: Uint8Array, model: LatentModel) =>
  Array.from({ length: imageCount(images, model) }, (_, i) => images.subarray(i * model.pixels, (i + 1) * model.pixels));

function costOf(x: Uint8Array, ones: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i += 1) sum += bernoulliCost(x[i] as number, ones[i] as number);
  return sum;
}

/**
 * −ELBO of each image, exact: summed over all buckets of all latents, 2^(precision · latents) of them, at most 2²⁰. `images` is
 * [count, pixels] of 0 and 1. Throws RangeError.
 */
export function discretizedBound(images: Uint8Array, model: LatentModel, precision: number): Bound {
  const buckets = createBuckets(precision);
  const side = 2 ** precision;
  const states = side ** model.latents;
  if (states > MOST_STATES) throw new RangeError(`expected at most ${MOST_STATES} states of the latents, got ${states}`);
  const each = imagesOf(images, model).map((x) => {
    const { mean, sd } = model.posterior(x);
    return { x, masses: Array.from(mean, (m, i) => massesOf(buckets, m, sd[i] as number)) };
  });
  const inaccuracy = new Float64Array(each.length);
  const z = new Float64Array(model.latents);
  for (let state = 0; state < states; state += 1) {
    const at = Array.from(z, (_, i) => Math.floor(state / side ** i) % side);
    for (let i = 0; i < z.length; i += 1) z[i] = buckets.centres[at[i] as number] as number;
    const ones = model.likelihood(z.slice());
    const zeroCost = ones.map((p) => bernoulliCost(0, p));
    const excess = ones.map((p, i) => bernoulliCost(1, p) - (zeroCost[i] as number));
    const dark = zeroCost.reduce((a, b) => a + b, 0);
    for (let n = 0; n < each.length; n += 1) {
      const { x, masses } = each[n] as (typeof each)[number];
      let weight = 1;
      for (let i = 0; i < z.length; i += 1) weight *= masses[i]?.[at[i] as number] as number;
      let cost = dark;
      for (let i = 0; i < x.length; i += 1) if (x[i] === 1) cost += excess[i] as number;
      inaccuracy[n] = (inaccuracy[n] as number) + weight * cost;
    }
  }
  return { complexity: Float64Array.from(each, ({ masses }) => masses.reduce((sum, q) => sum + divergence(q, precision), 0)), inaccuracy };
}

/**
 * −ELBO of each image for any number of latents: the complexity exact, the inaccuracy the mean over `draws` of z by the coder's own q, with
 * an unbiased estimate of its variance. Throws RangeError.
 */
export function estimateBound(
  images: Uint8Array,
  model: LatentModel,
  precision: number,
  draws: number,
  random: Random,
): Bound & { readonly variance: Float64Array } {
  const buckets = createBuckets(precision);
  const each = imagesOf(images, model).map((x) => {
    const { mean, sd } = model.posterior(x);
    const complexity = mean.reduce((sum, m, i) => sum + divergence(massesOf(buckets, m, sd[i] as number), precision), 0);
    const costs = Float64Array.from({ length: draws }, () => {
      const z = mean.map((m, i) => {
        const start = (bucket: number) => normalStart(buckets, m, sd[i] as number, bucket);
        return buckets.centres[ownerOf(random.below(TOTAL), buckets.centres.length, start)] as number;
      });
      return costOf(x, model.likelihood(z));
    });
    const inaccuracy = costs.reduce((a, b) => a + b, 0) / draws;
    const variance = costs.reduce((sum, cost) => sum + (cost - inaccuracy) ** 2, 0) / (draws - 1) / draws;
    return { complexity, inaccuracy, variance };
  });
  return {
    complexity: Float64Array.from(each, ({ complexity }) => complexity),
    inaccuracy: Float64Array.from(each, ({ inaccuracy }) => inaccuracy),
    variance: Float64Array.from(each, ({ variance }) => variance),
  };
}
