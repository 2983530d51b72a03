// Running compressed networks: each kernel against the sums of its definition, and the work that it counts.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import { type Coded, type CodedLayer, type CodedNetwork, decoded } from '../../../core/compression/coded.ts';
import { networkTfliteOf } from '../../../core/compression/export/tflite.ts';
import { calibrate } from '../../../core/compression/run/calibrate.ts';
import { createInt8Runner } from '../../../core/compression/run/int8-runner.ts';
import { createRunner } from '../../../core/compression/run/network-runner.ts';
import { onesOf } from '../../../core/compression/run/signs-kernel.ts';
import { createWork } from '../../../core/compression/work.ts';
import { createRandom } from '../../../core/prob/random.ts';
import {
  codebookOf,
  convolutional5,
  dense300,
  floatsOf,
  gridOf,
  networkOf,
  normalsOf,
  signRows,
  signsOf,
  signUnits,
  sparseOf,
} from '../made-networks.ts';

type Image = number[][][];

/** The definition, index by index, in float64 between layers as well. */
function definition({ input, layers }: CodedNetwork, x: Float32Array): number[] {
  const last = layers.reduce<{ shape: readonly number[]; values: number[] }>(
    ({ shape, values }, { weights, bias, activation, pool }: CodedLayer) => {
      const w = decoded(weights);
      const act = (sum: number) => (activation === 'relu' ? Math.max(0, sum) : sum);
      if (weights.shape.length === 2) {
        const units = bias.length;
        const out = Array.from(bias, (b, j) => act(values.reduce((sum, v, i) => sum + v * (w[i * units + j] as number), b)));
        return { shape: [units], values: out };
      }
      const [side = 0, , inputs = 0, outputs = 0] = weights.shape;
      const [rows = 0, columns = 0] = shape;
      const image: Image = Array.from({ length: rows - side + 1 }, (_, r) =>
        Array.from({ length: columns - side + 1 }, (__, c) =>
          Array.from(bias, (b, o) => {
            let sum = b;
            for (let dy = 0; dy < side; dy += 1)
              for (let dx = 0; dx < side; dx += 1)
                for (let i = 0; i < inputs; i += 1)
                  sum +=
                    (values[((r + dy) * columns + c + dx) * inputs + i] as number) *
                    (w[((dy * side + dx) * inputs + i) * outputs + o] as number);
            return act(sum);
          }),
        ),
      );
      const size = [Math.floor(image.length / pool), Math.floor((image[0] as number[][]).length / pool)] as const;
      const out: number[] = [];
      for (let r = 0; r < size[0]; r += 1)
        for (let c = 0; c < size[1]; c += 1)
          for (let o = 0; o < outputs; o += 1) {
            const square = image.slice(r * pool, (r + 1) * pool).flatMap((row) => row.slice(c * pool, (c + 1) * pool).map((at) => at[o]));
            out.push(Math.max(...(square as number[])));
          }
      return { shape: [...size, outputs], values: out };
    },
    { shape: input, values: [...x] },
  );
  return last.values;
}

const codes: [string, (shape: readonly number[], values: Float32Array) => Coded][] = [
  ['float32', floatsOf],
  ['a grid', (shape, values) => gridOf(shape, values, 4, true)],
  ['a codebook', (shape, values) => codebookOf(shape, values, 16)],
  ['signs', (shape, values) => signsOf(shape, values, true)],
  ['sparse float32', (shape, values) => sparseOf(shape, values, 0.1, floatsOf)],
  ['a sparse codebook', (shape, values) => sparseOf(shape, values, 0.2, (s, v) => codebookOf(s, v, 8))],
];

const close = (got: Float32Array, wanted: readonly number[]) => {
  const size = Math.max(...wanted.map(Math.abs));
  expect(got.length).toBe(wanted.length);
  // Numbers between layers are rounded to float32.
  got.forEach((value, i) => {
    expect(Math.abs(value - (wanted[i] as number))).toBeLessThan(2e-6 * size);
  });
};

