// What holds of every method: slopes, recordings, repeatability, progress, checkpoints, and that what is read out is what it is at test time.
import { beforeAll, describe, expect, it } from 'vitest';
import { decoded } from '../../../core/compression/coded.ts';
import { type Classifier, shapesOf } from '../../../core/nets/classify/classifier.ts';
import { createMinibatches } from '../../../core/nets/classify/examples.ts';
import { logitsOf } from '../../../core/nets/classify/judge.ts';
import type { ReadOptions, Settings } from '../../../core/nets/classify/method.ts';
import { type AnyMethod, methods } from '../../../core/nets/classify/methods/index.ts';
import { createTraining, type Training } from '../../../core/nets/classify/training.ts';
import { parametersOf } from '../../../core/nets/parameters.ts';
import { numbersOf, openTensors, type Tensor2D, tf } from '../../../core/tensor/index.ts';
import { drawnWeights, EXAMPLES, examples, small, smallFilters, taped } from './small.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

const BATCH = 8;
/** Short trainings that pass through each phase there is. */
const short = (method: AnyMethod, more: Readonly<Record<string, number>> = {}): Settings<string> => ({
  ...method.defaults,
  batchSize: BATCH,
  epochs: 20,
  ...('decay' in method.defaults && { decay: 2 }),
  ...('every' in method.defaults && { every: 4, sparsity: 0.5 }),
  ...more,
});
const networks: readonly Classifier[] = [small, smallFilters];
const takes = (method: AnyMethod, classifier: Classifier) => !(method.id === 'probabilisticBinary' && classifier === smallFilters);
const cases = methods.flatMap((method) =>
  networks.filter((classifier) => takes(method, classifier)).map((classifier) => [method.id, classifier.name, method, classifier] as const),
);

const start = (method: AnyMethod, classifier: Classifier, settings: Settings<string>): Training =>
  createTraining(method, classifier, drawnWeights(classifier), settings, { seed: 4, examples: EXAMPLES });

function learn(training: Training, classifier: Classifier, steps: number) {
  const batches = createMinibatches(examples(classifier), BATCH, 6);
  return Array.from({ length: steps }, () => training.learn(batches(training.step())));
}

const bitsOf = (training: Training) =>
  Object.entries(training.weights()).flatMap(([name, { values }]) => [name, ...new Int32Array(values.slice().buffer)]);

describe('F’s slope along itself is that of differences', () => {
  // Slopes that pass straight through a step are not those of F.
  const straight = new Set(['quantizationAware', 'binaryConnect']);
  it.each(cases.filter(([id]) => !straight.has(id)))('%s, %s', (_, __, method, classifier) => {
    const settings = short(method, { ...('straightThrough' in method.defaults && { straightThrough: 0, window: 2 }) });
    const { variables, value, slopes } = taped(method, classifier, settings, examples(classifier, 6), 0.01);
    const found = slopes();
    const length = Math.sqrt(found.reduce((sum, each) => each.reduce((a, b) => a + b * b, sum), 0));
    expect(length).toBeGreaterThan(1e-3);
    const at = variables.map((variable) => Float32Array.from(variable.dataSync()));
    const moved = (by: number) => {
      for (const [i, variable] of variables.entries()) {
        const numbers = numbersOf(variable);
        numbers.set((at[i] as Float32Array).map((each, j) => each + (by * ((found[i] as Float32Array)[j] as number)) / length));
      }
      return value();
    };
    const step = 2e-3;
    const difference = (moved(step) - moved(-step)) / (2 * step);
    expect(Math.abs(difference / length - 1)).toBeLessThan(6e-3);
    // Control: halfway is not it.
    expect(Math.abs(difference / (length / 2) - 1)).toBeGreaterThan(0.5);
  });
});

