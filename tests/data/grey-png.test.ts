// PNGs as scanners, masks and editors write them come back as the grey levels that they show over black.
import { describe, expect, it } from 'vitest';
import { readImageFiles } from '../../core/data/image-files.ts';
import { type PngSpec, pngOf } from './png-of.ts';

const levels = (spec: PngSpec) => [...readImageFiles('f', [{ name: 'f.png', bytes: pngOf(spec) }]).training.pixels];
/** Eleven columns: no whole number of bytes at 1, 2 or 4 bits. */
const grey = (depth: 1 | 2 | 4, transparent?: readonly number[]): PngSpec => ({
  width: 11,
  depth,
  colourType: 0,
  samples: Array.from({ length: 22 }, (_, i) => i % 2 ** depth),
  ...(transparent && { transparent }),
});

describe('a grey PNG', () => {
  it.each([
    [1, 255],
    [2, 85],
    [4, 17],
  ] as const)('of %i bits a sample has its levels %i apart, row by row', (depth, apart) => {
    expect(levels(grey(depth))).toEqual(Array.from({ length: 22 }, (_, i) => apart * (i % 2 ** depth)));
  });

  it('of 16 bits is rounded to 8', () => {
    // 257 · 100 is 100 of 255; 128 more is still nearer to it than to 101.
    expect(levels({ width: 2, depth: 16, colourType: 0, samples: [0, 25700, 25828, 25829, 65535, 1] })).toEqual([0, 100, 100, 101, 255, 0]);
  });

  it('is black where its one transparent level is, all bits of a sample alike', () => {
    expect(levels(grey(2, [0, 3])).slice(0, 5)).toEqual([0, 85, 170, 0, 0]);
    expect(levels(grey(1, [0, 1])).every((level) => level === 0)).toBe(true);
    // Of the two bytes only the bits of a sample count.
    expect(levels(grey(4, [0xff, 0xf2])).slice(0, 4)).toEqual([0, 17, 0, 51]);
    const wide: PngSpec = { width: 2, depth: 16, colourType: 0, samples: [0x6464, 0x6465], transparent: [0x64, 0x64] };
    expect(levels(wide)).toEqual([0, 100]);
  });

  it('with alpha is laid over black', () => {
    expect(levels({ width: 2, depth: 16, colourType: 4, samples: [65535, 32768, 51400, 65535] })).toEqual([128, 200]);
  });
});

describe('a PNG of colours', () => {
  const samples = [30, 60, 90, 9, 9, 9, 255, 255, 255];

  it('is black in its one transparent colour, and nowhere else', () => {
    expect(levels({ width: 3, depth: 8, colourType: 2, samples })).toEqual([60, 9, 255]);
    expect(levels({ width: 3, depth: 8, colourType: 2, samples, transparent: [0, 30, 0, 60, 0, 90] })).toEqual([0, 9, 255]);
    expect(levels({ width: 3, depth: 8, colourType: 2, samples, transparent: [0, 30, 0, 60, 0, 91] })).toEqual([60, 9, 255]);
  });

  it('does not take the colours of a palette that is beside them', () => {
    expect(levels({ width: 3, depth: 8, colourType: 2, samples, palette: [1, 2, 3, 4, 5, 6] })).toEqual([60, 9, 255]);
  });

  it('with alpha of 16 bits is laid over black', () => {
    expect(levels({ width: 1, depth: 16, colourType: 6, samples: [0x1e1e, 0x3c3c, 0x5a5a, 0x8080] })).toEqual([30]);
  });
});

describe('a PNG with a palette', () => {
  const palette = [0, 0, 0, 30, 60, 90, 255, 255, 255, 9, 9, 9];

  it.each([1, 2, 4, 8] as const)('of %i bits a sample shows the mean of its colours', (depth) => {
    const samples = Array.from({ length: 22 }, (_, i) => i % (depth === 1 ? 2 : 4));
    const shown = [0, 60, 255, 9];
    expect(levels({ width: 11, depth, colourType: 3, samples, palette })).toEqual(samples.map((index) => shown[index]));
  });

  it('lays its entries over black as far as they are transparent; those that are not named are opaque', () => {
    const spec: PngSpec = { width: 4, depth: 2, colourType: 3, samples: [0, 1, 2, 3], palette };
    expect(levels({ ...spec, transparent: [255, 51, 128] })).toEqual([0, 12, 128, 9]);
  });
});

describe('what is no PNG of the format', () => {
  const undecoded = 'f.png: expected a PNG or JPEG, got a file that does not decode';
  it.each([
    ['an index beyond the palette', { width: 1, depth: 8, colourType: 3, samples: [2], palette: [1, 2, 3] }, undecoded],
    ['no palette where it is due', { width: 1, depth: 8, colourType: 3, samples: [0] }, undecoded],
    ['colours of 4 bits', { width: 1, depth: 4, colourType: 2, samples: [1, 2, 3] }, undecoded],
    ['a palette of 16 bits', { width: 1, depth: 16, colourType: 3, samples: [0], palette: [1, 2, 3] }, undecoded],
    [
      'interlaced bits',
      { ...grey(1), interlaced: true },
      'f.png: expected a PNG without interlacing, or of 8 or 16 bits a sample, got interlaced, of 1',
    ],
  ] as const)('is refused: %s', (_, spec, message) => {
    expect(() => levels(spec as PngSpec)).toThrow(message);
  });

  it('is refused where a chunk is not what was written', () => {
    const damaged = pngOf({ width: 2, depth: 8, colourType: 3, samples: [0, 1], palette: [10, 10, 10, 20, 20, 20] });
    damaged[41] = 77; // the first colour of the palette
    expect(() => readImageFiles('f', [{ name: 'f.png', bytes: damaged }])).toThrow(undecoded);
  });
});
