// A training step of LeNet-300-100 by the methods of the Compression lab, on images of which a fifth of the pixels are not black.
import { dense } from '../core/compression/ledger/networks.ts';
import { initialClassifierWeights } from '../core/nets/classify/classifier.ts';
import type { Examples } from '../core/nets/classify/examples.ts';
import { type AnyMethod, methods } from '../core/nets/classify/methods/index.ts';
import { createTraining } from '../core/nets/classify/training.ts';
import { createRandom } from '../core/prob/random.ts';

export const BATCH = 128;
const EXAMPLES = 10_000;

const lenet = { name: 'LeNet-300-100', input: [784], layers: dense(784, 300, 100, 10) } as const;

/** Minibatches of images: each pixel is lit in a share of them of its own, a fifth on average, and no two are lit alike. */
export function createBatches(count = 8): Examples[] {
  const random = createRandom(1);
  const shares = Float64Array.from({ length: 784 }, () => 0.4 * random.uniform());
  return Array.from({ length: count }, () => ({
    count: BATCH,
    inputs: Float32Array.from({ length: BATCH * 784 }, (_, i) =>
      random.uniform() < (shares[i % 784] as number) ? 0.1 + 0.9 * random.uniform() : 0,
    ),
    labels: Uint8Array.from({ length: BATCH }, () => random.below(10)),
  }));
}

/** Takes steps by a method, the batch’s upload and its noise included. */
export function createSteps(id: string): (count: number) => number {
  const method = methods.find((each) => each.id === id) as AnyMethod;
  const settings = { ...method.defaults, quietEpochs: 0, warmUpEpochs: 0 };
  const training = createTraining(method, lenet, initialClassifierWeights(lenet, createRandom(2)), settings, {
    seed: 3,
    examples: EXAMPLES,
  });
  const batches = createBatches();
  return (count) => {
    const start = performance.now();
    for (let i = 0; i < count; i += 1) training.learn(batches[i % batches.length] as Examples);
    return (performance.now() - start) / count;
  };
}
