// Sets of images: their readers, the split, and grey values as observations.
import { readFileSync } from 'node:fs';
import { gzipSync, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { type ImageSet, readCsvImages, readIdxImages, readNpyImages } from '../../core/data/images.ts';
import { type ShippedImages, shippedImages } from '../../core/data/shipped-images.ts';
import { split, takeImages } from '../../core/data/split.ts';
import { idxOf } from '../../core/io/idx.ts';
import { npzOf, readNpy } from '../../core/io/npy.ts';
import { createRandom } from '../../core/prob/random.ts';

const text = (content: string) => ({ name: 'f', bytes: new TextEncoder().encode(content) });
const shipped = (name: keyof typeof shippedImages): ImageSet => {
  const { files, read }: ShippedImages = shippedImages[name];
  return read(files.map((file) => new Uint8Array(readFileSync(new URL(`../../samples/data/${file}`, import.meta.url)))));
};

describe('images that ship', () => {
  // Counts as the makers state them; the first label of MNIST’s training images is a 5, of Fashion’s an ankle boot.
  it.each([
    ['mnist', 10000, 28, '5'],
    ['mnistTest', 2000, 28, '7'],
    ['fashion', 3000, 28, 'Ankle boot'],
    ['fashionTest', 1000, 28, 'Ankle boot'],
    ['digits', 1797, 8, '0'],
  ] as const)('%s: %i of %i × the same, the first a %s', (name, count, side, first) => {
    const set = shipped(name);
    expect([set.count, set.rows, set.columns]).toEqual([count, side, side]);
    expect(set.pixels.length).toBe(count * side * side);
    expect(set.classes?.[set.labels?.[0] as number]).toBe(first);
    expect(new Set(set.labels).size).toBe(10);
    expect(set.pixels.reduce((a, b) => Math.max(a, b), 0)).toBe(255);
  });

  it('are not taken for each other', () => {
    expect(() => shippedImages.mnist.read([])).toThrow('mnist-train-10000-images-idx3-ubyte.gz: expected the magic number');
    expect(() => shippedImages.digits.read([])).toThrow('digits.csv.gz: expected an image in each row, got an empty file');
  });
});

describe('pairs of IDX files', () => {
  const images = { name: 'i', bytes: idxOf({ shape: [2, 1, 3], values: Uint8Array.of(0, 1, 2, 253, 254, 255) }) };
  const labels = (...values: number[]) => ({ name: 'l', bytes: idxOf({ shape: [values.length], values: Uint8Array.from(values) }) });

  it('are a set, with labels or without', () => {
    const set = { name: 's', rows: 1, columns: 3, count: 2, pixels: Uint8Array.of(0, 1, 2, 253, 254, 255) };
    expect(readIdxImages('s', images)).toEqual(set);
    expect(readIdxImages('s', images, labels(1, 0), ['a', 'b'])).toEqual({ ...set, labels: Uint8Array.of(1, 0), classes: ['a', 'b'] });
  });

  it('must fit together', () => {
    expect(() => readIdxImages('s', images, labels(1))).toThrow('l: expected 2 labels, one for each image, got 1');
    expect(() => readIdxImages('s', images, labels(1, 2), ['a', 'b'])).toThrow('l: expected labels below 2, got 2');
    expect(() => readIdxImages('s', labels(1, 2))).toThrow('l: expected count × rows × columns, got 2');
    expect(() => readIdxImages('s', images, images)).toThrow('i: expected one label an image, got 2 × 1 × 3');
    expect(() => readIdxImages('s', { name: 'i', bytes: idxOf({ shape: [0, 2, 2], values: new Uint8Array(0) }) })).toThrow(InputError);
  });
});

describe('tables of images', () => {
  it.each([
    ['label first', 'label,pixel1,pixel2,pixel3,pixel4\n3,0,255,1,128\n9,5,5,5,5\n', [3, 9]],
    ['label last', 'a,b,c,d,Label\n0,255,1,128,3\n5,5,5,5,9\n', [3, 9]],
    ['no label', 'a,b,c,d\n0,255,1,128\n5,5,5,5', undefined],
    ['no names', '0,255,1,128\r\n5,5,5,5\r\n', undefined],
  ])('with %s', (_, content, labels) => {
    const set = { name: 's', rows: 2, columns: 2, count: 2, pixels: Uint8Array.of(0, 255, 1, 128, 5, 5, 5, 5) };
    const expected = labels ? { ...set, labels: Uint8Array.from(labels) } : set;
    expect(readCsvImages('s', text(content))).toEqual(expected);
    expect(readCsvImages('s', { name: 'f', bytes: gzipSync(text(content).bytes) })).toEqual(expected);
  });

  it('take shares of white as such, and another white where it is said', () => {
    expect([...readCsvImages('s', text('0,0.5,1,0.25')).pixels]).toEqual([0, 128, 255, 64]);
    expect([...readCsvImages('s', text('0,8,16,1'), { white: 16 }).pixels]).toEqual([0, 128, 255, 16]);
    expect([...(readCsvImages('s', text('0,8,16,1,7'), { white: 16, label: 'last' }).labels ?? [])]).toEqual([7]);
  });

  it.each([
    ['an empty file', '', 'f: expected an image in each row, got an empty file'],
    ['names alone', 'a,b,c,d', 'f: expected at least one image of at least one pixel, got none'],
    ['images that are not square', '1,2,3', 'f: expected square images, got 3 pixels an image'],
    ['a short row', '1,2,3,4\n1,2,3', 'f: expected 4 cells in row 2, got 3'],
    ['words', '1,2,3,4\n1,2,dog,4', 'f: expected numbers, got "dog" in row 2, column 3'],
    ['gaps', 'a,b,c,d\n1,,3,4', 'f: expected numbers, got "" in row 2, column 2'],
    ['more than white', '1,2,3,4\n1,2,3,256', 'f: expected pixels from 0 to 255, got 256 in row 2, column 4'],
    ['less than black', '1,-1,0,1', 'f: expected pixels from 0 to 1, got -1 in row 1, column 2'],
    ['labels that are none', 'label,a\ncat,1', 'f: expected labels from 0 to 255, got "cat" in row 2'],
    ['labels too large', 'label,a\n256,1', 'f: expected labels from 0 to 255, got "256" in row 2'],
  ])('refuse %s in one line', (_, content, message) => {
    expect(() => readCsvImages('s', text(content))).toThrow(InputError);
    expect(() => readCsvImages('s', text(content))).toThrow(message);
  });
});

const base64 = (encoded: string) => Uint8Array.from(Buffer.from(encoded, 'base64'));
/** A .npy file of a header and the bytes after it. */
const npy = (header: string, content = new Uint8Array(0)) => {
  const file = new Uint8Array(10 + header.length + content.length);
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  file.set(new TextEncoder().encode(header), 10);
  file.set(content, 10 + header.length);
  return file;
};
const rest = "'fortran_order': False, 'shape': ";

describe('.npy', () => {
  // np.save of np.arange(8, dtype='u1').reshape(2, 2, 2), of np.array([[1, -2], [3, 2**40]]) and of np.array([0.5, -1.25], dtype='>f4')
  it.each([
    [
      'bytes',
      'k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAQIDBAUGBw==',
      [2, 2, 2],
      [0, 1, 2, 3, 4, 5, 6, 7],
    ],
    [
      'long',
      'k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoBAAAAAAAAAP7/////////AwAAAAAAAAAAAAAAAAEAAA==',
      [2, 2],
      [1, -2, 3, 2 ** 40],
    ],
    [
      'big-endian floats',
      'k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/AAAAv6AAAA==',
      [2],
      [0.5, -1.25],
    ],
  ])('of %s by NumPy', (_, encoded, shape, values) => {
    const read = readNpy('f', base64(encoded));
    expect(read.shape).toEqual(shape);
    expect([...read.values]).toEqual(values);
  });

  it('comes back as it was written', () => {
    const array = { shape: [2, 3], values: Float64Array.of(1, -0, Number.NaN, 1e308, 5e-324, 0.1) };
    const file = unzipSync(npzOf({ a: array }))['a.npy'] as Uint8Array;
    expect(readNpy('f', file)).toEqual(array);
  });

  it.each([
    ['another file', text('hello, hello, hello').bytes, 'f: expected a .npy file of version 1, 2 or 3'],
    ['a header beyond the file', npy(`{'descr': '|u1', ${rest}(1,), }`).subarray(0, 20), 'f: expected a header within the file'],
    ['objects, which would be code', npy(`{'descr': '|O', ${rest}(1,), }`), 'f: expected a header of plain numbers'],
    ['a header that is something else', npy("{'descr': __import__('os')}"), 'f: expected a header of plain numbers'],
    [
      'Fortran order',
      base64(
        'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAABAAAAAAAAA8D8AAAAAAAAIQA==',
      ),
      'f: expected an array in C order, got Fortran order',
    ],
    ['too few numbers', npy(`{'descr': '<f4', ${rest}(2, 2), }`, new Uint8Array(15)), 'f: expected 2 × 2 numbers of 4 bytes, got 15 bytes'],
    ['sizes beyond all memory', npy(`{'descr': '<f8', ${rest}(4294967296, 4294967296), }`), 'numbers of 8 bytes, got 0 bytes'],
  ])('refuses %s in one line', (_, file, message) => {
    expect(() => readNpy('f', file)).toThrow(InputError);
    expect(() => readNpy('f', file)).toThrow(message);
  });

  it('holds images of three shapes, bytes or shares of white', () => {
    const pixels = Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 255);
    const set = { name: 's', rows: 2, columns: 2, count: 2, pixels };
    for (const shape of ['(2, 2, 2)', '(2, 2, 2, 1)', '(2, 4)'])
      expect(readNpyImages('s', { name: 'f', bytes: npy(`{'descr': '|u1', ${rest}${shape}, }`, pixels) })).toEqual(set);
    const share = Float64Array.from(pixels, (pixel) => pixel / 255);
    const file = unzipSync(npzOf({ a: { shape: [2, 2, 2], values: share } }))['a.npy'] as Uint8Array;
    expect(readNpyImages('s', { name: 'f', bytes: gzipSync(file) })).toEqual(set);
  });

  it.each([
    ['a vector', '(8,)', 'f: expected count × rows × columns, got 8'],
    ['colours', '(1, 2, 2, 2)', 'f: expected count × rows × columns, got 1 × 2 × 2 × 2'],
    ['images that are not square', '(4, 2)', 'f: expected square images, got 2 pixels an image'],
  ])('refuses %s for images', (_, shape, message) => {
    const file = npy(`{'descr': '|u1', ${rest}${shape}, }`, new Uint8Array(8));
    expect(() => readNpyImages('s', { name: 'f', bytes: file })).toThrow(message);
  });

  it('refuses numbers that are no grey values', () => {
    const file = (value: number) => unzipSync(npzOf({ a: { shape: [1, 1, 1], values: Float64Array.of(value) } }))['a.npy'] as Uint8Array;
    for (const value of [-0.1, 255.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => readNpyImages('s', { name: 'f', bytes: file(value) })).toThrow(/^f: expected pixels from 0 to .* in image 1$/);
  });
});

describe('the split', () => {
  const set: ImageSet = {
    name: 's',
    rows: 1,
    columns: 2,
    count: 50,
    pixels: Uint8Array.from({ length: 100 }, (_, i) => i),
    labels: Uint8Array.from({ length: 50 }, (_, i) => i),
    classes: ['a'],
  };

  it('gives every image to one side, with its own label', () => {
    const { train, heldOut } = split(set, 0.2, createRandom(1));
    expect([train.count, heldOut.count]).toEqual([40, 10]);
    for (const part of [train, heldOut])
      part.labels?.forEach((label, i) => {
        expect([...part.pixels.subarray(2 * i, 2 * i + 2)]).toEqual([2 * label, 2 * label + 1]);
      });
    const both = [...(train.labels ?? []), ...(heldOut.labels ?? [])];
    expect(both.toSorted((a, b) => a - b)).toEqual([...(set.labels ?? [])]);
  });

  it('is the same for the same seed, another for another', () => {
    expect(split(set, 0.2, createRandom(1))).toEqual(split(set, 0.2, createRandom(1)));
    expect(split(set, 0.2, createRandom(1))).not.toEqual(split(set, 0.2, createRandom(2)));
  });

  it('sets every image aside as often as any other: within 4.5 standard errors', () => {
    const random = createRandom(3);
    const five = takeImages(set, [0, 1, 2, 3, 4]);
    const times = new Float64Array(5);
    for (let i = 0; i < 4000; i += 1)
      for (const label of split(five, 0.2, random).heldOut.labels ?? []) times[label] = (times[label] ?? 0) + 1;
    for (const n of times) expect(Math.abs(n - 800) / Math.sqrt(4000 * 0.2 * 0.8)).toBeLessThan(4.5);
  });

  it.each([0, 1, -1, 0.001, 0.999, Number.NaN])('refuses a share of %d', (share) => {
    expect(() => split(set, share, createRandom(1))).toThrow(/^held-out share: expected /);
  });

  it('takes images by their places', () => {
    const { labels: _, ...unlabelled } = set;
    expect(takeImages(unlabelled, [3, 3, 0])).toEqual({ ...unlabelled, count: 3, pixels: Uint8Array.of(6, 7, 6, 7, 0, 1) });
  });
});
