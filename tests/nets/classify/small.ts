// Small classifiers on small examples, and a step of theirs by the tape.
import { dense } from '../../../core/compression/ledger/networks.ts';
import { type Classifier, initialClassifierWeights, type WeightsByName } from '../../../core/nets/classify/classifier.ts';
import type { Examples } from '../../../core/nets/classify/examples.ts';
import type { Pass, Settings } from '../../../core/nets/classify/method.ts';
import type { AnyMethod } from '../../../core/nets/classify/methods/index.ts';
import { drawNoise } from '../../../core/nets/classify/noise.ts';
import { freeEnergyOf, oneHot } from '../../../core/nets/classify/training.ts';
import { parametersOf } from '../../../core/nets/parameters.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { type Scalar, type Tensor, tf, type Variable } from '../../../core/tensor/index.ts';

export const small = { name: 'small', input: [6], layers: dense(6, 7, 5, 3) } as const;

/** Filters, pooling and dense layers, as LeNet-5 has them. */
export const smallFilters: Classifier = {
  name: 'small filters',
  input: [7, 7, 1],
  layers: [
    { name: 'filters1', shape: [2, 2, 1, 3], activation: 'linear', pool: 2 },
    { name: 'dense1', shape: [27, 5], activation: 'relu', pool: 1 },
    { name: 'dense2', shape: [5, 3], activation: 'linear', pool: 1 },
  ],
};

export const EXAMPLES = 24;

/** Three classes of points about a centre each, none below 0. */
export function examples({ input }: Classifier, count = EXAMPLES, seed = 3): Examples {
  const random = createRandom(seed);
  const size = input.reduce((product, side) => product * side, 1);
  const centres = Array.from({ length: 3 * size }, () => random.uniform());
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 3);
  const inputs = Float32Array.from({ length: count * size }, (_, at) => {
    const label = labels[Math.floor(at / size)] as number;
    return Math.max(0, (centres[label * size + (at % size)] as number) + 0.2 * random.normal());
  });
  return { count, inputs, labels };
}

/** Weights larger than those that training begins with, so that every term matters. */
export function drawnWeights(classifier: Classifier, seed = 5): WeightsByName {
  const random = createRandom(seed);
  return Object.fromEntries(
    Object.entries(initialClassifierWeights(classifier, random)).map(([name, { shape, values }]) => [
      name,
      { shape, values: values.map(() => 0.4 * random.normal()) },
    ]),
  );
}

/** F of a minibatch and its slopes, by the tape, at parameters that may be moved between two calls. */
export function taped(method: AnyMethod, classifier: Classifier, settings: Settings<string>, batch: Examples, share: number) {
  const begun = method.begin(classifier, drawnWeights(classifier), settings, createRandom(7));
  const parameters = parametersOf(begun);
  const noise = drawNoise(method.noise?.(classifier, batch.count, settings) ?? [], createRandom(8));
  const names = Object.keys(parameters).filter((name) => method.learns?.(name) ?? true);
  const variables = names.map((name) => parameters[name] as Variable);
  const value = (): Scalar => {
    const x = tf.tensor2d(batch.inputs, [batch.count, batch.inputs.length / batch.count]);
    const pass: Pass<string> = {
      classifier,
      parameters,
      settings,
      noise: noise.map(({ values, shape }) => tf.tensor(values, [...shape])),
    };
    const hot = tf.tensor2d(oneHot(batch.labels, 3), [batch.count, 3]);
    return freeEnergyOf(method, pass, x, hot, tf.scalar(share)).value;
  };
  return {
    names,
    variables,
    value: () => tf.tidy(() => value().dataSync()[0] as number),
    slopes: () => {
      const { grads } = tf.variableGrads(value, variables);
      return variables.map(({ name, size }) =>
        Float32Array.from((grads[name] as Tensor | undefined)?.dataSync() ?? new Float32Array(size)),
      );
    },
  };
}
