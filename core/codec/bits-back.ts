// Bits back: an image is sent by a latent that is itself chosen by bits of the message, which the receiver gets back. The net length is the
// free energy −ELBO of the image in bits (Hinton and van Camp 1993; Frey and Hinton 1997; with a stack, Townsend, Bird and Barber 2019).
import { type AnsStack, lengthOf, PRECISION } from './ans.ts';
import { popBernoulli, pushBernoulli } from './bernoulli.ts';
import { type Buckets, createBuckets, popChoice, pushChoice } from './discretized-normal.ts';
import { popUniform, pushUniform } from './uniform.ts';

/**
 * A model of binary images with latents z, a priori N(0, 1). Both functions must give the same bits whenever they are asked the same: the
 * receiver asks them again.
 */
export interface LatentModel {
  readonly latents: number;
  readonly pixels: number;
  /** q(z|x): an independent normal for each latent. */
  readonly posterior: (x: Uint8Array) => { readonly mean: Float64Array; readonly sd: Float64Array };
  /** p(x|z): the probability that each pixel is one. */
  readonly likelihood: (z: Float64Array) => Float64Array;
}

/** What one image did to the length of the message, in bits. */
export interface BitsBackStep {
  /** Taken off the message to choose z: −log₂ q(z|x). */
  readonly borrowed: number;
  /** Paid for the image: −log₂ p(x|z). */
  readonly likelihood: number;
  /** Paid for z: −log₂ p(z), the bits of a bucket for each latent. */
  readonly prior: number;
}

/** The same for each image in order, with net = likelihood + prior − borrowed, and the length of the message after it. */
export interface BitsBackTrace {
  readonly borrowed: Float64Array;
  readonly likelihood: Float64Array;
  readonly prior: Float64Array;
  readonly net: Float64Array;
  readonly length: Float64Array;
}

/** Random bits with which a message can begin for certain: no latent borrows more than the precision of a frequency. */
export const bitsToBegin = ({ latents }: LatentModel): number => latents * PRECISION + 16;

const centresOf = (buckets: Buckets, z: readonly number[]) => Float64Array.from(z, (i) => buckets.centres[i] as number);

/** Pops z by q(z|x), pushes x by p(x|z) and z by p(z). `x` holds 0 and 1. Throws RangeError; InputError where there is nothing to borrow. */
export function encodeImage(x: Uint8Array, model: LatentModel, stack: AnsStack, buckets: Buckets): BitsBackStep {
  const before = lengthOf(stack);
  const { mean, sd } = model.posterior(x);
  const z = Array.from(mean, (m, i) => popChoice(stack, buckets, m, sd[i] as number));
  const without = lengthOf(stack);
  const ones = model.likelihood(centresOf(buckets, z));
  for (let i = x.length - 1; i >= 0; i -= 1) pushBernoulli(stack, x[i] as number, ones[i] as number);
  const withImage = lengthOf(stack);
  for (let i = z.length - 1; i >= 0; i -= 1) pushUniform(stack, z[i] as number, buckets.bits);
  return { borrowed: before - without, likelihood: withImage - without, prior: lengthOf(stack) - withImage };
}

/** Undoes `encodeImage`, bit for bit: pops z and the image, and gives back the bits that had chosen z. Throws InputError. */
export function decodeImage(model: LatentModel, stack: AnsStack, buckets: Buckets): Uint8Array {
  const z = Array.from({ length: model.latents }, () => popUniform(stack, buckets.bits));
  const ones = model.likelihood(centresOf(buckets, z));
  const x = new Uint8Array(model.pixels);
  for (let i = 0; i < x.length; i += 1) x[i] = popBernoulli(stack, ones[i] as number);
  const { mean, sd } = model.posterior(x);
  for (let i = z.length - 1; i >= 0; i -= 1) pushChoice(stack, z[i] as number, buckets, mean[i] as number, sd[i] as number);
  return x;
}

/** How many images of the model's size `images` holds. Throws RangeError. */
export function imageCount(images: Uint8Array, { pixels }: LatentModel): number {
  if (images.length % pixels !== 0) throw new RangeError(`expected images of ${pixels} pixels, got ${images.length} in all`);
  return images.length / pixels;
}

/**
 * Pushes images one after the other, [count, pixels] of 0 and 1; latents in 2^precision buckets. The first image needs bits on the stack, at
 * most `bitsToBegin`: they stay on it, and are no part of the net lengths. Throws RangeError, and InputError where there are none.
 */
export function encodeBitsBack(images: Uint8Array, model: LatentModel, stack: AnsStack, precision: number): BitsBackTrace {
  const count = imageCount(images, model);
  const buckets = createBuckets(precision);
  const column = () => new Float64Array(count);
  const trace = { borrowed: column(), likelihood: column(), prior: column(), net: column(), length: column() };
  for (let i = 0; i < count; i += 1) {
    const x = images.subarray(i * model.pixels, (i + 1) * model.pixels);
    const { borrowed, likelihood, prior } = encodeImage(x, model, stack, buckets);
    trace.borrowed[i] = borrowed;
    trace.likelihood[i] = likelihood;
    trace.prior[i] = prior;
    trace.net[i] = likelihood + prior - borrowed;
    trace.length[i] = lengthOf(stack);
  }
  return trace;
}

/** Pops the last `count` images of the message, in the order they were pushed in; the stack is then what it was before. Throws InputError. */
export function decodeBitsBack(count: number, model: LatentModel, stack: AnsStack, precision: number): Uint8Array {
  const buckets = createBuckets(precision);
  const images = new Uint8Array(count * model.pixels);
  for (let i = count - 1; i >= 0; i -= 1) images.set(decodeImage(model, stack, buckets), i * model.pixels);
  return images;
}
