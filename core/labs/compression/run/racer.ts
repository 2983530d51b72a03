// One of the methods on its way: its training, what its minibatches said, and its weights when it was last surveyed.
import type { CodedNetwork } from '../../../compression/coded.ts';
import type { Classifier, WeightsByName } from '../../../nets/classify/classifier.ts';
import type { Examples } from '../../../nets/classify/examples.ts';
import type { Settings } from '../../../nets/classify/method.ts';
import { type AnyMethod, methods } from '../../../nets/classify/methods/index.ts';
import { createTraining, freeEnergyOf, oneHot, type Seen, type Training } from '../../../nets/classify/training.ts';
import { tf } from '../../../tensor/index.ts';
import type { CompressionValues } from '../declaration/params.ts';
import { withKept } from '../model/kept-numbers.ts';
import { isThresholded, type MethodName, methodNames } from '../model/method-names.ts';
import { scoresOf, thresholdFor } from '../model/threshold.ts';

/** In nats an example: means over minibatches. */
export interface Learnt {
  /** −log p(class). */
  readonly fit: number;
  /** What the weights cost, an example’s share, in full; and as much of it as counted: β times it. */
  readonly complexity: number;
  readonly counted: number;
  /** What was gone down: the fit, and the complexity as it counted. */
  readonly objective: number;
}

export interface Racer {
  readonly name: MethodName;
  readonly method: AnyMethod;
  readonly settings: Settings<string>;
  readonly training: Training;
  /** Sums since the last survey, of so many minibatches. */
  sums: Learnt & { readonly count: number };
  last: Learnt;
  /** Its parameters when it was last surveyed: what is read out and looked at. */
  surveyed: WeightsByName;
}

const noSums: Racer['sums'] = { count: 0, fit: 0, complexity: 0, counted: 0, objective: 0 };

export const methodOf = (name: MethodName): AnyMethod => methods.find(({ id }) => id === name) as AnyMethod;

/** The number that gives a method its colour and name in pictures. */
export const categoryOf = (name: MethodName): number => methodNames.indexOf(name);

/** Examples that are looked at before the first step. */
const FEW = 200;

/** What a method’s F is made of before it has learnt, without noise, on the first examples. */
function firstLook(
  method: AnyMethod,
  classifier: Classifier,
  settings: Settings<string>,
  training: Training,
  { inputs, labels, count }: Examples,
): Learnt {
  const rows = Math.min(FEW, count);
  const size = inputs.length / count;
  const classes = classifier.layers.at(-1)?.shape.at(-1) as number;
  const [fit, cost = 0] = tf.tidy(() => {
    const x = tf.tensor2d(inputs.subarray(0, rows * size), [rows, size]);
    const hot = tf.tensor2d(oneHot(labels.subarray(0, rows), classes), [rows, classes]);
    const pass = { classifier, parameters: training.parameters, settings, noise: undefined };
    return freeEnergyOf(method, pass, x, hot, tf.scalar(0)).seen.map((each) => each.dataSync()[0] as number);
  }) as [number, number?];
  const complexity = cost / count;
  const { warmUpEpochs = 0, inverseTemperature = 1 } = settings;
  const counted = warmUpEpochs > 0 ? 0 : inverseTemperature * complexity;
  return { fit, complexity, counted, objective: fit + counted };
}

export function createRacer(
  name: MethodName,
  classifier: Classifier,
  base: WeightsByName,
  settings: Settings<string>,
  examples: Examples,
  seed: number,
): Racer {
  const method = methodOf(name);
  const training = createTraining(method, classifier, base, settings, { seed, examples: examples.count });
  return {
    name,
    method,
    settings,
    training,
    sums: noSums,
    last: firstLook(method, classifier, settings, training, examples),
    surveyed: training.weights(),
  };
}

/** One step on a minibatch, added to the sums. */
export function learn(racer: Racer, batch: Examples, examples: number): Seen {
  const seen = racer.training.learn(batch);
  const { sums } = racer;
  const complexity = seen.complexity / examples;
  racer.sums = {
    count: sums.count + 1,
    fit: sums.fit + seen.crossEntropy,
    complexity: sums.complexity + complexity,
    counted: sums.counted + seen.inverseTemperature * complexity,
    objective: sums.objective + seen.freeEnergy,
  };
  return seen;
}

/** Means of what was summed up. */
export function settle(racer: Racer): void {
  const { count, fit, complexity, counted, objective } = racer.sums;
  if (count > 0) racer.last = { fit: fit / count, complexity: complexity / count, counted: counted / count, objective: objective / count };
  racer.sums = noSums;
}

/** Examples that statistics of batches are taken of when a network is read out. */
const STATISTICS = 1000;

/** The first inputs, of which a network of signs takes the statistics of its layers. */
export const inputsOf = ({ inputs, count }: Examples): Float32Array =>
  inputs.subarray(0, (Math.min(STATISTICS, count) * inputs.length) / count);

/** What a file would keep of it as it was last surveyed, with the threshold `offset` from its own. */
export function readOut(
  { name, method, settings, surveyed }: Racer,
  { classifier, examples }: { readonly classifier: Classifier; readonly examples: Examples },
  { sparsity, numbers }: Pick<CompressionValues, 'sparsity' | 'numbers'>,
  offset: number,
): CodedNetwork {
  const threshold = isThresholded(name)
    ? thresholdFor(
        name,
        offset !== 0 && name === 'oneShotPruning' ? scoresOf(name, classifier, surveyed, sparsity) : new Float64Array(),
        sparsity,
        offset,
      )
    : undefined;
  const network = method.readOut(classifier, surveyed, settings, {
    ...(threshold !== undefined && { threshold }),
    inputs: inputsOf(examples),
  });
  return method.family === 'remove' ? withKept(network, numbers) : network;
}
