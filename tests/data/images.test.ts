// Sets of images: their readers, the split, and grey values as observations.
import { readFileSync } from 'node:fs';
import { gzipSync, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { readArrayImages } from '../../core/data/image-arrays.ts';
import { readImageTable } from '../../core/data/image-table.ts';
import type { ImageSet } from '../../core/data/images.ts';
import { type ShippedImages, shippedImages } from '../../core/data/shipped-images.ts';
import { split, takeImages } from '../../core/data/split.ts';
import { idxOf } from '../../core/io/idx.ts';
import { npzOf, readNpy } from '../../core/io/npy.ts';
import { createRandom } from '../../core/prob/random.ts';
import { npyOf as npy } from './npy-file.ts';

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
    expect(readArrayImages('s', images)).toEqual({ ...set, from: 'i' });
    expect(readArrayImages('s', images, labels(1, 0), ['a', 'b'])).toEqual({
      ...set,
      labels: Uint8Array.of(1, 0),
      classes: ['a', 'b'],
      from: 'i with l',
    });
  });

  it('must fit together', () => {
    expect(() => readArrayImages('s', images, labels(1))).toThrow('l: expected 2 labels, one for each image, got 1');
    expect(() => readArrayImages('s', images, labels(1, 2), ['a', 'b'])).toThrow('l: expected labels below 2, got 2');
    expect(() => readArrayImages('s', labels(1, 2))).toThrow('l: expected count × rows × columns, got 2');
    expect(() => readArrayImages('s', images, images)).toThrow('i: expected one label an image, got 2 × 1 × 3');
    expect(() => readArrayImages('s', { name: 'i', bytes: idxOf({ shape: [0, 2, 2], values: new Uint8Array(0) }) })).toThrow(InputError);
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
    expect(readImageTable('s', text(content))).toMatchObject(expected);
    expect(readImageTable('s', { name: 'f', bytes: gzipSync(text(content).bytes) })).toMatchObject(expected);
  });

  it('take shares of white as such, and another white where it is said', () => {
    expect([...readImageTable('s', text('0,0.5,1,0.25')).pixels]).toEqual([0, 128, 255, 64]);
    expect([...readImageTable('s', text('0,8,16,1'), { white: 16 }).pixels]).toEqual([0, 128, 255, 16]);
    expect([...(readImageTable('s', text('0,8,16,1,7'), { white: 16, label: 'last' }).labels ?? [])]).toEqual([7]);
  });

  const four = [0, 255, 1, 128, 5, 5, 5, 5];
  it.each([
    ['in the first column, the last of which is the same', '8,0,255,1,128\n9,5,5,5,128\n', [8, 9], four.with(7, 128)],
    ['in the last column, beside a corner that is always black', '0,255,1,128,3\n0,5,5,5,4\n', [3, 4], four.with(4, 0)],
    ['in the first, where the last is no class of each kind', '1,0,255,1,128\n2,5,5,5,5\n', [1, 2], four],
    ['beside shares of white', '3,0,1,0.2,0.4\n9,0,0,0.6,0.6\n', [3, 9], [0, 255, 51, 102, 0, 0, 153, 153]],
    ['named target', 'a;b;c;d;target\n0;255;1;128;3\n5;5;5;5;9\n', [3, 9], four],
    ['under columns that are counted', 'label,0,1,2,3\n3,0,255,1,128\n9,5,5,5,5\n', [3, 9], four],
    ['behind the number of its row', ',a,b,c,d,label\n0,0,255,1,128,3\n1,5,5,5,5,9\n', [3, 9], four],
  ])('have their labels %s', (_, content, labels, pixels) => {
    expect(readImageTable('s', text(content))).toMatchObject({
      rows: 2,
      count: 2,
      labels: Uint8Array.from(labels),
      pixels: Uint8Array.from(pixels),
    });
  });

  it.each([
    ['first, without names', 'dog,0,255,1,128\ncat,5,5,5,5\n'],
    ['last, with names', 'a,b,c,d,class\n0,255,1,128,dog\n5,5,5,5,cat\n'],
    ['in a column named label', 'label\ta\tb\tc\td\ndog\t0\t255\t1\t128\ncat\t5\t5\t5\t5\n'],
  ])('have words for labels, %s', (_, content) => {
    expect(readImageTable('s', text(content))).toMatchObject({
      labels: Uint8Array.of(1, 0),
      classes: ['cat', 'dog'],
      pixels: Uint8Array.from(four),
    });
  });

  it('may count their columns, from 0 or 1, and say that the first row was taken for names', () => {
    const row = Array.from({ length: 144 }, (_, i) => 255 - i);
    for (const first of [0, 1]) {
      const head = row.map((_, i) => i + first);
      const set = readImageTable('s', text([head, row, row].map((cells) => cells.join()).join('\n')));
      expect(set).toMatchObject({ count: 2, rows: 12, from: 'f, its first row taken for names' });
      expect([...set.pixels.subarray(0, 144)]).toEqual(row);
      // Control: where all rows count they are images.
      expect(readImageTable('s', text([head, head].map((cells) => cells.join()).join('\n'))).count).toBe(2);
    }
  });

  it('may have a decimal comma, or white space between cells', () => {
    expect([...readImageTable('s', text('0;0,5;1;0,25')).pixels]).toEqual([0, 128, 255, 64]);
    expect([...readImageTable('s', text('  0 0.5  1 0.25\n')).pixels]).toEqual([0, 128, 255, 64]);
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
    ['labels that are none', 'label,a\n7,1\ncat,1', 'f: expected labels from 0 to 255, or words in all rows, got "cat" in row 3'],
    ['labels too large', 'label,a\n256,1', 'f: expected labels from 0 to 255, or words in all rows, got "256" in row 2'],
    ['a gap among words', 'label,a\ncat,1\n,1', 'f: expected labels from 0 to 255, or words in all rows, got "cat" in row 2'],
    [
      'a column too many whose ends might both be labels',
      '0,1,1,1,0\n1,1,1,1,1',
      'f: expected square images, or a first or last column named label, got 5 columns, whole numbers at both ends',
    ],
    [
      'a column too many that is no label',
      '0.5,1,1,1,0.5\n0.5,1,1,1,0.25',
      'f: expected square images, or a first or last column named label, got 5 columns, no label at either end',
    ],
  ])('refuse %s in one line', (_, content, message) => {
    expect(() => readImageTable('s', text(content))).toThrow(InputError);
    expect(() => readImageTable('s', text(content))).toThrow(message);
  });
});

