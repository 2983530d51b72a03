// IDX files: there and back, gzipped or not, and files that lie about themselves.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { idxOf, readIdx } from '../../core/io/idx.ts';

const bytes = (...numbers: number[]) => Uint8Array.from(numbers);

describe('IDX', () => {
  it('comes back as it was written, gzipped or not, wherever it lies in a buffer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }), fc.nat(255), (shape, salt) => {
        const length = shape.reduce((a, b) => a * b, 1);
        const array = { shape, values: Uint8Array.from({ length }, (_, i) => (i * 37 + salt) % 256) };
        const file = idxOf(array);
        expect(readIdx('f', file)).toEqual(array);
        expect(readIdx('f', gzipSync(file))).toEqual(array);
        const larger = new Uint8Array(file.length + 7);
        larger.set(file, 5);
        expect(readIdx('f', larger.subarray(5, 5 + file.length))).toEqual(array);
      }),
    );
  });

  it.each([
    ['mnist-train-10000', 10000, 28],
    ['mnist-t10k-2000', 2000, 28],
    ['fashion-train-3000', 3000, 28],
    ['fashion-t10k-1000', 1000, 28],
  ])('reads %s, which ships, and writes the same bytes', (stem, count, side) => {
    const read = (file: string) => {
      const { shape, values } = readIdx(file, readFileSync(new URL(`../../samples/data/${file}`, import.meta.url)));
      return { shape, values: values as Uint8Array };
    };
    const images = read(`${stem}-images-idx3-ubyte.gz`);
    const labels = read(`${stem}-labels-idx1-ubyte.gz`);
    expect(images.shape).toEqual([count, side, side]);
    expect(labels.shape).toEqual([count]);
    expect(new Set(labels.values)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    const again = readIdx('again', idxOf(images));
    expect(again.shape).toEqual(images.shape);
    // Byte by byte outside the matcher, which takes a minute for millions of them.
    expect(Buffer.compare(again.values as Uint8Array, images.values)).toBe(0);
  });

  // Two numbers each, high byte first, as the list of types at the head of the format has them.
  it.each([
    ['signed bytes', [9, 1, 0, 0, 0, 2, 0xff, 7], [-1, 7]],
    ['short whole numbers', [0x0b, 1, 0, 0, 0, 2, 0xff, 0xfe, 1, 0], [-2, 256]],
    ['whole numbers', [0x0c, 1, 0, 0, 0, 2, 0, 1, 0, 0, 0xff, 0xff, 0xff, 0xff], [65536, -1]],
    ['floats', [0x0d, 1, 0, 0, 0, 2, 0x3f, 0, 0, 0, 0xbf, 0xa0, 0, 0], [0.5, -1.25]],
    ['doubles', [0x0e, 1, 0, 0, 0, 1, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], [1.5]],
  ])('reads %s as its magic number says', (_, content, expected) => {
    expect([...readIdx('f', bytes(0, 0, ...content)).values]).toEqual(expected);
  });

  const magic = 'f: expected the magic number of an IDX file, 00 00, one of 08 09 0b 0c 0d 0e, and 1 to 4, got';
  it.each([
    ['nothing', bytes(), `${magic} an empty file`],
    ['another file', bytes(0x89, 0x50, 0x4e, 0x47, 1, 2), `${magic} 89 50 4e 47`],
    ['numbers of no kind', bytes(0, 0, 0x0a, 1, 0, 0, 0, 0), `${magic} 00 00 0a 01`],
    ['floats cut off', bytes(0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0), 'f: expected 1 numbers of 4 bytes after the sizes, got 2 bytes'],
    ['no dimensions', bytes(0, 0, 8, 0), `${magic} 00 00 08 00`],
    ['200 dimensions', bytes(0, 0, 8, 200), `${magic} 00 00 08 c8`],
    ['sizes cut off', bytes(0, 0, 8, 2, 0, 0, 0, 1), 'f: expected 2 sizes of 4 bytes, got 8 bytes in all'],
    ['too few bytes', bytes(0, 0, 8, 1, 0, 0, 0, 3, 1, 2), 'f: expected 3 bytes after the sizes, got 2'],
    ['too many bytes', bytes(0, 0, 8, 1, 0, 0, 0, 1, 1, 2), 'f: expected 1 bytes after the sizes, got 2'],
    [
      'sizes whose product would wrap round to 0',
      bytes(0, 0, 8, 4, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0),
      'f: expected 65536 × 65536 × 65536 × 65536 bytes after the sizes, got 0',
    ],
    ['half a gzip file', gzipSync(new Uint8Array(5000).map((_, i) => i * i)).subarray(0, 600), /^f: expected /],
    ['the beginning of one', bytes(0x1f, 0x8b, 8), 'f: expected a whole gzip file, got 3 bytes'],
  ])('refuses %s in one line', (_, file, message) => {
    expect(() => readIdx('f', file)).toThrow(InputError);
    expect(() => readIdx('f', file)).toThrow(message);
  });

  it('refuses a gzip file that would unpack to gigabytes, before it unpacks', () => {
    const file = gzipSync(bytes(0, 0, 8, 1, 0, 0, 0, 0));
    new DataView(file.buffer).setUint32(file.length - 4, 0xfffffff0, true);
    expect(() => readIdx('f', file)).toThrow('f: expected at most 256 MB unpacked, got 4096 MB');
    new DataView(file.buffer).setUint32(file.length - 4, 100, true);
    expect(() => readIdx('f', file)).toThrow('f: expected 100 bytes unpacked, got 8');
  });

  it('ends in one line for any bytes, damaged files among them', () => {
    const good = gzipSync(idxOf({ shape: [4, 5, 5], values: new Uint8Array(100).map((_, i) => i * 11) }));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (noise, at, change) => {
        const damaged = good.slice();
        damaged[at] = ((damaged[at] as number) + change) % 256;
        for (const file of [noise, damaged]) {
          try {
            readIdx('f', file);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is not written where shape and values do not agree', () => {
    expect(() => idxOf({ shape: [2, 2], values: new Uint8Array(3) })).toThrow('expected 2 × 2 bytes, got 3');
  });
});
