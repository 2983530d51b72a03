// Which of the user's files are taken as images, and what for.
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { partOf } from '../../core/data/file-words.ts';
import { readImageFiles } from '../../core/data/image-files.ts';
import { idxOf } from '../../core/io/idx.ts';
import { unpacked } from '../../core/io/unzip.ts';
import { dataText } from '../../core/lab/data-text.ts';
import { npyFile } from './npy-file.ts';
import { pngOf } from './png-of.ts';

type Files = Readonly<Record<string, Uint8Array>>;
const text = (content: string) => new TextEncoder().encode(content);
/** Two 2 × 2 images of one level each. */
const images = (level: number, count = 2) => npyFile([count, 2, 2], new Uint8Array(4 * count).fill(level));
const labels = (...values: number[]) => npyFile([values.length], Uint8Array.from(values));
const png = (level: number) => pngOf({ width: 2, depth: 8, colourType: 0, samples: [level, level, level, level] });
const read = (files: Files) => readImageFiles('set', unpacked(Object.entries(files).map(([name, bytes]) => ({ name, bytes }))));
const zipped = (name: string, files: Files) => ({ [name]: zipSync({ ...files }) });
/** The level of the first pixel of each part, and its labels. */
const seen = (files: Files) => {
  const { training, heldOut } = read(files);
  return [training, ...(heldOut ? [heldOut] : [])].map((set) => [set.pixels[0], set.labels && [...set.labels]]);
};

const both = [
  [200, [1, 2]],
  [100, [3]],
];

describe('images and their labels', () => {
  const keras = { 'x_train.npy': images(200), 'y_train.npy': labels(1, 2), 'x_test.npy': images(100, 1), 'y_test.npy': labels(3) };
  const idx = {
    'train-images-idx3-ubyte.gz': gzipSync(idxOf({ shape: [2, 2, 2], values: new Uint8Array(8).fill(200) })),
    'train-labels-idx1-ubyte.gz': gzipSync(idxOf({ shape: [2], values: Uint8Array.of(1, 2) })),
    't10k-images-idx3-ubyte.gz': gzipSync(idxOf({ shape: [1, 2, 2], values: new Uint8Array(4).fill(100) })),
    't10k-labels-idx1-ubyte.gz': gzipSync(idxOf({ shape: [1], values: Uint8Array.of(3) })),
  };
  const table = {
    'mnist_train.csv': text('label,a,b,c,d\n1,200,200,200,200\n2,200,200,200,200'),
    'mnist_test.csv': text('label,a,b,c,d\n3,100,100,100,100'),
  };

  it.each<[string, Files]>([
    ['as Keras keeps them', zipped('mnist.npz', keras)],
    [
      'with arrays beside them that are none',
      zipped('mnist.npz', { ...keras, 'names.npy': text('no array'), 'mean.npy': npyFile([2, 2], new Uint8Array(4)) }),
    ],
    [
      'as files of NumPy’s, under names of other letters',
      { 'Xtrain.npy': images(200), 'trainLabels.npy': labels(1, 2), 'testImages.npy': images(100, 1), 'labels_test.npy': labels(3) },
    ],
    ['of MNIST in a folder', idx],
    ['of MNIST in a zip in a folder', { ...zipped('set/raw.zip', idx), 'set/LICENSE': text('free') }],
    ['in tables', table],
    ['in a zip of tables, beside another', zipped('kaggle.zip', { ...table, 'sample_submission.csv': text('id,label\n1,0\n2,0') })],
  ])('are parted by their names, %s', (_, files) => {
    expect(seen(files)).toEqual(both);
  });

  it.each<[string, Files, unknown]>([
    ['the only array', zipped('a.npz', { 'arr_0.npy': images(7) }), [[7, undefined]]],
    ['the only array and its labels', zipped('a.npz', { 'data.npy': images(7), 'target.npy': labels(4, 5) }), [[7, [4, 5]]]],
    ['a pair that is not called alike', { 'digits.npy': images(7), 'which.npy': labels(4, 5) }, [[7, [4, 5]]]],
    [
      'training alone, beside labels of others',
      {
        'train-images': idx['train-images-idx3-ubyte.gz'],
        'train-labels': idx['train-labels-idx1-ubyte.gz'],
        't10k-labels': idx['t10k-labels-idx1-ubyte.gz'],
      },
      [[200, [1, 2]]],
    ],
    ['a table in a zip', zipped('a.zip', { 'images.csv': text('9,9,9,255\n9,9,9,255') }), [[9, undefined]]],
  ])('are taken: %s', (_, files, expected) => {
    expect(seen(files)).toEqual(expected);
  });

  it.each<[string, Files, RegExp]>([
    [
      'arrays that are told from each other by nothing',
      zipped('a.npz', { 'a.npy': images(1), 'b.npy': images(2) }),
      /^set: expected one set of images, or two that are called train and test, got a.npy, b.npy$/,
    ],
    [
      'labels of neither',
      { 'train.npy': images(1), 'test.npy': images(2), 'labels.npy': labels(1, 2) },
      /^set: expected labels that are called as their images are, got labels.npy$/,
    ],
    [
      'labels that are too many',
      zipped('a.npz', { 'x.npy': images(1), 'y.npy': labels(1, 2, 3) }),
      /^y.npy: expected 2 labels, one for each image, got 3$/,
    ],
    [
      'labels that are no classes',
      zipped('a.npz', { 'x.npy': images(1), 'y.npy': npyFile([2, 3], new Uint8Array(6)) }),
      /^y.npy: expected one label an image, got 2 × 3$/,
    ],
    ['labels alone', { 'y.npy': labels(1, 2) }, /^set: expected PNG or JPEG pictures .*, got y.npy$/],
    [
      'pictures of another kind',
      { 'a.bmp': text('BM'), 'b.gif': text('GIF89a') },
      /^set: expected PNG or JPEG pictures .* CSV, or a zip or folder of them, got a.bmp, b.gif$/,
    ],
    [
      'words in one part alone',
      { 'train.csv': text('cat,1,2,3,9\ndog,1,1,1,1'), 'test.csv': text('label,a,b,c,d\n1,1,2,3,9') },
      /^set: expected labels that are words in both parts or in none, got train.csv, labels in its first column alone$/,
    ],
  ])('are refused in one line: %s', (_, files, message) => {
    expect(() => read(files)).toThrow(message);
  });

  it('have one list of classes, whichever of them a part has', () => {
    const { training, heldOut } = read({ 'train.csv': text('dog,1,2,3,9\ncat,1,1,1,1'), 'test.csv': text('dog,1,2,3,9\neel,4,4,4,4') });
    expect([training.classes, heldOut?.classes]).toEqual([
      ['cat', 'dog', 'eel'],
      ['cat', 'dog', 'eel'],
    ]);
    expect([training.labels, heldOut?.labels]).toEqual([Uint8Array.of(1, 0), Uint8Array.of(1, 2)]);
  });
});

