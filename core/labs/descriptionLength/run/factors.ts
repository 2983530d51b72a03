// Binary images are sent by factors: the model is fitted to some, and others are sent.
import { gzipSync } from 'fflate';
import { InputError } from '../../../base/input-error.ts';
import { bytesOf, randomStack } from '../../../codec/ans.ts';
import { bernoulliCost } from '../../../codec/bernoulli.ts';
import { bitsToBegin, decodeBitsBack, encodeBitsBack, type LatentModel } from '../../../codec/bits-back.ts';
import { createBuckets } from '../../../codec/discretized-normal.ts';
import type { Dataset } from '../../../data/dataset.ts';
import type { ImageSet } from '../../../data/images.ts';
import {
  type BinaryImages,
  beginFactors,
  type FactorBelief,
  type FactorModel,
  type FactorTerms,
  factorBelief,
  factorParameters,
  factorTerms,
  pixelsGiven,
} from '../../../inference/em/logistic-pca.ts';
import { log } from '../../../math/elementary.ts';
import { meanOf } from '../../../math/mean.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { DescriptionValues } from '../declaration/params.ts';
import { bits, coarseness, measuredOf, rounding, type Terms, withRounding } from '../model/terms.ts';
import { type Coded, strayBitsOf } from './coded.ts';
import { streamOf } from './streams.ts';

export interface FactorsRun {
  readonly kind: 'factors';
  readonly seed: number;
  /** Of an image. */
  readonly rows: number;
  readonly columns: number;
  readonly training: BinaryImages;
  readonly sent: BinaryImages;
  readonly model: FactorModel;
  readonly belief: FactorBelief;
  readonly ofSent: FactorBelief;
  readonly terms: FactorTerms;
}

/** Images that are learnt from, and images that are sent. */
const LEARNT = 600;
export const SENT = 200;

const binary = ({ pixels, rows, columns, count }: ImageSet, most: number): BinaryImages => {
  const size = rows * columns;
  const taken = Math.min(count, most);
  return { bits: Uint8Array.from(pixels.subarray(0, taken * size), (grey) => (grey >= 128 ? 1 : 0)), count: taken, pixels: size };
};

/** With q of what is sent and its terms at these parameters. */
function withTerms(run: Omit<FactorsRun, 'ofSent' | 'terms'>): FactorsRun {
  const ofSent = factorBelief(run.model, run.sent);
  return { ...run, ofSent, terms: factorTerms(run.model, run.sent, ofSent) };
}

export function beginFactored({ factors }: DescriptionValues, seed: number, data: Dataset | undefined): FactorsRun {
  if (!data?.images) throw new InputError('subject', 'images', 'none');
  const { rows, columns } = data.images.training;
  const [training, sent] = [binary(data.images.training, LEARNT), binary(data.images.heldOut, SENT)];
  const model = beginFactors(training, factors, streamOf(seed, 'weights'));
  return withTerms({ kind: 'factors', seed, rows, columns, training, sent, model, belief: factorBelief(model, training) });
}

/** An M-step and an E-step. */
export function factorMore(run: FactorsRun): FactorsRun {
  const model = factorParameters(run.model, run.training, run.belief);
  return withTerms({ ...run, model, belief: factorBelief(model, run.training, run.belief) });
}

/** Bits an image. */
export function factoredTerms({ model, sent, ofSent, terms }: FactorsRun, precision: number): Terms {
  const [dataBits, beliefBits] = [bits(meanOf(terms.data)), bits(meanOf(terms.belief))];
  let [prior, entropy] = [0, 0];
  ofSent.means.forEach((mean, at) => {
    const sd = ofSent.sds[at] as number;
    prior += (0.5 * (LOG_2PI + mean * mean + sd * sd)) / sent.count;
    entropy += (0.5 * (LOG_2PI + 1) + log(sd)) / sent.count;
  });
  return {
    dataBits,
    beliefBits,
    energy: dataBits + bits(prior),
    entropy: bits(entropy),
    spent: dataBits + precision * model.factors,
    returned: precision * model.factors - beliefBits,
  };
}

