// The kernels with relaxed SIMD, which Node 20 keeps behind a flag.
import { setFlagsFromString } from 'node:v8';
import { expect, test } from 'vitest';
import { openTensors, type Tensor, type Tensor2D, tf } from '../../core/tensor/index.ts';
import { difference, matrix, normals, on } from './shapes.ts';

if (process.version.startsWith('v20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');

test('fused multiply-adds give the same to rounding, but for the bits', async () => {
  const inputs = [matrix(77, 600), matrix(600, 45), { shape: [45], values: normals(45) }];
  const compute = (x: Tensor, w: Tensor, b: Tensor) => [
    tf.matMul(x as Tensor2D, w as Tensor2D),
    tf.matMul(w as Tensor2D, x as Tensor2D, true, true),
    tf.softplus(tf.add(tf.matMul(x as Tensor2D, w as Tensor2D), b)),
    tf.exp(b),
    tf.tanh(b),
  ];
  expect((await openTensors()).kernels).toBe('relaxed simd');
  const relaxed = await on('lab', inputs, compute);
  expect(difference(relaxed, await on('cpu', inputs, compute))).toBeLessThan(2e-5);
  expect((await openTensors({ reproducible: true })).kernels).toBe('simd');
  const strict = await on('lab', inputs, compute);
  expect(difference(relaxed, strict)).toBeLessThan(2e-5);
  expect(difference(relaxed, strict)).toBeGreaterThan(0);
});
