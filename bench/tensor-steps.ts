// What bench/tensor.ts measures of core/tensor, the same in Node and in a page’s worker.

import { createRandom } from '../core/prob/random.ts';
import { openTensors, type TensorInfo, type TensorOptions, tf } from '../core/tensor/index.ts';
import { createVae } from '../tests/tensor/vae.ts';

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
  /** GFLOP/s of the first layer’s product, dense; the best of `count`. */
  product(count: number): number;
}

export async function openBench(options: TensorOptions): Promise<TensorBench> {
  const info = await openTensors(options);
  const vae = createVae(SIZE, 2);
  const batches = createBatches();
  const random = createRandom(3);
  const normals = new Float64Array(BATCH * SIZE.latent);
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
