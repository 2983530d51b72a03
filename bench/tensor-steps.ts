// What bench/tensor.ts measures of core/tensor, the same in Node and in a page’s worker.

import { noiseOf } from '../core/nets/evaluation.ts';
import { createGradient } from '../core/nets/gradient.ts';
import type { Architecture } from '../core/nets/networks.ts';
import { parametersOf } from '../core/nets/parameters.ts';
import { initialWeights, networksOf } from '../core/nets/vae.ts';
import { createRandom, type Random } from '../core/prob/random.ts';
import { createAdam, openTensors, type TensorInfo, type TensorOptions, tf } from '../core/tensor/index.ts';
import { createVae } from '../tests/tensor/vae.ts';
import { createSteps } from './method-steps.ts';

export const SIZE = { pixels: 784, hidden: 400, latent: 20 };
export const BATCH = 128;

/** Batches of binary images, some 15 % of them ones, each pixel with a share of its own. */
export function createBatches(): Float32Array[] {
  const random = createRandom(1);
  const shares = Float64Array.from({ length: SIZE.pixels }, () => 0.3 * random.uniform());
  return Array.from({ length: 8 }, () =>
    Float32Array.from({ length: BATCH * SIZE.pixels }, (_, i) => Number(random.uniform() < (shares[i % SIZE.pixels] as number))),
  );
}

export interface TensorBench {
  readonly info: TensorInfo;
  /** Milliseconds a training step, the batch’s upload and its noise included: from its recording, and by TensorFlow.js’ tape. */
  steps(count: number): number;
  tapedSteps(count: number): number;
  /** The same of a decoder to a softmax over 256 levels a pixel. */
  softmaxSteps(count: number): number;
  /** The same of LeNet-300-100, a classifier, as the Compression lab takes them. */
  classifierSteps(count: number): number;
  /** GFLOP/s of the first layer’s product, dense; the best of `count`. */
  product(count: number): number;
}

/** A step of the lab’s networks to a softmax, each time on the next images. */
function createSoftmax(random: Random, batches: readonly Float32Array[]): () => void {
  const architecture: Architecture = {
    network: 'dense',
    rows: 28,
    columns: 28,
    pixels: SIZE.pixels,
    hiddenUnits: SIZE.hidden,
    latentDimension: SIZE.latent,
    activation: 'relu',
    family: 'meanField',
    likelihood: 'categorical',
    decoderWeights: 'point',
  };
  const networks = networksOf(architecture, parametersOf(initialWeights(architecture, random)));
  const [adam, gradient] = [createAdam(Object.values(networks.parameters)), createGradient(networks)];
  const settings = { estimator: 'pathwise', inverseTemperature: 1, freeBits: 0, examples: 10_000 } as const;
  let taken = 0;
  return () => {
    const images = batches[taken % batches.length] as Float32Array;
    const noise = noiseOf(random, BATCH * SIZE.latent);
    adam.step(gradient.of({ count: BATCH, images, noise, unitNoise: [], settings }).gradients, 1e-3);
    taken += 1;
  };
}

export async function openBench(options: TensorOptions): Promise<TensorBench> {
  const info = await openTensors(options);
  const vae = createVae(SIZE, 2);
  const batches = createBatches();
  const random = createRandom(3);
  const normals = new Float64Array(BATCH * SIZE.latent);
  let softmax: (() => void) | undefined;
  let classifier: ((count: number) => number) | undefined;
  const timed = (count: number, step: (x: Float32Array, noise: Float32Array) => unknown) => {
    const start = performance.now();
    for (let i = 0; i < count; i += 1) {
      random.normals(normals);
      step(batches[i % batches.length] as Float32Array, Float32Array.from(normals));
    }
    return (performance.now() - start) / count;
  };
  return {
    info,
    steps: (count) => timed(count, vae.replayedStep),
    tapedSteps: (count) => timed(count, (x, noise) => vae.step(x, noise).dispose()),
    softmaxSteps(count) {
      softmax ??= createSoftmax(random, batches);
      const start = performance.now();
      for (let i = 0; i < count; i += 1) softmax();
      return (performance.now() - start) / count;
    },
    classifierSteps(count) {
      classifier ??= createSteps('plain');
      return classifier(count);
    },
    product(count) {
      return tf.tidy(() => {
        const [a, b] = [
          tf.randomNormal([BATCH, SIZE.pixels], 0, 1, 'float32', 1),
          tf.randomNormal([SIZE.pixels, SIZE.hidden], 0, 1, 'float32', 2),
        ];
        let best = Number.POSITIVE_INFINITY;
        for (let i = 0; i < count; i += 1) {
          const start = performance.now();
          // Several at a time, since a page’s clock is coarse.
          for (let j = 0; j < 5; j += 1) tf.matMul(a, b).dispose();
          best = Math.min(best, (performance.now() - start) / 5);
        }
        return (2 * BATCH * SIZE.pixels * SIZE.hidden) / best / 1e6;
      });
    },
  };
}
