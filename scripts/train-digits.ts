// `npx tsx scripts/train-digits.ts`: trains the classifier of digits that ships, 784-200-200-10, and writes it with its card.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { networkSafetensorsOf } from '../core/compression/export/safetensors.ts';
import { dense } from '../core/compression/ledger/networks.ts';
import { shippedImages } from '../core/data/shipped-images.ts';
import { type Classifier, initialClassifierWeights } from '../core/nets/classify/classifier.ts';
import { batchesAnEpoch, createMinibatches, type Examples, examplesOf } from '../core/nets/classify/examples.ts';
import { judge } from '../core/nets/classify/judge.ts';
import { plain } from '../core/nets/classify/methods/plain.ts';
import { createTraining } from '../core/nets/classify/training.ts';
import { streamsFor } from '../core/prob/streams.ts';
import { openTensors } from '../core/tensor/index.ts';
import { root } from './root.ts';

const NAME = 'digits-784-200-200-10';
const SEED = 1;
// The rate was chosen on 2,000 of the images to learn from: what learns by it loses little where activations are rounded.
const settings = { ...plain.defaults, epochs: 20, learningRate: 3e-3 };

const classifier: Classifier = { name: NAME, input: [784], layers: dense(784, 200, 200, 10) };

async function examplesNamed(name: 'mnist' | 'mnistTest'): Promise<Examples> {
  const { files, read } = shippedImages[name];
  return examplesOf(read(await Promise.all(files.map((file) => readFile(join(root, 'samples/data', file))))));
}

const card = (steps: number, error: number, nats: number) => `# A classifier of digits, 784-200-200-10

Trained by Free Energy Lab in ${steps} steps (seed ${SEED}), by \`npx tsx scripts/train-digits.ts\`.

- Images: mnist, 10000 to learn from and 2000 held out, 28 × 28, grey from 0 to 1.
- Network: two hidden layers of 200 units each, relu; a logit for each digit. 198,800 weights and 410 biases, float32.
- Training: Adam at ${settings.learningRate}, its rate falling to 0 over the second half; batches of ${settings.batchSize}; ${settings.epochs} epochs.

On the 2,000 held-out images it gets ${(100 * error).toFixed(2)} % wrong; cross-entropy ${nats.toFixed(4)} nats an image.
`;

await openTensors({ reproducible: true });
const [examples, heldOut] = await Promise.all([examplesNamed('mnist'), examplesNamed('mnistTest')]);
const training = createTraining(
  plain,
  classifier,
  initialClassifierWeights(classifier, streamsFor('train-digits', ['weights'])(SEED, 'weights')),
  settings,
  { seed: SEED, examples: examples.count },
);
const batches = createMinibatches(examples, settings.batchSize, SEED);
const steps = settings.epochs * batchesAnEpoch(examples.count, settings.batchSize);
for (let step = 0; step < steps; step += 1) training.learn(batches(step));
const network = plain.readOut(classifier, training.weights(), settings);
const { error, crossEntropy } = judge(network, heldOut);
const stem = join(root, 'samples/models', NAME);
await writeFile(`${stem}.safetensors`, networkSafetensorsOf(network as Parameters<typeof networkSafetensorsOf>[0]));
await writeFile(`${stem}.md`, card(steps, error, crossEntropy));
process.stdout.write(`${NAME}: ${(100 * error).toFixed(2)} % wrong, ${crossEntropy.toFixed(4)} nats\n`);
training.dispose();
