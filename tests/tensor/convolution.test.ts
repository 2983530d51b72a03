import { beforeAll, describe, expect, test } from 'vitest';
import { labBackend, openTensors, type Tensor, tf } from '../../core/tensor/index.ts';
import { difference, normals, on, type Values } from './shapes.ts';

beforeAll(() => openTensors());

const values = (...shape: number[]): Values => ({ shape, values: normals(shape.reduce((a, b) => a * b, 1)) });

interface Case {
  readonly images: readonly [number, number, number, number];
  readonly filter: readonly [number, number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dilations?: number;
}

const cases: readonly Case[] = [
  { images: [1, 1, 1, 1], filter: [1, 1, 1], strides: 1, pad: 'valid' },
  { images: [3, 8, 7, 2], filter: [3, 3, 5], strides: 1, pad: 'same' },
  { images: [2, 9, 9, 3], filter: [4, 2, 7], strides: 2, pad: 'same' },
  { images: [2, 9, 11, 4], filter: [3, 3, 8], strides: [2, 1], pad: 'valid' },
  { images: [1, 6, 6, 5], filter: [1, 1, 3], strides: 1, pad: 'same' },
  { images: [2, 10, 10, 2], filter: [3, 3, 4], strides: 1, pad: 'same', dilations: 2 },
  { images: [2, 7, 7, 2], filter: [5, 5, 3], strides: 1, pad: 2 },
  // More patches than are made at a time.
  { images: [300, 20, 20, 2], filter: [3, 3, 3], strides: 1, pad: 'same' },
];

describe.each(cases)(
  'a convolution of $images with $filter, stride $strides, padding $pad',
  ({ images, filter, strides, pad, dilations = 1 }) => {
    const [rows, columns, out] = filter;
    const inputs = [values(...images), values(rows, columns, images[3], out)];
    const compute = (x: Tensor, w: Tensor) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad, 'NHWC', dilations);

    test('is the plain backend’s', async () => {
      expect(difference(await on('lab', inputs, compute), await on('cpu', inputs, compute))).toBeLessThan(2e-6);
    });

    // TensorFlow.js has no gradient where the filter is dilated.
    if (dilations === 1) {
      test('has its gradients', async () => {
        const [result] = await on('lab', inputs, compute);
        const weights = values(...(result as Values).shape);
        const gradients = (g: Tensor, x: Tensor, w: Tensor) => tf.grads((a, b) => tf.sum(tf.mul(g, compute(a, b))))([x, w]);
        const both = [await on('lab', [weights, ...inputs], gradients), await on('cpu', [weights, ...inputs], gradients)] as const;
        expect(difference(...both)).toBeLessThan(1e-5);
      });
    }
  },
);

test('a transposed convolution and a layer with bias and activation are the plain backend’s', async () => {
  const transposed = (x: Tensor, w: Tensor) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [2, 14, 14, 3], 2, 'same');
  const inputs = [values(2, 7, 7, 5), values(4, 4, 3, 5)];
  expect(difference(await on('lab', inputs, transposed), await on('cpu', inputs, transposed))).toBeLessThan(2e-6);
  const fused = (x: Tensor, filter: Tensor, bias: Tensor) =>
    tf.fused.conv2d({ x: x as tf.Tensor4D, filter: filter as tf.Tensor4D, strides: 1, pad: 'same', bias, activation: 'relu' });
  const three = [values(2, 7, 7, 3), values(3, 3, 3, 5), values(5)];
  expect(difference(await on('lab', three, fused), await on('cpu', three, fused))).toBeLessThan(2e-6);
});

test('convolutions leave no memory behind', () => {
  const step = () =>
    tf.tidy(() => {
      const [x, w] = [tf.tensor4d(normals(4 * 100 * 3), [4, 10, 10, 3]), tf.tensor4d(normals(9 * 12), [3, 3, 3, 4])];
      tf.grads((a, b) => tf.sum(tf.relu(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same'))))([x, w]);
    });
  step();
  const before = labBackend().liveBytes();
  for (let i = 0; i < 50; i += 1) step();
  expect(labBackend().liveBytes()).toBe(before);
});
