// Networks of the sizes that papers count, what their errors are counted by, and slopes that pass straight through.
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import { lenet5 } from '../../../core/compression/ledger/networks.ts';
import { shapesOf } from '../../../core/nets/classify/classifier.ts';
import { createMinibatches, examplesOf } from '../../../core/nets/classify/examples.ts';
import { ensembleLogProbabilities, judge, verdictOf } from '../../../core/nets/classify/judge.ts';
import { binaryConnect, scaledSigns } from '../../../core/nets/classify/methods/binary-connect.ts';
import { methods } from '../../../core/nets/classify/methods/index.ts';
import { plain } from '../../../core/nets/classify/methods/plain.ts';
import { onGrid, quantizationAware } from '../../../core/nets/classify/methods/quantization-aware.ts';

import { createRandom } from '../../../core/prob/random.ts';
import { numbersOf, openTensors } from '../../../core/tensor/index.ts';
import { drawnWeights, examples, small, taped } from './small.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

it('has the shapes between layers that Caffe’s network has', () => {
  expect(shapesOf(lenet5).map(({ input, output }) => [input, output])).toEqual([
    [
      [28, 28, 1],
      [24, 24, 20],
    ],
    [
      [12, 12, 20],
      [8, 8, 50],
    ],
    [[800], [500]],
    [[500], [10]],
  ]);
});

describe('a verdict', () => {
  it('counts the rows whose likeliest class is another, and their nats', () => {
    const [p, q] = [Math.log(3) - Math.log(4), -Math.log(4)];
    const verdict = verdictOf(ensembleLogProbabilities([[Math.log(3), 0, 0, Math.log(3), 5, 5]], 2), Uint8Array.of(0, 0, 1));
    expect(verdict.error).toBeCloseTo(2 / 3, 12);
    expect(verdict.crossEntropy).toBeCloseTo(-(p + q - Math.log(2)) / 3, 12);
  });

  it('of several networks is that of their mean probabilities', () => {
    const together = ensembleLogProbabilities(
      [
        [Math.log(3), 0],
        [1000, 1000],
      ],
      2,
    );
    expect(Math.exp(together[0] as number)).toBeCloseTo((0.75 + 0.5) / 2, 12);
  });

  it('of a network is that of its logits', () => {
    const all = examples(small);
    const { error, crossEntropy } = judge(plain.readOut(small, drawnWeights(small), plain.defaults), all);
    const { value } = taped(plain as (typeof methods)[number], small, plain.defaults, all, 0);
    expect(Math.abs(value() - crossEntropy)).toBeLessThan(1e-6);
    expect(Number.isInteger(Math.round(1e9 * error * all.count) / 1e9)).toBe(true);
  });
});

describe('slopes pass straight through', () => {
  const cases = [
    ['a grid', quantizationAware, (values: Float32Array, channels: number) => onGrid(values, channels, 4)],
    ['signs', binaryConnect, scaledSigns],
  ] as const;
  it.each(cases)('%s: they are those of F where the weights lie on it', (_, method, place) => {
    const batch = examples(small, 6);
    const ours = taped(method as (typeof methods)[number], small, method.defaults as never, batch, 0);
    const there = taped(plain as (typeof methods)[number], small, plain.defaults, batch, 0);
    for (const [i, name] of there.names.entries()) {
      const variable = there.variables[i] as (typeof there.variables)[number];
      if (!name.endsWith('/weights')) continue;
      numbersOf(variable).set(place(Float32Array.from(variable.dataSync()), variable.shape.at(-1) as number));
    }
    const [a, b] = [ours.slopes(), there.slopes()];
    a.forEach((slope, i) => {
      slope.forEach((each, j) => {
        expect(each).toBeCloseTo((b[i] as Float32Array)[j] as number, 6);
      });
    });
  });
});

describe('minibatches', () => {
  const numbered = {
    count: 10,
    inputs: Float32Array.from({ length: 20 }, (_, at) => Math.floor(at / 2)),
    labels: Uint8Array.from({ length: 10 }, (_, i) => i),
  };
  it('go through all examples in an epoch, each epoch in another order, and any step is known without those before', () => {
    const at = createMinibatches(numbered, 5, 1);
    const epochs = [0, 1].map((epoch) => [0, 1].flatMap((i) => [...at(2 * epoch + i).labels]));
    for (const labels of epochs) expect(labels.toSorted((a, b) => a - b)).toEqual([...numbered.labels]);
    expect(epochs[1]).not.toEqual(epochs[0]);
    expect(createMinibatches(numbered, 5, 1)(3)).toEqual(at(3));
    expect(createMinibatches(numbered, 5, 2)(3)).not.toEqual(at(3));
    expect([...at(3).inputs]).toEqual([...at(3).labels].flatMap((label) => [label, label]));
  });

  it('are of images with labels, black 0 and white 1', () => {
    const set = { name: 'two', rows: 1, columns: 2, count: 1, pixels: Uint8Array.of(0, 255) };
    expect(examplesOf({ ...set, labels: Uint8Array.of(3) })).toEqual({ count: 1, inputs: Float32Array.of(0, 1), labels: Uint8Array.of(3) });
    expect(() => examplesOf(set)).toThrow(InputError);
  });
});

it('settings that a method cannot take are refused by name', () => {
  const begin = (id: string, more: object) => () => {
    const method = methods.find((each) => each.id === id);
    method?.begin(small, drawnWeights(small), { ...method.defaults, ...more }, createRandom(1));
  };
  expect(begin('iterativePruning', { sparsity: 1 })).toThrow('sparsity: expected');
  expect(begin('quantizationAware', { bits: 9 })).toThrow('bits: expected');
  expect(begin('hardConcrete', { drop: 1 })).toThrow('drop: expected');
  expect(begin('relaxedQuantization', { window: 0 })).toThrow('window: expected');
  expect(begin('softWeightSharing', { components: 0 })).toThrow('components: expected');
});
