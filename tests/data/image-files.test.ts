import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { decode, encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/base/input-error.ts';
import { readOwn, readStream } from '../../core/data/dataset-of.ts';
import { readImageFiles } from '../../core/data/image-files.ts';
import { idxOf } from '../../core/io/idx.ts';
import { unzipped } from '../../core/io/unzip.ts';

const png = (pixels: readonly number[], channels: 1 | 2 | 3 | 4 = 1) =>
  encode({ width: pixels.length / channels / 2, height: 2, data: Uint8Array.from(pixels), channels });
const read = (files: Record<string, Uint8Array>) => readImageFiles('z', unzipped({ name: 'z.zip', bytes: zipSync(files) })).training;
const files = (given: Record<string, Uint8Array>) => Object.entries(given).map(([name, bytes]) => ({ name, bytes }));

describe('a zip of images', () => {
  it('takes a pair of IDX files, wherever they lie', () => {
    const pixels = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
    const set = read({
      'raw/t-images-idx3-ubyte': idxOf({ shape: [3, 2, 2], values: pixels }),
      'raw/t-labels-idx1-ubyte': idxOf({ shape: [3], values: Uint8Array.of(4, 0, 9) }),
    });
    expect(set).toMatchObject({ rows: 2, columns: 2, count: 3, pixels, labels: Uint8Array.of(4, 0, 9) });
  });

  describe('of two pairs of IDX files', () => {
    const pair = (stem: string, labels: readonly number[], side = 2) => ({
      [`mnist/${stem}-images-idx3-ubyte`]: idxOf({ shape: [labels.length, side, 2], values: new Uint8Array(labels.length * side * 2) }),
      [`mnist/${stem}-labels-idx1-ubyte`]: idxOf({ shape: [labels.length], values: Uint8Array.from(labels) }),
    });
    const own = (given: Record<string, Uint8Array>) => readOwn('images', files(given)).images;

    it('learns from the one that is called train, and holds out the other, each with its labels', () => {
      const images = own({ ...pair('t10k', [7, 8]), ...pair('train', [1, 2, 3]) });
      expect([images?.training.labels, images?.heldOut.labels]).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(7, 8)]);
    });

    it.each([
      ['a third', { ...pair('t10k', [1]), ...pair('train', [1]), ...pair('val', [1]) }, 'mnist/t10k-.*, mnist/train-.*, mnist/val-.*'],
      ['names that say nothing', { ...pair('a', [1]), ...pair('b', [1]) }, 'mnist/a-images-idx3-ubyte, mnist/b-images-idx3-ubyte'],
      ['labels of two for one', { ...pair('t10k', [1]), ...pair('test', [1]) }, 'mnist/t10k-labels-.* and mnist/test-labels-.*'],
      ['images of another size', { ...pair('train', [1]), ...pair('t10k', [1], 3) }, '3 × 2'],
    ])('refuses %s', (_, given, got) => {
      expect(() => own(given)).toThrow(new RegExp(`^mnist: expected .*, got ${got}$`));
    });
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
    expect(() => read({ 'a.png': Uint8Array.of(1, 2) })).toThrow('a.png: expected a PNG or JPEG');
    expect(() => read({ 'a.txt': Uint8Array.of(1) })).toThrow(
      'z: expected PNG or JPEG pictures of one size, IDX, .npy, .npz or CSV, or a zip or folder of them, got a.txt',
    );
    expect(() => unzipped({ name: 'z.zip', bytes: Uint8Array.of(1, 2, 3) })).toThrow('z.zip: expected a zip');
  });

  it('is told by its name among the user’s files', () => {
    const zip = zipSync(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i % 2}/${i}.png`, png([i, 0, 0, 0])])));
    const { images } = readOwn('images', files({ 'mine.zip': zip }));
    expect([images?.training.count, images?.heldOut.count]).toEqual([8, 2]);
  });

  it('as a stream is whole, in the order of its names', () => {
    const { images } = readStream(files({ 'b.png': png([2, 0, 0, 0]), 'a.png': png([1, 0, 0, 0]), 'c.png': png([3, 0, 0, 0]) }));
    expect([0, 4, 8].map((at) => images?.heldOut.pixels[at])).toEqual([1, 2, 3]);
    expect(images?.training).toBe(images?.heldOut);
  });
});

/** A ramp of greys, or of colours of that mean, 16 × 16 as JPEG at its best quality. */
function jpeg(offset: number, coloured = false): Uint8Array {
  const data = new Uint8Array(4 * 256);
  for (let i = 0; i < 256; i += 1) {
    const grey = (i >> 1) + offset;
    data.set(coloured ? [grey + 20, grey, grey - 20, 255] : [grey, grey, grey, 255], 4 * i);
  }
  return Uint8Array.from(encodeJpeg({ width: 16, height: 16, data }, 100).data);
}

describe('a folder of JPEGs', () => {
  it('is read as grey levels within the rounding of the format, folders as classes', () => {
    const set = readImageFiles('f', files({ 'f/a/1.jpg': jpeg(40), 'f/b/2.JPEG': jpeg(60, true) })).training;
    expect(set).toMatchObject({ rows: 16, columns: 16, count: 2, labels: Uint8Array.of(0, 1), classes: ['a', 'b'] });
    const furthest = (image: number, offset: number) =>
      Math.max(...Array.from({ length: 256 }, (_, i) => Math.abs((set.pixels[256 * image + i] as number) - (i >> 1) - offset)));
    expect(furthest(0, 40)).toBeLessThanOrEqual(2);
    expect(furthest(1, 60)).toBeLessThanOrEqual(3);
    expect(furthest(0, 60)).toBeGreaterThan(15);
  });

  it('mixes with PNGs, in the order of the names, whatever a file’s ending says', () => {
    const flat = encode({ width: 16, height: 16, data: new Uint8Array(256).fill(9), channels: 1 });
    const set = readImageFiles('f', files({ 'f/2.jpg': flat, 'f/1.png': jpeg(40), 'f/notes.txt': Uint8Array.of(1) })).training;
    expect([set.count, set.labels]).toEqual([2, undefined]);
    expect(set.pixels.subarray(256).every((level) => level === 9)).toBe(true);
  });

  it('is called after itself, several files after the first', () => {
    const some = (folder: string) => files(Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`${folder}${i}.jpg`, jpeg(i + 30)])));
    expect(readOwn('images', some('holiday/')).name).toBe('holiday');
    expect(readOwn('images', some('')).name).toBe('1.jpg and 4 more');
    expect(() => readOwn(undefined, some(''))).toThrow('data: expected one file of numbers, got 5 files');
    expect(() => readOwn('images', [])).toThrow(/^images: expected PNG or JPEG .*, got no files$/);
  });

  it('is refused in one line where a file is cut off, damaged or vast', () => {
    const whole = jpeg(40);
    const png16 = encode({ width: 16, height: 16, data: new Uint8Array(256).map((_, i) => i), channels: 1 });
    for (const file of [whole, png16]) {
      for (let length = 0; length < file.length - 16; length += 37)
        expect(() => readImageFiles('f', files({ 'cut.jpg': file.slice(0, length) })), `${length}`).toThrow(InputError);
    }
    const vast = whole.slice();
    // Height and width in the frame’s head.
    const head = vast.findIndex((byte, i) => byte === 0xff && vast[i + 1] === 0xc0);
    vast.set([0xff, 0xff, 0xff, 0xff], head + 5);
    expect(() => readImageFiles('f', files({ 'vast.jpg': vast }))).toThrow(
      'vast.jpg: expected images of at most 65536 pixels, got 65535 × 65535',
    );
    const vastPng = png16.slice();
    vastPng.set([0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff], 16);
    expect(() => readImageFiles('f', files({ 'vast.png': vastPng }))).toThrow(
      'vast.png: expected images of at most 65536 pixels, got 2147483647 × 2147483647',
    );
    // Control: the file that was not cut is none of these.
    expect(decode(whole, { useTArray: true }).width).toBe(16);
  });
});

/** Six flat squares, abc above def. */
const squares = () => {
  const data = new Uint8Array(4 * 24 * 16);
  for (let i = 0; i < 24 * 16; i += 1) data.fill(40 * (3 * Math.floor(i / (24 * 8)) + Math.floor((i % 24) / 8)), 4 * i, 4 * i + 4);
  return encodeJpeg({ width: 24, height: 16, data }, 100).data;
};

/** A JPEG whose camera says how it was held: tag 0x0112 behind another, in either order of bytes. */
function held(plain: Uint8Array, orientation: number, small: boolean): Uint8Array {
  const segment = new Uint8Array(2 + 2 + 6 + 8 + 2 + 24);
  const view = new DataView(segment.buffer);
  segment.set([0xff, 0xe1, 0, segment.length - 2, 0x45, 0x78, 0x69, 0x66, 0, 0, ...(small ? [0x49, 0x49] : [0x4d, 0x4d])]);
  view.setUint16(12, 42, small);
  view.setUint32(14, 8, small);
  view.setUint16(18, 2, small);
  [0x0100, 0x0112].forEach((tag, i) => {
    view.setUint16(20 + 12 * i, tag, small);
    view.setUint16(22 + 12 * i, 3, small);
    view.setUint32(24 + 12 * i, 1, small);
    view.setUint16(28 + 12 * i, tag === 0x0112 ? orientation : 7, small);
  });
  return Uint8Array.from([...plain.subarray(0, 2), ...segment, ...plain.subarray(2)]);
}

describe('a photograph', () => {
  const plain = squares();
  const seen = (bytes: Uint8Array) => {
    const { rows, columns, pixels } = readImageFiles('f', files({ 'f.jpg': bytes })).training;
    const line = (row: number) =>
      Array.from(
        { length: columns / 8 },
        (_, i) => 'abcdef'[Math.round((pixels[(8 * row + 4) * columns + 8 * i + 4] as number) / 40)],
      ).join('');
    return Array.from({ length: rows / 8 }, (_, row) => line(row)).join(' ');
  };
  const views = ['abc def', 'cba fed', 'fed cba', 'def abc', 'ad be cf', 'da eb fc', 'fc eb da', 'cf be ad'];

  it.each(views.map((view, i) => [i + 1, view] as const))('held in way %i of Exif is seen as %s', (orientation, view) => {
    expect([seen(held(plain, orientation, true)), seen(held(plain, orientation, false))]).toEqual([view, view]);
  });

  it('whose camera says something else, or is cut short in saying it, is seen as it is stored', () => {
    expect([seen(held(plain, 0, true)), seen(held(plain, 9, false))]).toEqual([views[0], views[0]]);
    const lost = held(plain, 6, true);
    lost.fill(0xff, 16, 20);
    expect(seen(lost)).toBe(views[0]);
  });
});