const base64 = (encoded: string) => Uint8Array.from(Buffer.from(encoded, 'base64'));
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
    [
      // np.save of np.asfortranarray([[0., 1.], [2., 3.]])
      'floats in Fortran order',
      'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAABAAAAAAAAA8D8AAAAAAAAIQA==',
      [2, 2],
      [0, 1, 2, 3],
    ],
  ])('of %s by NumPy', (_, encoded, shape, values) => {
    const read = readNpy('f', base64(encoded));
    expect(read.shape).toEqual(shape);
    expect([...read.values]).toEqual(values);
  });

  const shorts = Uint8Array.of(0, 0x3c, 0, 0xc0, 1, 0, 0, 0x7c, 0xff, 0x7b, 0, 0x38);
  it.each([
    [
      'another order of keys and spaces',
      `{'shape':(6 , ),\n'fortran_order' : False,'descr':'<u2'}`,
      [0x3c00, 0xc000, 1, 0x7c00, 0x7bff, 0x3800],
    ],
    [
      'double quotes and the long numbers of Python 2',
      `{"descr": "<i2", "fortran_order": False, "shape": (3L, 2L)}`,
      [15360, -16384, 1, 31744, 31743, 14336],
    ],
    ['half precision', `{'descr': '<f2', ${rest}(6,), }`, [1, -2, 2 ** -24, Number.POSITIVE_INFINITY, 65504, 0.5]],
    ['big-endian numbers', `{'descr': '>i2', ${rest}(6,), }`, [60, 192, 256, 124, -133, 56]],
    ['a kind by its letter', `{'descr': 'B', ${rest}(12,), }`, [...shorts]],
    ['a kind by its name', `{'descr': 'int16', ${rest}(6,), }`, [15360, -16384, 1, 31744, 31743, 14336]],
    ['no comma at the end, and brackets', `{'descr': '=H', ${rest}[6]}`, [0x3c00, 0xc000, 1, 0x7c00, 0x7bff, 0x3800]],
  ])('is read with %s', (_, header, expected) => {
    expect([...readNpy('f', npy(header, shorts)).values]).toEqual(expected);
  });

  it('holds truth values, by either of their names', () => {
    for (const descr of ['|?', '|b1', 'bool'])
      expect(readNpy('f', npy(`{'descr': '${descr}', ${rest}(2,), }`, Uint8Array.of(0, 1)))).toEqual({
        shape: [2],
        values: Uint8Array.of(0, 1),
      });
  });

  it('is turned where its first axis runs fastest, however many there are', () => {
    // Element [i, j, k] of 2 × 3 × 2 is 6i + 2j + k; in Fortran order it is the (i + 2j + 6k)-th.
    const content = new Uint8Array(12);
    for (const i of [0, 1]) for (const j of [0, 1, 2]) for (const k of [0, 1]) content[i + 2 * j + 6 * k] = 6 * i + 2 * j + k;
    const file = npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2), }", content);
    expect([...readNpy('f', file).values]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
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
    ['a key too few', npy("{'descr': '|u1', 'shape': (1,)}"), 'f: expected a header of plain numbers'],
    ['records', npy(`{'descr': [('r', '|u1'), ('g', '|u1')], ${rest}(1,)}`), 'f: expected a header of plain numbers'],
    ['complex numbers', npy(`{'descr': '<c8', ${rest}(1,)}`), 'f: expected a header of plain numbers'],
    ['half a header', npy("{'descr': '|u1', "), 'f: expected a header of plain numbers'],
    ['too few numbers', npy(`{'descr': '<f4', ${rest}(2, 2), }`, new Uint8Array(15)), 'f: expected 2 × 2 numbers of 4 bytes, got 15 bytes'],
    ['sizes beyond all memory', npy(`{'descr': '<f8', ${rest}(4294967296, 4294967296), }`), 'numbers of 8 bytes, got 0 bytes'],
  ])('refuses %s in one line', (_, file, message) => {
    expect(() => readNpy('f', file)).toThrow(InputError);
    expect(() => readNpy('f', file)).toThrow(message);
  });

  it('holds images of three shapes, bytes or shares of white', () => {
    const pixels = Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 255);
    const set = { name: 's', rows: 2, columns: 2, count: 2, pixels, from: 'f' };
    for (const shape of ['(2, 2, 2)', '(2, 2, 2, 1)', '(2, 1, 2, 2)', '(2, 4)'])
      expect(readArrayImages('s', { name: 'f', bytes: npy(`{'descr': '|u1', ${rest}${shape}, }`, pixels) })).toEqual(set);
    const share = Float64Array.from(pixels, (pixel) => pixel / 255);
    const file = unzipSync(npzOf({ a: { shape: [2, 2, 2], values: share } }))['a.npy'] as Uint8Array;
    expect(readArrayImages('s', { name: 'f', bytes: gzipSync(file) })).toEqual(set);
  });

  it.each([
    ['a vector', '(8,)', 'f: expected count × rows × columns, got 8'],
    ['colours', '(1, 2, 2, 2)', 'f: expected count × rows × columns, got 1 × 2 × 2 × 2'],
    ['images that are not square', '(4, 2)', 'f: expected square images, got 2 pixels an image'],
  ])('refuses %s for images', (_, shape, message) => {
    const file = npy(`{'descr': '|u1', ${rest}${shape}, }`, new Uint8Array(8));
    expect(() => readArrayImages('s', { name: 'f', bytes: file })).toThrow(message);
  });

  it('refuses numbers that are no grey values', () => {
    const file = (value: number) => unzipSync(npzOf({ a: { shape: [1, 1, 1], values: Float64Array.of(value) } }))['a.npy'] as Uint8Array;
    for (const value of [-0.1, 255.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => readArrayImages('s', { name: 'f', bytes: file(value) })).toThrow(/^f: expected pixels from 0 to .* in image 1$/);
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
