// Units that go without a trace: the logits of a network are the same without them.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Classifier } from '../../../core/nets/classify/classifier.ts';
import { logitsOf } from '../../../core/nets/classify/judge.ts';
import { readLayers, readSparse, valuesOf } from '../../../core/nets/classify/read-out.ts';
import { type PlainLayer, shrunk, unitsLeft } from '../../../core/nets/classify/shrink.ts';
import { openTensors } from '../../../core/tensor/index.ts';
import { drawnWeights, examples, small, smallFilters } from './small.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

/** Weights without all that goes into the first two units of a layer, and out of its third. */
function holed(classifier: Classifier) {
  const weights = drawnWeights(classifier);
  const [first, second] = classifier.layers as [Classifier['layers'][number], Classifier['layers'][number]];
  const units = first.shape.at(-1) as number;
  const outputs = second.shape.at(-1) as number;
  const into = valuesOf(weights, first, 'weights');
  into.forEach((_, at) => {
    if (at % units < 1) into[at] = 0;
  });
  const from = valuesOf(weights, second, 'weights');
  from.forEach((_, at) => {
    if (Math.floor(at / outputs) % units === 2) from[at] = 0;
  });
  // A unit that always gives the same, and more than 0.
  valuesOf(weights, first, 'bias')[0] = 0.7;
  return weights;
}

describe.each([small, smallFilters])('units of $name', (classifier) => {
  it('go where nothing goes in or out, and what they always gave goes into biases', () => {
    const weights = holed(classifier);
    const { inputs } = examples(classifier, 12, 4);
    const whole = logitsOf(
      readLayers(classifier, weights, ({ shape }, values) => ({ kind: 'float32', shape, values })),
      inputs,
    );
    const network = readSparse(classifier, weights, (layer) => valuesOf(weights, layer, 'weights'));
    const units = classifier.layers[0]?.shape.at(-1) as number;
    expect(network.layers[0]?.bias).toHaveLength(units - 2);
    logitsOf(network, inputs).forEach((logit, at) => {
      expect(logit).toBeCloseTo(whole[at] as number, 5);
    });
    // Control: without its constant share it is another.
    const bias = valuesOf(weights, classifier.layers[0] as Classifier['layers'][number], 'bias');
    bias[0] = 0;
    const other = logitsOf(
      readSparse(classifier, weights, (layer) => valuesOf(weights, layer, 'weights')),
      inputs,
    );
    expect(Math.abs((other[0] as number) - (whole[0] as number))).toBeGreaterThan(1e-3);
  });
});

it('a layer keeps one unit, and what goes through an empty one is the biases alone', () => {
  const plain = small.layers.map(
    ({ shape: [inputs = 0, units = 0] }): PlainLayer => ({
      shape: [inputs, units],
      weights: new Float32Array(inputs * units),
      bias: new Float32Array(units).fill(0.5),
    }),
  );
  const left = shrunk(small, plain);
  expect(left.map(({ shape }) => shape)).toEqual([
    [6, 1],
    [1, 1],
    [1, 3],
  ]);
  expect(unitsLeft(small, left)).toEqual([0, 1, 1]);
  expect(
    unitsLeft(
      small,
      plain.map((layer) => ({ ...layer, weights: layer.weights.map(() => 1) })),
    ),
  ).toEqual([6, 7, 5]);
});
