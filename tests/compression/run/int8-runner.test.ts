// Whole numbers against their simulation: float64 arithmetic on numbers that were rounded to the same grids.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import type { CodedLayer, CodedNetwork, GridCodes } from '../../../core/compression/coded.ts';
import { type ActivationGrid, activationGrid, quantize, roundHalfEven } from '../../../core/compression/run/activation-grid.ts';
import { calibrate } from '../../../core/compression/run/calibrate.ts';
import { createInt8Runner } from '../../../core/compression/run/int8-runner.ts';
import { createRunner } from '../../../core/compression/run/network-runner.ts';
import { createWork } from '../../../core/compression/work.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { convolutional5, dense300, floatsOf, gridOf, networkOf } from '../made-networks.ts';

/** To the nearest, halves to even. */
const nearest = (x: number) => (x - Math.floor(x) === 0.5 ? 2 * Math.round(x / 2) : Math.floor(x + 0.5));

const fake = (x: number, { scale, zeroPoint }: ActivationGrid) =>
  scale * (Math.max(-128, Math.min(127, nearest(x / scale) + zeroPoint)) - zeroPoint);

/** What a dense network gives in float64 when weights, biases and numbers between layers are rounded to their grids. */
function simulated({ layers }: CodedNetwork, grids: readonly ActivationGrid[], x: Float32Array): number[] {
  let reached = Array.from(x, (each) => fake(each, grids[0] as ActivationGrid));
  layers.forEach(({ weights, bias, activation }, l) => {
    const { codes, scales } = weights as GridCodes;
    const units = bias.length;
    const output = grids[l + 1] as ActivationGrid;
    reached = Array.from(bias, (b, j) => {
      const scale = scales[scales.length === 1 ? 0 : j] as number;
      const unit = (grids[l] as ActivationGrid).scale * scale;
      let sum = unit * nearest(b / Math.fround(unit));
      for (let i = 0; i < reached.length; i += 1) sum += (reached[i] as number) * (scale * (codes[i * units + j] as number));
      return fake(activation === 'relu' ? Math.max(0, sum) : sum, output);
    });
  });
  return reached;
}

const images = (seed: number, count: number, size = 784) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => Float32Array.from({ length: size }, () => Math.max(0, random.uniform() - 0.6)));
};

describe('a network in whole numbers', () => {
  it.each([true, false])('gives, bit for bit, what its simulation gives (a scale for each channel: %s)', (perChannel) => {
    const network = dense300(createRandom(1), (shape, values) => gridOf(shape, values, 8, perChannel));
    const grids = calibrate(network, images(2, 10));
    const { run } = createInt8Runner(network, grids);
    const { scale, zeroPoint } = grids.at(-1) as ActivationGrid;
    for (const x of images(3, 12)) expect(Array.from(run(x), (q) => scale * (q - zeroPoint))).toEqual(simulated(network, grids, x));
  });

  it('does not where one weight differs by one code', () => {
    const network = dense300(createRandom(1), (shape, values) => gridOf(shape, values, 8, true));
    const grids = calibrate(network, images(2, 10));
    const { codes } = (network.layers[2] as CodedLayer).weights as GridCodes;
    const { run } = createInt8Runner(network, grids);
    for (let j = 0; j < 10; j += 1) codes[j * 10] = (codes[j * 10] as number) + 8;
    const { scale, zeroPoint } = grids.at(-1) as ActivationGrid;
    const equal = images(3, 5).filter((x) => {
      const wanted = simulated(network, grids, x);
      return run(x).every((q, i) => scale * (q - zeroPoint) === wanted[i]);
    });
    expect(equal.length).toBeLessThan(5);
  });

  it('is near the network in float32, filters and pools included', () => {
    for (const make of [dense300, convolutional5]) {
      const network = make(createRandom(4), (shape, values) => gridOf(shape, values, 8, true));
      const grids = calibrate(network, images(5, 3));
      const [whole, float] = [createInt8Runner(network, grids), createRunner(network)];
      const { scale, zeroPoint } = grids.at(-1) as ActivationGrid;
      const work = createWork();
      for (const x of images(5, 3)) {
        const logits = Array.from(whole.run(x, work), (q) => scale * (q - zeroPoint));
        float.run(x).forEach((wanted, i) => {
          expect(Math.abs((logits[i] as number) - wanted)).toBeLessThan(6 * scale);
        });
      }
      const products = make === dense300 ? 266_200 : 2_293_000;
      expect(work.multiplyAccumulatesInt8).toBe(3 * products);
      expect(work.multiplyAccumulatesFloat32).toBe(0);
    }
  });

  it('takes weights of fewer bits, and refuses other kinds', () => {
    const network = networkOf(createRandom(6), [6], [['a', [6, 4]]], (shape, values) => gridOf(shape, values, 2, true));
    const grids = calibrate(network, images(7, 3, 6));
    expect(createInt8Runner(network, grids).run(images(8, 1, 6)[0] as Float32Array).length).toBe(4);
    const floats = networkOf(createRandom(6), [6], [['a', [6, 4]]], floatsOf);
    expect(() => createInt8Runner(floats, grids)).toThrow(InputError);
    expect(() => createInt8Runner(network, grids.slice(1))).toThrow('activations: expected 2 grids, got 1');
    expect(() => calibrate(network, [])).toThrow(InputError);
    expect(() => calibrate(network, [new Float32Array(6).fill(Number.NaN)])).toThrow(InputError);
  });
});

describe('the grid of activations', () => {
  it('is s = (max − min) / 255 with 0 on it', () => {
    expect(activationGrid(-1, 4)).toEqual({ scale: Math.fround(5 / 255), zeroPoint: -77 });
    expect(activationGrid(2, 5.1)).toEqual({ scale: Math.fround(0.02), zeroPoint: -128 });
    expect(activationGrid(-3, -1)).toEqual({ scale: Math.fround(3 / 255), zeroPoint: 127 });
    expect(activationGrid(0, 0)).toEqual({ scale: 1, zeroPoint: -128 });
    const grid = activationGrid(-1, 4);
    const codes = new Int8Array(8);
    const x = Float32Array.of(-1, -0.3, 0, 0.01, 1, 3.99, -9, 9);
    quantize(x, grid, codes);
    for (let i = 0; i < 6; i += 1) {
      const back = grid.scale * ((codes[i] as number) - grid.zeroPoint);
      expect(Math.abs(back - (x[i] as number))).toBeLessThanOrEqual(grid.scale / 2 + 1e-9);
    }
    expect([...codes.slice(6)]).toEqual([-128, 127]);
  });

  it('rounds halves to even', () => {
    expect(
      [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4999999999999996, 1e15 + 0.5, 2 ** 52 + 1, -(2 ** 60)].map((x) => roundHalfEven(x) + 0),
    ).toEqual([-2, -2, 0, 0, 2, 2, 2, 1e15, 2 ** 52 + 1, -(2 ** 60)]);
  });
});
