// Compressed networks as TensorFlow Lite, run by its own interpreter: the same codes; and files that say what they are.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import { networkTfliteOf } from '../../../core/compression/export/tflite.ts';
import { quantize } from '../../../core/compression/run/activation-grid.ts';
import { calibrate } from '../../../core/compression/run/calibrate.ts';
import { createInt8Runner } from '../../../core/compression/run/int8-runner.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { convolutional5, dense300, floatsOf, gridOf, networkOf } from '../made-networks.ts';
import { tfliteRunner } from './tflite-runtime.ts';

const random = createRandom(1);
const images = (count: number, size = 784) =>
  Array.from({ length: count }, () => Float32Array.from({ length: size }, () => Math.max(0, random.uniform() - 0.6)));

describe('a compressed network as TensorFlow Lite', () => {
  it.each([true, false])('gives the codes of our own, but for halves (a scale for each channel: %s)', async (perChannel) => {
    const network = dense300(random, (shape, values) => gridOf(shape, values, 8, perChannel));
    const grids = calibrate(network, images(5));
    const theirs = await tfliteRunner(networkTfliteOf(network, grids));
    const { run } = createInt8Runner(network, grids);
    const codes = new Int8Array(784);
    let differ = 0;
    for (const x of images(40)) {
      quantize(x, grids[0] as (typeof grids)[number], codes);
      const wanted = run(x);
      theirs(codes).forEach((code, i) => {
        expect(Math.abs(code - (wanted[i] as number))).toBeLessThanOrEqual(1);
        differ += Number(code !== wanted[i]);
      });
    }
    // Of 400; the interpreter scales in float32 or in whole numbers, which may fall to the other side of a half.
    expect(differ).toBeLessThanOrEqual(4);
  });

  it('does not where one bias is another', async () => {
    const network = networkOf(random, [30], [['a', [30, 10]]], (shape, values) => gridOf(shape, values, 8, true));
    const inputs = images(5, 30);
    const grids = calibrate(network, inputs);
    const theirs = await tfliteRunner(networkTfliteOf(network, grids));
    const layers = network.layers.map((layer) => ({ ...layer, bias: layer.bias.map((b, i) => (i === 3 ? b + 1 : b)) }));
    const { run } = createInt8Runner({ ...network, layers }, grids);
    const codes = new Int8Array(30);
    quantize(inputs[0] as Float32Array, grids[0] as (typeof grids)[number], codes);
    const wanted = run(inputs[0] as Float32Array);
    expect(Array.from(theirs(codes).keys()).filter((i) => theirs(codes)[i] !== wanted[i])).toEqual([3]);
  });

  it('is a flatbuffer of its kind, with a byte for each weight and little more', () => {
    const network = networkOf(random, [784], [['a', [784, 32]]], (shape, values) => gridOf(shape, values, 8, true));
    const file = networkTfliteOf(network, calibrate(network, images(2)));
    expect(new TextDecoder().decode(file.subarray(4, 8))).toBe('TFL3');
    expect(file.length - 784 * 32).toBeLessThan(2000);
    expect(networkTfliteOf(network, calibrate(network, images(2))).length).toBe(file.length);
  });

  it('is refused with filters, and with weights on no grid', () => {
    const filters = convolutional5(random, (shape, values) => gridOf(shape, values, 8, true));
    expect(() => networkTfliteOf(filters, calibrate(filters, images(1)))).toThrow(
      'conv1 weights: expected a dense layer on a symmetric grid',
    );
    const floats = dense300(random, floatsOf);
    const grids = calibrate(floats, images(1));
    expect(() => networkTfliteOf(floats, grids)).toThrow(InputError);
    expect(() => networkTfliteOf(floats, grids.slice(1))).toThrow('activations: expected 4 grids, got 3');
  });
});
