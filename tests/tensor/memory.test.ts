import { beforeAll, describe, expect, test } from 'vitest';
import { blockSize } from '../../core/tensor/heap.ts';
import { labBackend, openTensors, tf } from '../../core/tensor/index.ts';
import { normals } from './shapes.ts';

beforeAll(() => openTensors());

describe('a block', () => {
  test('holds what is asked for, a quarter more at most, and begins at a multiple of 64', () => {
    for (let bytes = 1; bytes < 3e6; bytes = Math.ceil(bytes * 1.07)) {
      const size = blockSize(bytes);
      expect(size).toBeGreaterThanOrEqual(bytes);
      expect(size % 64).toBe(0);
      if (bytes > 256) expect(size).toBeLessThanOrEqual(1.25 * bytes);
    }
  });

  test('is used again once it is free', () => {
    const { heap } = labBackend().kernels;
    const [first, second] = [heap.allocate(1000), heap.allocate(1000)];
    expect(second).not.toBe(first);
    heap.free(first);
    expect(heap.allocate(990)).toBe(first);
    heap.free(first);
    heap.free(second);
    expect(() => heap.free(3)).toThrow('no block');
  });
});

describe('numbers in shared memory', () => {
  test('that were read out or cut from a tensor outlive it', () => {
    const before = labBackend().liveBytes();
    const x = tf.tidy(() => tf.exp(tf.tensor2d(normals(40), [10, 4])));
    const all = x.dataSync();
    const rows = tf.slice(x, [2, 0], [3, 4]);
    x.dispose();
    const other = tf.fill([10, 4], 7);
    const written = tf.add(other, other);
    expect([...rows.dataSync()]).toEqual([...all.slice(8, 20)]);
    for (const each of [rows, other, written]) each.dispose();
    expect(labBackend().liveBytes()).toBe(before);
  });

  test('grow past the first reserve', () => {
    tf.tidy(() => {
      const large = tf.ones([3000, 2000]);
      const sum = tf.add(tf.add(large, large), large);
      expect(sum.dataSync()[5_999_999]).toBe(3);
    });
  });

  test('move to another backend and back', async () => {
    const x = tf.square(tf.tensor1d([1, 2, 3]));
    await tf.setBackend('cpu');
    const y = tf.add(x, 1);
    await tf.setBackend('lab');
    expect([...tf.mul(y, x).dataSync()]).toEqual([2, 20, 90]);
  });
});
