// The envelope of factors: the model, which was fitted to other images, is known, and images are sent, their factors chosen by bits that come back.
import * as z from 'zod/mini';
import { InputError } from '../../../base/input-error.ts';
import { decodeBitsBack, encodeBitsBack } from '../../../codec/bits-back.ts';
import type { ImageSet } from '../../../data/images.ts';
import { type FactorsRun, latentUnder, messageBeforeImages, SENT } from '../run/factors.ts';
import { type EnvelopeKind, numbers, said, whole } from './envelope-kind.ts';

const [MOST_PIXELS, MOST_FACTORS] = [1024, 12];

const known = z.object({
  by: z.literal('factors'),
  ...said,
  precision: whole(6, 16),
  images: whole(2, SENT),
  rows: whole(1, MOST_PIXELS),
  columns: whole(1, MOST_PIXELS),
  factors: whole(1, MOST_FACTORS),
  /** For each pixel its loadings, then its bias. */
  theta: numbers(MOST_PIXELS * (MOST_FACTORS + 1)),
});
type Known = z.infer<typeof known>;

/** Of the images that came out, the part to be sent on; a model is fitted to the others. */
const SENT_ON = 0.25;

/** Zeros as black, ones as white. */
function setsOf(name: string, bits: Uint8Array, { rows, columns, images }: Known) {
  const size = rows * columns;
  const from = images - Math.max(1, Math.round(SENT_ON * images));
  const part = (first: number, last: number): ImageSet => ({
    name,
    rows,
    columns,
    count: last - first,
    pixels: bits.slice(first * size, last * size).map((bit) => 255 * bit),
  });
  return { training: part(0, from), heldOut: part(from, images) };
}

export const factorsEnvelope: EnvelopeKind<FactorsRun, Known> = {
  known,
  seal({ seed, rows, columns, sent, model }, precision) {
    const latent = latentUnder(model);
    const message = messageBeforeImages(seed, latent);
    encodeBitsBack(sent.bits, latent, message, precision);
    const { factors, theta } = model;
    return { known: { by: 'factors', seed, precision, images: sent.count, rows, columns, factors, theta: [...theta] }, message };
  },
  open(name, known, message) {
    const { seed, precision, images, rows, columns, factors, theta } = known;
    const pixels = rows * columns;
    if (pixels > MOST_PIXELS || theta.length !== pixels * (factors + 1))
      throw new InputError(name, `${factors + 1} numbers for each of at most ${MOST_PIXELS} pixels`, `${theta.length} for ${pixels}`);
    const latent = latentUnder({ pixels, factors, theta: Float64Array.from(theta) });
    const bits = decodeBitsBack(images, latent, message, precision);
    return { data: { columns: {}, images: setsOf(name, bits, known) }, begun: messageBeforeImages(seed, latent) };
  },
};
