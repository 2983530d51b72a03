// The network that all methods begin with: the shape that was asked for, trained as it is for a few epochs.
import { InputError } from '../../../base/input-error.ts';
import { dense } from '../../../compression/ledger/networks.ts';
import { type Classifier, initialClassifierWeights, type WeightsByName } from '../../../nets/classify/classifier.ts';
import { batchesAnEpoch, createMinibatches, type Examples } from '../../../nets/classify/examples.ts';
import { COMMON } from '../../../nets/classify/method.ts';
import { plain } from '../../../nets/classify/methods/plain.ts';
import { createTraining } from '../../../nets/classify/training.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { streamOf } from './streams.ts';

const hidden = { small: [32], lenet300: [300, 100] } as const satisfies Readonly<Record<CompressionValues['network'], readonly number[]>>;

/** Dense layers from so many pixels to as many classes as the labels name, two at least. */
export function classifierOf({ network }: Pick<CompressionValues, 'network'>, pixels: number, labels: Uint8Array): Classifier {
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 2);
  const sizes = [pixels, ...hidden[network], classes];
  if (sizes.slice(1).reduce((sum, units, i) => sum + units * (sizes[i] as number), 0) > 2 ** 22)
    throw new InputError('dataset', 'images of fewer pixels', `${pixels}`);
  return { name: sizes.join('-'), input: [pixels], layers: dense(...sizes) };
}

/** Weights drawn at random, and trained for the epochs of the base; what each minibatch is, seed and step tell. Throws InputError for a rate too high. */
export function baseOf(classifier: Classifier, examples: Examples, values: CompressionValues, seed: number): WeightsByName {
  const { baseEpochs, learningRate, batchSize } = values;
  const weights = initialClassifierWeights(classifier, streamOf(seed, 'weights'));
  if (baseEpochs === 0) return weights;
  const settings = { ...COMMON, decay: 0, epochs: baseEpochs, learningRate, batchSize };
  const training = createTraining(plain, classifier, weights, settings, { seed, examples: examples.count });
  const batches = createMinibatches(examples, batchSize, seed);
  const steps = baseEpochs * batchesAnEpoch(examples.count, batchSize);
  try {
    for (let step = 0; step < steps; step += 1) training.learn(batches(step));
    const trained = training.weights();
    if (!Object.values(trained).every(({ values }) => values.every(Number.isFinite)))
      throw new InputError('learningRate', 'one at which the base can be trained', String(learningRate));
    return trained;
  } finally {
    training.dispose();
  }
}