describe('running a network', () => {
  it.each(codes)('of %s gives the sums of the definition', (_, code) => {
    const random = createRandom(1);
    const dense = networkOf(random, [33], [['a', [33, 17]], ['b', [17, 9]], ['c', [9, 4]]], code); // biome-ignore format: short
    // An odd side, so that the pool drops a row and a column.
    const filters = networkOf(random, [9, 11, 2], [['a', [3, 3, 2, 5], 2], ['b', [2, 2, 5, 3]], ['c', [18, 4]]], code); // biome-ignore format: short
    for (const network of [dense, filters])
      for (let trial = 0; trial < 3; trial += 1) {
        const x = normalsOf(random, network.input.reduce((a, b) => a * b, 1)); // biome-ignore format: short
        close(createRunner(network).run(x), definition(network, x));
      }
  });

  it('of signs gives for inputs of ±1, 32 at once, the very numbers that additions give', () => {
    const random = createRandom(2);
    for (const inputs of [1, 31, 32, 33, 100]) {
      const network = networkOf(random, [inputs], [['a', [inputs, 7]]], (shape, values) => signsOf(shape, values, true));
      const { run } = createRunner(network);
      const x = Float32Array.from({ length: inputs }, () => 2 * random.below(2) - 1);
      const [counted, added] = [createWork(), createWork()];
      const atOnce = run(x, counted).slice();
      // Twice the inputs are no signs; the scale of the sum is then halved.
      const halved = { ...network, layers: network.layers.map((each) => ({ ...each, weights: half(each.weights) })) };
      expect(atOnce).toEqual(createRunner(halved).run(x.map((value) => 2 * value), added)); // biome-ignore format: short
      expect([counted.signWords, counted.additions]).toEqual([7 * Math.ceil(inputs / 32), 0]);
      expect([added.signWords, added.additions]).toEqual([0, 7 * inputs]);
    }
  });

  it('counts ones among 32 bits', () => {
    const random = createRandom(3);
    for (const word of [0, -1, 1, 1 << 31, ...Array.from({ length: 100 }, () => random.below(2 ** 32) | 0)])
      expect(onesOf(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length);
  });

  it('counts its work', () => {
    const random = createRandom(4);
    const [work, sparse, filters] = [createWork(), createWork(), createWork()];
    // What goes into each layer, and what comes out.
    const between = 4 * (784 + 300 + 300 + 100 + 100 + 10);
    createRunner(dense300(random, floatsOf)).run(new Float32Array(784), work);
    expect(work).toEqual({ ...createWork(), multiplyAccumulatesFloat32: 266_200, weightBytes: 4 * 266_200, activationBytes: between });
    const network = dense300(random, (shape, values) => sparseOf(shape, values, 0.05, floatsOf));
    createRunner(network).run(new Float32Array(784), sparse);
    const kept = network.layers.reduce((sum, { weights }) => sum + (weights.kind === 'sparse' ? weights.kept.length : 0), 0);
    expect(kept).toBe(13_310);
    // Indices of 2 bytes, and where each of the 410 units, and what is behind them, begins.
    expect(sparse).toEqual({
      ...createWork(),
      multiplyAccumulatesFloat32: kept,
      weightBytes: 6 * kept + 4 * 413,
      activationBytes: between,
    });
    createRunner(convolutional5(random, floatsOf)).run(new Float32Array(784), filters);
    expect(filters.multiplyAccumulatesFloat32).toBe(288_000 + 1_600_000 + 400_000 + 5_000);
  });

  it('refuses an input of another size and layers that do not fit', () => {
    const network = dense300(createRandom(5), floatsOf);
    expect(() => createRunner(network).run(new Float32Array(783))).toThrow('input: expected 784 numbers, got 783');
    expect(() => createRunner({ ...network, input: [28, 28, 2] })).toThrow(InputError);
    expect(() => createRunner({ ...network, layers: network.layers.toReversed() })).toThrow('ip3 weights: expected 784 inputs, got 100');
  });
});

const half = (coded: Coded): Coded => (coded.kind === 'signs' ? { ...coded, scales: coded.scales.map((scale) => scale / 2) } : coded);

describe('units that give signs', () => {
  it('give 1 from 0 on and −1 below, and the next layer counts them', () => {
    const { run, outputs } = createRunner(signUnits);
    const work = createWork();
    for (const [x, logits] of signRows) expect([...run(Float32Array.from(x), work)]).toEqual([...logits]);
    expect([...(outputs[0] as Float32Array)]).toEqual([-1, -1, -1]);
    expect(work.signWords).toBe(signRows.length * 2);
  });

  it('do not run in whole numbers, nor in TensorFlow Lite', () => {
    const layers = signUnits.layers.map((layer) => ({
      ...layer,
      weights: gridOf(layer.weights.shape, decoded(layer.weights), 8, false),
    }));
    const network = { ...signUnits, layers };
    const grids = calibrate(network, [Float32Array.of(0, 1)]);
    expect(() => createInt8Runner(network, grids)).toThrow('a activation: expected linear or relu, got sign');
    expect(() => networkTfliteOf(network, grids)).toThrow('a activation: expected linear or relu, got sign');
  });
});
