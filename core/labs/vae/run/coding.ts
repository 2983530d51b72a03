// Bits back with the networks as they are: held-out images become one message, and the message images again.

import { InputError } from '../../../base/input-error.ts';
import { type AnsStack, randomStack } from '../../../codec/ans.ts';
import { type BitsBackTrace, bitsToBegin, decodeBitsBack, encodeBitsBack, type LatentModel } from '../../../codec/bits-back.ts';
import { estimateBound } from '../../../codec/bound.ts';
import type { ImageSet } from '../../../data/images.ts';
import { emptyColumn } from '../../../lab/result.ts';
import { exp } from '../../../math/elementary.ts';
import type { Networks } from '../../../nets/networks.ts';
import { tf } from '../../../tensor/index.ts';
import type { VaeValues } from '../declaration/params.ts';
import { imagesOf, levelsOf } from './batches.ts';
import { streamOf } from './streams.ts';

/** Each latent is one of 2ᵇⁱᵗˢ intervals that the prior makes equally likely. */
const LATENT_BITS = 8;

/** Draws that the bound of an image is the mean of. */
const DRAWS = 2;

/** A trace, what the model says that it should be, and how many pixels came back wrong. */
export interface Coding extends BitsBackTrace {
  /** Of each image, what the bound says that it takes, in bits. */
  readonly bound: Float64Array;
  /** Bits a pixel. */
  readonly codeLength: number;
  readonly codeBound: number;
  readonly codeErrors: number;
}

/**
 * Networks as the coder asks them, an image at a time: the receiver has no batch, and a batch may sum in another order. Bernoulli
 * likelihood, mean-field q.
 */
function latentModelOf(networks: Networks): LatentModel {
  const { pixels, latentDimension: latents } = networks.architecture;
  return {
    latents,
    pixels,
    posterior(x) {
      const [mean, logVariance] = tf.tidy(() => {
        const q = networks.encode(tf.tensor2d(Float32Array.from(x), [1, pixels]));
        return [q.mean.dataSync() as Float32Array, q.logVariance.dataSync() as Float32Array] as const;
      });
      return { mean: Float64Array.from(mean), sd: Float64Array.from(logVariance, (s) => exp(0.5 * s)) };
    },
    likelihood(z) {
      const logits = tf.tidy(() => networks.decode(tf.tensor2d(Float32Array.from(z), [1, latents])).dataSync() as Float32Array);
      return Float64Array.from(logits, (l) => 1 / (1 + exp(-l)));
    },
  };
}

function errorsOf(images: Uint8Array, model: LatentModel, stack: AnsStack): number {
  try {
    const decoded = decodeBitsBack(images.length / model.pixels, model, stack, LATENT_BITS);
    return images.reduce((errors, pixel, i) => errors + (pixel === decoded[i] ? 0 : 1), 0);
  } catch (error) {
    // A message that ends too early says nothing.
    if (error instanceof InputError) return images.length;
    throw error;
  }
}

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

/** Images of zeros and ones, [count, pixels], coded and decoded; `seed` for the bits that are borrowed first. Throws RangeError. */
export function codeImages(networks: Networks, images: Uint8Array, seed: number): Coding {
  const model = latentModelOf(networks);
  const stack = randomStack(bitsToBegin(model), streamOf(seed, 'borrowedBits'));
  const trace = encodeBitsBack(images, model, stack, LATENT_BITS);
  const { complexity, inaccuracy } = estimateBound(images, model, LATENT_BITS, DRAWS, streamOf(seed, 'codedBound'));
  const bound = complexity.map((bits, i) => bits + (inaccuracy[i] as number));
  return {
    ...trace,
    bound,
    codeLength: total(trace.net) / images.length,
    codeBound: total(bound) / images.length,
    codeErrors: errorsOf(images, model, stack),
  };
}

/** What was coded when: as many images as were asked for, by the networks after a step. */
export interface Coded {
  readonly asked: number;
  readonly step: number;
  readonly coding: Coding | undefined;
}

/** What codes: networks after a step, and the images held out. */
interface Coder {
  readonly networks: Networks;
  readonly heldOut: ImageSet;
  readonly seed: number;
  readonly before: number;
  readonly step: number;
  /** Images as they were last coded; none where nobody asks. */
  coded: Coded | undefined;
}

/** The first held-out images coded; none where numbers have run away. */
function coding({ networks, heldOut, seed }: Coder, { coded, ...values }: VaeValues): Coding | undefined {
  const rows = Uint32Array.from({ length: Math.min(coded, heldOut.count) }, (_, i) => i);
  // The stream of the images that are judged: the first ones are the same, pixel by pixel.
  const images = Uint8Array.from(imagesOf(heldOut, rows, levelsOf(values), streamOf(seed, 'heldOutLevels')));
  try {
    return codeImages(networks, images, seed);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Codes if another number of images is asked for, or `afresh`: it is dear, and so it is done when asked for and with each survey, not at each
 * look. None where nobody asked, or where q is no product of normals. What is found depends on steps and values alone, never on looks.
 */
export function bringCoding(state: Coder, values: VaeValues, afresh: boolean): void {
  const { likelihood, family } = state.networks.architecture;
  const asked = likelihood === 'bernoulli' && family === 'meanField' ? values.coded : 0;
  if (asked === 0) state.coded = undefined;
  else if (afresh || state.coded?.asked !== asked) state.coded = { asked, step: state.before + state.step, coding: coding(state, values) };
}

/** A row an image, in bits; no row without a coding. */
export function codingTable(coding: Coding | undefined) {
  if (!coding)
    return {
      image: emptyColumn,
      borrowed: emptyColumn,
      likelihood: emptyColumn,
      prior: emptyColumn,
      net: emptyColumn,
      bound: emptyColumn,
      length: emptyColumn,
    };
  const { borrowed, likelihood, prior, net, bound, length } = coding;
  return {
    image: Float64Array.from(net, (_, i) => i + 1),
    borrowed: borrowed.slice(),
    likelihood: likelihood.slice(),
    prior: prior.slice(),
    net: net.slice(),
    bound: bound.slice(),
    length: length.slice(),
  };
}
