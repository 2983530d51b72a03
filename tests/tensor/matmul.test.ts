import { beforeAll, describe, expect, test } from 'vitest';
import { labBackend, openTensors, tf } from '../../core/tensor/index.ts';
import { bits, difference, matrix, on, type Values } from './shapes.ts';

beforeAll(() => openTensors());

const product = (transposeA: boolean, transposeB: boolean) => (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, transposeA, transposeB);

const shapes: readonly (readonly [number, number, number])[] = [
  [1, 1, 1],
  [1, 7, 1],
  [6, 8, 8],
  [7, 9, 5],
  [13, 3, 17],
  [5, 1, 8],
  [12, 600, 16],
  [31, 1030, 43],
  [128, 20, 400],
  [200, 784, 33],
  [3, 5000, 11],
  [700, 300, 4],
];

describe('a product of matrices', () => {
  test.each(shapes)('%i × %i by %i columns, in every layout, is that of the plain backend', async (rows, depth, columns) => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const a = transposeA ? matrix(depth, rows) : matrix(rows, depth);
      const b = transposeB ? matrix(columns, depth) : matrix(depth, columns);
      const compute = product(transposeA, transposeB) as (...tensors: tf.Tensor[]) => tf.Tensor;
      expect(difference(await on('lab', [a, b], compute), await on('cpu', [a, b], compute))).toBeLessThan(1e-6 * Math.sqrt(depth));
    }
  });

  test('of nothing is nothing, and over nothing is zero', async () => {
    for (const [rows, depth, columns] of [
      [0, 3, 4],
      [3, 4, 0],
      [3, 0, 4],
    ] as const) {
      const [result] = await on('lab', [matrix(rows, depth), matrix(depth, columns)], product(false, false) as never);
      expect(result?.shape).toEqual([rows, columns]);
      expect([...(result as Values).values]).toEqual(new Array(rows * columns).fill(0));
    }
  });

  test('of stacks goes matrix by matrix', async () => {
    const stack = (count: number, rows: number, columns: number): Values => ({
      shape: [count, rows, columns],
      values: matrix(count * rows, columns).values,
    });
    const one = { ...matrix(5, 4) };
    for (const inputs of [
      [stack(3, 7, 5), stack(3, 5, 9)],
      [stack(3, 7, 5), one],
      [one, stack(3, 4, 9)],
      [stack(1, 7, 5), stack(3, 5, 2)],
    ]) {
      const compute = product(false, false) as never;
      expect(difference(await on('lab', inputs, compute), await on('cpu', inputs, compute))).toBeLessThan(1e-6);
    }
  });

  test('with a bias and an activation in one is the same as one after the other', async () => {
    const inputs = [matrix(9, 30), matrix(30, 21), { shape: [21], values: matrix(1, 21).values }];
    for (const activation of ['linear', 'relu', 'sigmoid', 'elu'] as never[]) {
      const compute = ((a: tf.Tensor, b: tf.Tensor, bias: tf.Tensor) =>
        tf.fused.matMul({ a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias, activation })) as never;
      expect(difference(await on('lab', inputs, compute), await on('cpu', inputs, compute))).toBeLessThan(1e-6);
    }
  });
});

describe('a product with a sparse left factor', () => {
  const sizes: readonly (readonly [number, number, number])[] = [
    [1, 40, 16],
    [7, 33, 50],
    [128, 196, 101],
  ];
  test.each(sizes)('%i × %i by %i columns, and of its transpose, is the plain one', async (rows, inner, columns) => {
    for (const share of [0, 0.1, 0.25, 0.5]) {
      const grey = matrix(rows, inner);
      const x = matrix(
        rows,
        inner,
        bits(rows * inner, share).map((bit, i) => bit * (grey.values[i] as number)),
      );
      for (const transposed of [false, true]) {
        const b = matrix(transposed ? rows : inner, columns);
        const compute = product(transposed, false) as never;
        expect(difference(await on('lab', [x, b], compute), await on('cpu', [x, b], compute))).toBeLessThan(2e-6);
      }
    }
  });

  test('lists the non-zeros of what is sparse and comes from outside, and of nothing else', () => {
    const lab = labBackend();
    tf.tidy(() => {
      const sparse = tf.tensor2d(bits(40 * 30, 0.1), [40, 30]);
      const full = tf.tensor2d(bits(40 * 30, 0.6), [40, 30]);
      expect(lab.sparseOf(sparse)).not.toBeNull();
      expect(lab.sparseOf(full)).toBeNull();
      expect(lab.sparseOf(tf.relu(sparse))).toBeNull();
      expect(lab.sparseOf(tf.reshape(sparse, [30, 40]))).toBeNull();
    });
  });
});