describe('pictures', () => {
  it('keep their folders as classes where a zip parts names as Windows does', () => {
    expect(
      read(zipped('w.zip', { 'set\\cat\\1.png': png(1), 'set\\dog\\2.png': png(2), '__MACOSX\\set\\._1.png': text('no') })).training,
    ).toMatchObject({
      labels: Uint8Array.of(0, 1),
      classes: ['cat', 'dog'],
    });
  });

  it('are parted where all lie in folders called train and test, classes being those within', () => {
    const files = { 'set/train/dog/1.png': png(200), 'set/train/cat/2.png': png(10), 'set/test/dog/3.png': png(100) };
    expect(read(files)).toMatchObject({
      training: { count: 2, labels: Uint8Array.of(0, 1), classes: ['cat', 'dog'], from: 'set/train' },
      heldOut: { count: 1, labels: Uint8Array.of(1), classes: ['cat', 'dog'], from: 'set/test' },
    });
    // A class may be called so.
    expect(read({ 'set/train/1.png': png(1), 'set/car/2.png': png(2) })).toMatchObject({
      training: { count: 2, classes: ['car', 'train'] },
    });
  });

  it('of three parts are refused', () => {
    expect(() => read({ 'train/1.png': png(1), 'test/2.png': png(1), 'val/3.png': png(1) })).toThrow(
      'two that are called train and test, got train, test, val',
    );
    expect(seen({ 'train/1.png': png(1), 'val/3.png': png(2) })).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
  });
});

it('one file of another kind is not named twice', () => {
  expect(() => readImageFiles('a.bmp', [{ name: 'a.bmp', bytes: text('BM') }])).toThrow(
    /^a.bmp: expected PNG .*, got a file of another kind$/,
  );
});

it('which files were taken is said', () => {
  const images = read({
    'set/x_train.npy': npyFile([2, 2, 2], new Uint8Array(8)),
    'set/y_train.npy': labels(1, 2),
    'set/x_test.npy': npyFile([1, 2, 2], new Uint8Array(4)),
  });
  expect(dataText({ name: 'set', columns: {}, images: images as Required<typeof images> })).toBe(
    '2 images of 2 × 2 (set/x_train.npy with set/y_train.npy), and 1 held out (set/x_test.npy)',
  );
  const { training } = read({ 'a.csv': text('label,a\n1,1') });
  expect(dataText({ name: 'a.csv', columns: {}, images: { training, heldOut: training } })).toBe(
    '1 image of 1 × 1 (a.csv, labels in its first column)',
  );
});

it.each([
  ['train-images-idx3-ubyte', 'train'],
  ['a/training.csv', 'train'],
  ['emnist-letters-test-labels.gz', 'test'],
  ['XTrain.npy', 'train'],
  ['xVal.npy', 'validation'],
  ['strain.npy', undefined],
  ['latest.npy', undefined],
  ['train/contest.csv', undefined],
])('the name %s says %s', (name, part) => {
  expect(partOf(name)).toBe(part);
});