describe('a training', () => {
  it.each(cases)('of %s, %s: from recordings, the same bits twice, and on from a checkpoint', (_, __, method, classifier) => {
    const settings = short(method, { epochs: 4 });
    const before = tf.memory().numTensors;
    const [one, two, three] = [1, 2, 3].map(() => start(method, classifier, settings)) as [Training, Training, Training];
    learn(one, classifier, 12);
    expect(one.replayed()).toBe(11);
    const batches = createMinibatches(examples(classifier), BATCH, 6);
    for (let step = 0; step < 6; step += 1) two.learn(batches(step));
    three.restore(two.state());
    expect(bitsOf(three)).toEqual(bitsOf(two));
    // One that is new at each step has no recording: all its steps are the tape’s.
    let last = three;
    for (let step = 6; step < 12; step += 1) {
      const state = last.state();
      last.dispose();
      last = start(method, classifier, settings);
      last.restore(state);
      last.learn(batches(step));
      expect(last.replayed()).toBe(0);
    }
    expect(bitsOf(last)).toEqual(bitsOf(one));
    expect(bitsOf(two)).not.toEqual(bitsOf(one));
    for (const each of [one, two, last]) each.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(cases)('of %s, %s: lowers F', (_, __, method, classifier) => {
    const training = start(method, classifier, short(method, { quietEpochs: 0, warmUpEpochs: 0, cooling: 0, learningRate: 0.01 }));
    const seen = learn(training, classifier, 60).map(({ freeEnergy }) => freeEnergy);
    const mean = (some: readonly number[]) => some.reduce((a, b) => a + b, 0) / some.length;
    expect(mean(seen.slice(-6))).toBeLessThan(mean(seen.slice(0, 6)) - 0.05);
    training.dispose();
  });
});

describe('what is read out gives the logits of test time', () => {
  const whole: Readonly<Record<string, ReadOptions>> = {
    oneShotPruning: { threshold: 0 },
    sparseVariational: { threshold: Number.POSITIVE_INFINITY },
    normalJeffreys: { threshold: Number.POSITIVE_INFINITY },
    horseshoe: { threshold: Number.NEGATIVE_INFINITY },
  };
  // Neither has a test time before it is read out: weights go to their component, units to their sign.
  const apart = new Set(['softWeightSharing', 'probabilisticBinary', 'quantizationAware', 'binaryConnect']);
  it.each(cases.filter(([id]) => !apart.has(id)))('%s, %s', (_, __, method, classifier) => {
    const settings = short(method);
    const training = start(method, classifier, settings);
    learn(training, classifier, 40);
    const { inputs, count } = examples(classifier, 9, 12);
    const network = method.readOut(classifier, training.weights(), settings, whole[method.id]);
    const read = logitsOf(network, inputs);
    const own = tf.tidy(() => {
      const pass = { classifier, parameters: training.parameters, settings, noise: undefined };
      return method.logits(pass, tf.tensor2d(inputs, [count, inputs.length / count])).dataSync();
    });
    const most = Math.max(...Array.from(own, Math.abs));
    own.forEach((logit, at) => {
      expect(Math.abs(logit - (read[at] as number))).toBeLessThan(1e-5 * most);
    });
    training.dispose();
  });

  it.each(cases.filter(([id]) => id === 'quantizationAware' || id === 'binaryConnect'))(
    '%s, %s: of the weights it learns by',
    (_, __, method, classifier) => {
      const settings = short(method);
      const training = start(method, classifier, settings);
      learn(training, classifier, 20);
      const { inputs, count } = examples(classifier, 9, 12);
      const read = logitsOf(method.readOut(classifier, training.weights(), settings), inputs);
      const own = tf.tidy(() => {
        const pass = { classifier, parameters: training.parameters, settings, noise: [] };
        return method.logits(pass, tf.tensor2d(inputs, [count, inputs.length / count])).dataSync();
      });
      own.forEach((logit, at) => {
        expect(read[at]).toBeCloseTo(logit, 5);
      });
      training.dispose();
    },
  );

  it('soft weight sharing gives each weight the mean of a component', () => {
    const method = methods.find(({ id }) => id === 'softWeightSharing') as AnyMethod;
    const training = start(method, small, short(method));
    learn(training, small, 20);
    const weights = training.weights();
    const levels = new Set([0, ...(weights['mixture/means']?.values ?? [])]);
    for (const layer of method.readOut(small, weights, short(method)).layers)
      for (const value of decoded(layer.weights)) expect(levels.has(value)).toBe(true);
    training.dispose();
  });

  it('sure signs are the network that they are the means of', () => {
    const method = methods.find(({ id }) => id === 'probabilisticBinary') as AnyMethod;
    const begun = method.begin(small, drawnWeights(small), method.defaults, undefined as never);
    const sure = Object.fromEntries(
      Object.entries(begun).map(([name, { shape, values }]) => [
        name,
        {
          shape,
          values: name.endsWith('/weights')
            ? values.map((theta) => (theta >= 0 ? 1 : -1))
            : values.map((each, i) => each + 0.1 * Math.sin(i)),
        },
      ]),
    );
    const { inputs, count } = examples(small, 30, 12);
    const parameters = parametersOf(sure);
    const own = tf.tidy(() => {
      const pass = { classifier: small, parameters, settings: method.defaults, noise: undefined };
      return method.logits(pass, tf.tensor2d(inputs, [count, 6]) as Tensor2D).dataSync();
    });
    const read = logitsOf(method.readOut(small, sure, method.defaults, { inputs }), inputs);
    own.forEach((logit, at) => {
      expect(read[at]).toBeCloseTo(logit, 3);
    });
  });
});

it('shapes of LeNet-5’s kind are followed through filters and pools', () => {
  expect(shapesOf(smallFilters)).toEqual([
    { input: [7, 7, 1], output: [6, 6, 3] },
    { input: [27], output: [5] },
    { input: [5], output: [3] },
  ]);
});
