import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readOwnImages } from '../../core/data/dataset-of.ts';
import { readZipImages } from '../../core/data/zip-images.ts';
import { idxOf } from '../../core/io/idx.ts';

const png = (pixels: readonly number[], channels: 1 | 2 | 3 | 4 = 1) =>
  encode({ width: pixels.length / channels / 2, height: 2, data: Uint8Array.from(pixels), channels });
const read = (files: Record<string, Uint8Array>) => readZipImages('z', { name: 'z.zip', bytes: zipSync(files) });

describe('a zip of images', () => {
  it('takes a pair of IDX files, wherever they lie', () => {
    const pixels = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
    const set = read({
      'raw/t-images-idx3-ubyte': idxOf({ shape: [3, 2, 2], values: pixels }),
      'raw/t-labels-idx1-ubyte': idxOf({ shape: [3], values: Uint8Array.of(4, 0, 9) }),
    });
    expect(set).toMatchObject({ rows: 2, columns: 2, count: 3, pixels, labels: Uint8Array.of(4, 0, 9) });
  });

  it('takes PNGs in folders that name their classes, grey, coloured or part transparent', () => {
    const set = read({
      'set/cat/1.png': png([0, 255, 100, 7]),
      'set/dog/2.png': png([30, 60, 90, 0, 0, 0, 255, 255, 255, 10, 20, 60], 3),
      'set/dog/3.png': png([200, 255, 200, 0, 100, 51, 0, 255], 2),
      '__MACOSX/set/cat/._1.png': Uint8Array.of(1, 2, 3),
    });
    expect(set).toMatchObject({ rows: 2, columns: 2, count: 3, labels: Uint8Array.of(0, 1, 1), classes: ['cat', 'dog'] });
    expect([...set.pixels]).toEqual([0, 255, 100, 7, 60, 0, 255, 30, 200, 0, 20, 0]);
  });

  it('says in one line what is wrong', () => {
    expect(() => read({ 'a.png': png([0, 0]), 'b.png': png([0, 0, 0, 0]) })).toThrow(
      'b.png: expected 2 × 1 pixels, as a.png has, got 2 × 2',
    );
    expect(() => read({ 'a.png': Uint8Array.of(1, 2) })).toThrow('a.png: expected a PNG');
    expect(() => read({ 'a.txt': Uint8Array.of(1) })).toThrow('expected PNGs, or a pair of IDX files, got neither');
    expect(() => readZipImages('z', { name: 'z.zip', bytes: Uint8Array.of(1, 2, 3) })).toThrow('z.zip: expected a zip');
  });

  it('is told by its name among the user’s files', () => {
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i % 2}/${i}.png`, png([i, 0, 0, 0])]));
    const { images } = readOwnImages('mine.zip', zipSync(files));
    expect([images?.training.count, images?.heldOut.count]).toEqual([8, 2]);
  });
});
