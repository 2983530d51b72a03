// What a step trains on: read off seed and step alone, each epoch all images once.
import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../core/data/images.ts';
import { createBatches, imagesOf, type Levels } from '../../core/labs/vae/run/batches.ts';
import { createRandom } from '../../core/prob/random.ts';

const setOf = (pixels: Uint8Array, count = 1): ImageSet => ({ name: 'set', rows: 1, columns: pixels.length / count, count, pixels });
const levels = (pixels: Uint8Array, how: Levels, random = createRandom(5)) => imagesOf(setOf(pixels), [0], how, random);
const mean = (xs: ArrayLike<number>) => Array.from(xs).reduce((a, b) => a + b, 0) / xs.length;

describe('imagesOf', () => {
  const pixels = Uint8Array.from({ length: 256 }, (_, i) => i);

  it('keeps grey as shares of white, or cuts at one half', () => {
    expect(levels(pixels, 'grey')).toEqual(Float32Array.from(pixels, (pixel) => pixel / 255));
    expect(levels(pixels, 'static')).toEqual(Float32Array.from(pixels, (pixel) => (pixel > 127 ? 1 : 0)));
  });

  it('draws ones with the grey value for a probability: within 4 standard errors, and black and white for certain', () => {
    const random = createRandom(5);
    for (const pixel of [13, 128, 240]) {
      const ones = levels(new Uint8Array(20_000).fill(pixel), 'dynamic', random);
      const p = pixel / 255;
      const z = (expected: number) => Math.abs(mean(ones) - expected) / Math.sqrt((p * (1 - p)) / 20_000);
      expect(z(p)).toBeLessThan(4);
      expect(z(p + 0.03)).toBeGreaterThan(4);
    }
    expect(mean(levels(new Uint8Array(1000), 'dynamic', random))).toBe(0);
    expect(mean(levels(new Uint8Array(1000).fill(255), 'dynamic', random))).toBe(1);
  });
});

describe('createBatches', () => {
  const set = setOf(new Uint8Array(23), 23);

  it('goes through all images once an epoch, in another order each, known without what came before', () => {
    const batches = createBatches(set, 7);
    const epoch = (n: number) => [0, 1, 2, 3, 4, 5].flatMap((at) => [...batches.of(n, at, 4)]);
    const first = epoch(0);
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 23 }, (_, i) => i));
    expect(epoch(1)).not.toEqual(first);
    expect([...createBatches(set, 7).of(1, 2, 4)]).toEqual(epoch(1).slice(8, 12));
    expect([...createBatches(set, 8).of(0, 0, 4)]).not.toEqual(first.slice(0, 4));
  });

  it('leaves the last images of an epoch out where they do not fill a batch', () => {
    expect([createBatches(set, 1).perEpoch(4), createBatches(set, 1).perEpoch(100)]).toEqual([5, 1]);
  });
});