/** The message under this model: the belief over the factors of an image is worked out from the image, as the receiver does. */
export const latentUnder = (model: FactorModel): LatentModel => ({
  latents: model.factors,
  pixels: model.pixels,
  posterior: (x) => {
    const { means, sds } = factorBelief(model, { bits: x, count: 1, pixels: model.pixels });
    return { mean: means, sd: sds };
  },
  likelihood: (z) => pixelsGiven(model, z),
});

/** The message to begin with: bits of another one, from which the factors are borrowed. */
export const messageBeforeImages = (seed: number, model: LatentModel) => randomStack(bitsToBegin(model), streamOf(seed, 'message', 0));

/** What intervals at a precision may add, in bits an image. */
export function factorsCoarseness({ ofSent, sent }: FactorsRun): (precision: number) => number {
  const { means, sds } = ofSent;
  return (precision) => means.reduce((sum, mean, at) => sum + coarseness(precision, mean, sds[at] as number) / sent.count, 0);
}

/** All images in one message, and back: bits an image; what one costs beyond its own F is chance, which the error is read off. */
export function factoredCoded(run: FactorsRun, precision: number): Coded {
  const { sent, terms, seed } = run;
  const model = latentUnder(run.model);
  const stack = messageBeforeImages(seed, model);
  const before = bytesOf(stack);
  const { net } = encodeBitsBack(sent.bits, model, stack, precision);
  const decoded = decodeBitsBack(sent.count, model, stack, precision);
  const beyond = measuredOf(net.map((each, n) => each - bits((terms.data[n] as number) + (terms.belief[n] as number))));
  const strayBits = strayBitsOf(stack, before, sent.bits, decoded);
  const added = rounding(sent.pixels, 1) + factorsCoarseness(run)(precision);
  return { measured: withRounding({ ...beyond, mean: meanOf(net) }, added), strayBits };
}

export interface ImageCodes {
  /** Each pixel by how often it is on, nothing else. */
  readonly pixels: number;
  /** The packed images by gzip, as they are. */
  readonly gzip: number;
  /** The codeword whose factors are those believed most, at this precision, nothing coming back. */
  readonly codeword: number;
}

/** Other codes of the same images, in bits an image. */
export function imageCodes({ training, sent, model, ofSent }: FactorsRun, precision: number): ImageCodes {
  const { count, pixels } = sent;
  const ones = Float64Array.from({ length: pixels }, (_, j) => {
    let sum = 1;
    for (let n = 0; n < training.count; n += 1) sum += training.bits[n * pixels + j] as number;
    return sum / (training.count + 2);
  });
  const packed = new Uint8Array(Math.ceil((count * pixels) / 8));
  sent.bits.forEach((bit, at) => {
    packed[at >> 3] = (packed[at >> 3] as number) | (bit << (7 - (at & 7)));
  });
  const { edges, centres } = createBuckets(precision);
  const bucketOf = (z: number) => {
    let at = 0;
    while (at < centres.length - 1 && z >= (edges[at + 1] as number)) at += 1;
    return centres[at] as number;
  };
  let [alone, codeword] = [0, 0];
  for (let n = 0; n < count; n += 1) {
    const z = Float64Array.from({ length: model.factors }, (_, k) => bucketOf(ofSent.means[n * model.factors + k] as number));
    const given = pixelsGiven(model, z);
    codeword += precision * model.factors;
    for (let j = 0; j < pixels; j += 1) {
      const bit = sent.bits[n * pixels + j] as number;
      alone += bernoulliCost(bit, ones[j] as number);
      codeword += bernoulliCost(bit, given[j] as number);
    }
  }
  return { pixels: alone / count, gzip: (8 * gzipSync(packed, { level: 9 }).length) / count, codeword: codeword / count };
}
