// A handful of small images, for runs that take no time: bars across and bars down, with noise.
import type { Dataset } from '../../core/data/dataset.ts';
import type { ImageSet } from '../../core/data/images.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import type { VaeValues } from '../../core/labs/vae/declaration/params.ts';
import { vae } from '../../core/labs/vae/lab.ts';
import { createRandom } from '../../core/prob/random.ts';

const SIDE = 5;

function setOf(count: number, seed: number): ImageSet {
  const random = createRandom(seed);
  const pixels = new Uint8Array(count * SIDE * SIDE);
  const labels = new Uint8Array(count);
  for (let n = 0; n < count; n += 1) {
    const [down, line] = [random.below(2), random.below(SIDE)];
    labels[n] = down;
    for (let i = 0; i < SIDE * SIDE; i += 1) {
      const on = (down ? i % SIDE : Math.floor(i / SIDE)) === line;
      pixels[n * SIDE * SIDE + i] = on ? 200 + random.below(56) : random.below(60);
    }
  }
  return { name: 'bars', rows: SIDE, columns: SIDE, count, pixels, labels };
}

export const bars: Dataset = { name: 'bars', columns: {}, images: { training: setOf(60, 1), heldOut: setOf(24, 2) } };

/** Values of the VAE lab for these images: small networks. */
export const smallValues = (raw: Readonly<Record<string, unknown>> = {}): Values =>
  parseValues(vae.params, initialValues(vae.params), {
    dataset: 'own',
    hiddenUnits: 8,
    latentDimension: 3,
    batchSize: 16,
    learningRate: 3e-3,
    epochs: 10_000,
    importanceSamples: 4,
    ...raw,
  });

export const vaeValues = (values: Values): VaeValues => values as unknown as VaeValues;

export const openSmall = (raw: Readonly<Record<string, unknown>> = {}, seed = 1) => openRun(vae, smallValues(raw), seed, bars);
