// The kernels in WebAssembly: whole numbers to the bit, float32 to its rounding, for sizes that fill no vector as well.
import { describe, expect, it } from 'vitest';
import type { Coded } from '../../../core/compression/coded.ts';
import { calibrate } from '../../../core/compression/run/calibrate.ts';
import { createInt8Runner } from '../../../core/compression/run/int8-runner.ts';
import { int8Arithmetic } from '../../../core/compression/run/int8-vectors.ts';
import { createRunner } from '../../../core/compression/run/network-runner.ts';
import { vectorKernel } from '../../../core/compression/run/vector-kernels.ts';
import { createWork } from '../../../core/compression/work.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { convolutional5, floatsOf, gridOf, networkOf, normalsOf, signsOf, sparseOf } from '../made-networks.ts';

type Code = (shape: readonly number[], values: Float32Array) => Coded;

const random = createRandom(1);
const networks = (code: Code) => [
  ...[1, 15, 16, 17, 50].map((inputs) => networkOf(random, [inputs], [['a', [inputs, 7]], ['b', [7, 12]], ['c', [12, 3]]], code)), // biome-ignore format: short
  networkOf(random, [9, 11, 2], [['a', [3, 3, 2, 5], 2], ['b', [2, 2, 5, 3]], ['c', [18, 4]]], code), // biome-ignore format: short
];
const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);

describe('kernels by vectors', () => {
  it.each<[string, Code]>([
    ['float32', floatsOf],
    ['what is left of the weights', (shape, values) => sparseOf(shape, values, 0.3, floatsOf)],
    ['signs', (shape, values) => signsOf(shape, values, true)],
  ])('give the sums of %s, and count the same work', (_, code) => {
    for (const network of networks(code)) {
      const x = normalsOf(random, sizeOf(network.input));
      const [work, wanted] = [createWork(), createWork()];
      const logits = createRunner(network).run(x, wanted);
      const size = Math.max(...logits.map(Math.abs));
      createRunner(network, vectorKernel)
        .run(x, work)
        .forEach((value, i) => {
          expect(Math.abs(value - (logits[i] as number))).toBeLessThan(4e-6 * size);
        });
      expect(work).toEqual(wanted);
    }
  });

  it('give the very sums of whole numbers', () => {
    const code: Code = (shape, values) => gridOf(shape, values, 8, true);
    for (const network of [...networks(code), convolutional5(random, code)]) {
      const inputs = Array.from({ length: 3 }, () => normalsOf(random, sizeOf(network.input)));
      const grids = calibrate(network, inputs.slice(0, 2));
      const [plain, vectors] = [createInt8Runner(network, grids), createInt8Runner(network, grids, int8Arithmetic)];
      for (const x of inputs) {
        const [work, wanted] = [createWork(), createWork()];
        plain.run(x, wanted);
        vectors.run(x, work);
        expect(vectors.outputs).toEqual(plain.outputs);
        expect(work).toEqual(wanted);
      }
    }
  });

  it('take the largest products, which fill 2³⁰', () => {
    const shape = [32_768, 2];
    const grid = { kind: 'grid', shape, bits: 8, codes: new Int8Array(65_536).fill(-128), scales: Float32Array.of(1) } as const;
    const layer = { name: 'a', weights: { ...grid, zeroPoints: Int8Array.of(0) }, bias: Float32Array.of(-(2 ** 20), -(2 ** 20)), activation: 'linear', pool: 1 } as const; // biome-ignore format: long
    const network = { name: 'n', input: [32_768], layers: [layer] };
    const grids = [{ scale: 1, zeroPoint: 127 }, { scale: 2 ** 24, zeroPoint: 0 }]; // biome-ignore format: short
    const x = new Float32Array(32_768).fill(-255);
    // 2¹⁵ · 255 · 128 − 2²⁰, in steps of 2²⁴.
    for (const kernel of [undefined, int8Arithmetic]) expect([...createInt8Runner(network, grids, kernel).run(x)]).toEqual([64, 64]);
  });
});
