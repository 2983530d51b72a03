// Frames a second of the network that ships, driven by spikes, against the dense one, at the change rates of both orders of its digits.
import { readFile } from 'node:fs/promises';
import type { CodedNetwork } from '../core/compression/coded.ts';
import { createRunner } from '../core/compression/run/network-runner.ts';
import { vectorKernel } from '../core/compression/run/vector-kernels.ts';
import { shippedImages } from '../core/data/shipped-images.ts';
import { readSafetensors } from '../core/io/safetensors.ts';
import { createRandom } from '../core/prob/random.ts';
import { shuffled } from '../core/prob/shuffle.ts';
import { createFrameNetwork, workOf } from '../core/spiking/frame-network.ts';
import { layersOf } from '../core/spiking/layers.ts';
import { type Coding, rounding, sigmaDelta } from '../core/spiking/senders.ts';
import { temporalOrder } from '../core/spiking/temporal-order.ts';
import { percentile, type Row } from './statistics.ts';

const FRAMES = 500;
const ROUNDS = 7;

export async function spikingRows(): Promise<readonly Row[]> {
  const read = (path: string) => readFile(new URL(`../samples/${path}`, import.meta.url));
  const { files, read: images } = shippedImages.mnistTest;
  const { pixels, count } = images(await Promise.all(files.map((file) => read(`data/${file}`))));
  const name = 'digits-784-200-200-10';
  const layers = layersOf(name, readSafetensors(name, new Uint8Array(await read(`models/${name}.safetensors`))));
  const network: CodedNetwork = {
    name,
    input: [784],
    layers: layers.map(({ inputs, units, weights, bias }, at) => ({
      name: `dense${at + 1}`,
      weights: { kind: 'float32', shape: [inputs, units], values: weights },
      bias,
      activation: at < layers.length - 1 ? 'relu' : 'linear',
      pool: 1,
    })),
  };
  const orders = { temporal: temporalOrder(pixels, 784, 200), shuffled: shuffled(count, createRandom(1)) };
  const framesOf = (order: Uint32Array) =>
    Array.from(order.subarray(0, FRAMES), (at) => Float32Array.from(pixels.subarray(784 * at, 784 * (at + 1)), (level) => level / 255));
  /** Frames a second in the quickest rounds, and additions a frame. */
  const rateOf = (frames: readonly Float32Array[], run: (frame: Float32Array) => unknown): number => {
    const seconds = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      for (const frame of frames) run(frame);
      return (performance.now() - start) / 1000;
    });
    return frames.length / percentile(seconds, 0.1);
  };
  const additionsOf = (frames: readonly Float32Array[], coding: Coding): number => {
    const spikes = createFrameNetwork(layers, coding, [1, 1, 1]);
    let sum = 0;
    for (const frame of frames) {
      spikes.run(frame);
      sum += workOf(spikes).additions;
    }
    return sum / frames.length;
  };
  return Object.entries(orders).flatMap(([order, places]) => {
    const frames = framesOf(places);
    const plain = rateOf(frames, createRunner(network).run);
    const vectors = rateOf(frames, createRunner(network, vectorKernel).run);
    const driven = rateOf(frames, createFrameNetwork(layers, sigmaDelta, [1, 1, 1]).run);
    return [
      { what: `${order}: by spikes`, measured: driven, unit: 'frames/s', against: { name: 'dense', value: plain } },
      { what: `${order}: by spikes`, measured: driven, unit: 'frames/s', against: { name: 'dense, by vectors', value: vectors } },
      {
        what: `${order}: additions of spikes`,
        measured: additionsOf(frames, sigmaDelta),
        unit: 'a frame',
        against: { name: 'rounding', value: additionsOf(frames, rounding) },
      },
    ];
  });
}
