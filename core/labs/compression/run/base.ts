// The network that all methods begin with: one that ships trained, the user’s own, or a shape that is trained here as it is for a few epochs.
import { InputError } from '../../../base/input-error.ts';
import { dense, lenet5 } from '../../../compression/ledger/networks.ts';
import { MOST_WEIGHTS } from '../../../compression/shapes.ts';
import { sizeOf } from '../../../compression/weights.ts';
import { OWN } from '../../../data/dataset.ts';
import { type Classifier, initialClassifierWeights, shapesOf, type WeightsByName } from '../../../nets/classify/classifier.ts';
import { batchesAnEpoch, createMinibatches, type Examples } from '../../../nets/classify/examples.ts';
import { COMMON } from '../../../nets/classify/method.ts';
import { plain } from '../../../nets/classify/methods/plain.ts';
import { type TrainedClassifier, trainedIn } from '../../../nets/classify/trained.ts';
import { createTraining } from '../../../nets/classify/training.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { streamOf } from './streams.ts';

/** Of the images that a network is to tell apart. */
export interface Told {
  readonly rows: number;
  readonly columns: number;
  /** Two at least. */
  readonly classes: number;
}

/** A side below which nothing is left behind the filters of LeNet-5 and their pools. */
const LEAST_SIDE = 16;

function convolutional({ rows, columns, classes }: Told): Classifier {
  if (Math.min(rows, columns) < LEAST_SIDE)
    throw new InputError('network', `images of ${LEAST_SIDE} × ${LEAST_SIDE} pixels or more for LeNet-5`, `${rows} × ${columns}`);
  const filters = lenet5.layers.filter(({ shape }) => shape.length === 4);
  const input = [rows, columns, 1];
  const last = filters.at(-1) as Classifier['layers'][number];
  const [high = 0, wide = 0, channels = 0] = shapesOf({ name: '', input, layers: filters }).at(-1)?.output ?? [];
  const flat = Math.floor(high / last.pool) * Math.floor(wide / last.pool) * channels;
  return { name: lenet5.name, input, layers: [...filters, ...dense(flat, 500, classes)] };
}

const hidden = { small: [32], lenet300: [300, 100] } as const;

/** The shape that is asked for, from the pixels to the classes. Throws InputError for images that it cannot take. */
function shapeOf(network: Exclude<CompressionValues['network'], typeof OWN>, told: Told): Classifier {
  const pixels = told.rows * told.columns;
  const sizes = network === 'lenet5' ? [] : [pixels, ...hidden[network], told.classes];
  const classifier = network === 'lenet5' ? convolutional(told) : { name: sizes.join('-'), input: [pixels], layers: dense(...sizes) };
  if (classifier.layers.reduce((sum, { shape }) => sum + sizeOf(shape), 0) > MOST_WEIGHTS / 4)
    throw new InputError('dataset', 'images of fewer pixels', `${pixels}`);
  return classifier;
}

/** Throws InputError where a network does not go with the images. */
function fitting(network: TrainedClassifier, { rows, columns, classes }: Told): TrainedClassifier {
  const { input, layers } = network.classifier;
  const wanted = input.length === 3 ? [rows, columns, 1] : [rows * columns];
  if (input.join() !== wanted.join()) throw new InputError('network', `one that takes ${wanted.join(' × ')} numbers`, input.join(' × '));
  const outputs = layers.at(-1)?.shape.at(-1) as number;
  if (outputs < classes) throw new InputError('network', `one that tells ${classes} classes apart`, String(outputs));
  return network;
}

/** Images that each of the shapes has learnt that ship trained. */
const learnt: Readonly<Record<string, string>> = { small: 'digits', lenet300: 'mnist', lenet5: 'mnist' };

/**
 * The network to begin with: its weights where they ship, or are the user’s, and are asked for; else undefined ones, to be trained. Throws
 * InputError where it does not go with the images.
 */
export function networkFor(
  { network, base, dataset }: CompressionValues,
  told: Told,
  model: Uint8Array | undefined,
): { readonly classifier: Classifier; readonly weights: WeightsByName | undefined } {
  if (network === OWN) {
    if (!model) throw new InputError('network', 'a network of your own', 'none');
    const { classifier, weights } = fitting(trainedIn('network', model), told);
    return { classifier, weights: base === 'trained' ? weights : undefined };
  }
  if (base === 'trained' && model && learnt[network] === dataset) return fitting(trainedIn('network', model), told);
  return { classifier: shapeOf(network, told), weights: undefined };
}

/** Weights drawn at random, and trained for the epochs of the base; what each minibatch is, seed and step tell. Throws InputError for a rate too high. */
export function trainedHere(classifier: Classifier, examples: Examples, values: CompressionValues, seed: number): WeightsByName {
  const { baseEpochs, learningRate, batchSize, inputDropout } = values;
  const weights = initialClassifierWeights(classifier, streamOf(seed, 'weights'));
  if (baseEpochs === 0) return weights;
  const settings = { ...COMMON, decay: 0, epochs: baseEpochs, learningRate, batchSize };
  const training = createTraining(plain, classifier, weights, settings, { seed, examples: examples.count });
  const batches = createMinibatches(examples, batchSize, seed, inputDropout);
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
