// The network and the digits that ship: the order of a temporal MNIST, and what spikes save on it.
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImageSet } from '../../core/data/images.ts';
import { shippedImages } from '../../core/data/shipped-images.ts';
import { readSafetensors } from '../../core/io/safetensors.ts';
import { createRandom } from '../../core/prob/random.ts';
import { shuffled } from '../../core/prob/shuffle.ts';
import { createFrameNetwork, workOf } from '../../core/spiking/frame-network.ts';
import { denseWork, type Layers, layersOf } from '../../core/spiking/layers.ts';
import { type Coding, dense, rounding, sigmaDelta } from '../../core/spiking/senders.ts';
import { meanChange, temporalOrder } from '../../core/spiking/temporal-order.ts';

const SIZE = 784;
let digits: ImageSet;
let layers: Layers;

beforeAll(async () => {
  const { files, read } = shippedImages.mnistTest;
  const bytes = (path: string) => readFile(new URL(`../../samples/${path}`, import.meta.url));
  digits = read(await Promise.all(files.map((file) => bytes(`data/${file}`))));
  const model = 'digits-784-200-200-10.safetensors';
  layers = layersOf(model, readSafetensors(model, new Uint8Array(await bytes(`models/${model}`))));
});

const frameOf = (at: number) => Float32Array.from(digits.pixels.subarray(at * SIZE, (at + 1) * SIZE), (level) => level / 255);

describe('a temporal MNIST', () => {
  it('with a buffer of 200 begins 0, 17, 70, 141, …, uses each digit once, and changes 22.535 levels a pixel in place of 40.270', () => {
    const order = temporalOrder(digits.pixels, SIZE, 200);
    expect([...order.subarray(0, 10)]).toEqual([0, 17, 70, 141, 26, 83, 122, 65, 116, 198]);
    expect([...order].sort((a, b) => a - b)).toEqual([...order.keys()]);
    expect(meanChange(digits.pixels, SIZE, [...order.keys()])).toBeCloseTo(40.27, 3);
    expect(meanChange(digits.pixels, SIZE, order)).toBeCloseTo(22.535, 3);
  });

  it('with a buffer of 1,000 begins 0, 494, 941, 254, …', () => {
    const few = digits.pixels.subarray(0, 1010 * SIZE);
    expect([...temporalOrder(few, SIZE, 1000).subarray(0, 10)]).toEqual([0, 494, 941, 254, 917, 705, 852, 26, 410, 262]);
  });

  it('of a buffer of 1 is the order of the set', () => expect([...temporalOrder(Uint8Array.of(9, 1, 8, 2), 1, 1)]).toEqual([0, 1, 2, 3]));

  it('of a buffer that is none is refused', () =>
    expect(() => temporalOrder(new Uint8Array(4), 1, 0)).toThrow('buffer: expected a whole number from 1, got 0'));
});

/** Of the first 300 of an order, at scales of 1. */
function passed(coding: Coding, order: Uint32Array) {
  const network = createFrameNetwork(layers, coding, [1, 1, 1]);
  let [additions, wrong] = [0, 0];
  const logits: number[] = [];
  for (const at of order) {
    const given = network.run(frameOf(at));
    logits.push(...given);
    additions += workOf(network).additions;
    if (given.indexOf(Math.max(...given)) !== digits.labels?.[at]) wrong += 1;
  }
  return { additions: additions / order.length, wrong, logits };
}

describe('the network that ships', () => {
  it('has 198,800 weights', () => expect(denseWork(layers)).toBe(198_800));

  it('as spikes is the rounded network bit for bit, costs less in temporal order, and more when shuffled', () => {
    const temporal = temporalOrder(digits.pixels, SIZE, 200).subarray(0, 300);
    const [spikes, rounded] = [passed(sigmaDelta, temporal), passed(rounding, temporal)];
    expect(spikes.logits.every((logit, at) => Object.is(logit, rounded.logits[at]))).toBe(true);
    expect(spikes.additions / rounded.additions).toBeGreaterThan(0.55);
    expect(spikes.additions / rounded.additions).toBeLessThan(0.8);
    // A multiply–accumulate is two operations.
    expect(spikes.additions / (2 * denseWork(layers))).toBeLessThan(0.15);
    expect(rounded.wrong - passed(dense, temporal).wrong).toBeLessThanOrEqual(3);
    const mixed = shuffled(digits.count, createRandom(1)).subarray(0, 300);
    expect(passed(sigmaDelta, mixed).additions / passed(rounding, mixed).additions).toBeGreaterThan(1);
  });
});
