// A trained classifier as a file and back, and minibatches some of whose inputs are dropped.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../core/base/input-error.ts';
import { dense, lenet5 } from '../../../core/compression/ledger/networks.ts';
import { readSafetensors, safetensorsOf } from '../../../core/io/safetensors.ts';
import { type Classifier, initialClassifierWeights } from '../../../core/nets/classify/classifier.ts';
import { createMinibatches, type Examples } from '../../../core/nets/classify/examples.ts';
import { isTrained, trainedBytes, trainedIn } from '../../../core/nets/classify/trained.ts';
import { createRandom } from '../../../core/prob/random.ts';

const small: Classifier = { name: '6-4-3', input: [6], layers: dense(6, 4, 3) };
const given = (classifier: Classifier) => ({ classifier, weights: initialClassifierWeights(classifier, createRandom(1)) });

describe('a trained classifier as a file', () => {
  it.each([small, lenet5])('comes back as it was: $name', (classifier) => {
    const network = given(classifier);
    expect(trainedIn('file', trainedBytes(network))).toEqual(network);
  });

  it.each([
    ['a layer of which nothing is said', { dense2: 'softmax' }, /^file: expected a classifier that this lab wrote, got/],
    ['an input of another size', { input: '7' }, /^dense1 weights: expected 7 inputs, got 6$/],
    ['a pool behind a dense layer', { dense1: 'relu, pool 2' }, /^dense1 pool: expected 1 behind a dense layer, got 2$/],
  ])('is refused with %s', (_, words, line) => {
    const read = readSafetensors('file', trainedBytes(given(small)));
    const bytes = safetensorsOf({ ...read, metadata: { ...read.metadata, ...words } });
    expect(() => trainedIn('file', bytes)).toThrow(line);
    expect(() => trainedIn('file', bytes)).toThrow(InputError);
  });

  it('is refused with a weight that is no number', () => {
    const { classifier, weights } = given(small);
    (weights['dense1/bias'] as { values: Float32Array }).values[1] = Number.NaN;
    expect(() => trainedIn('file', trainedBytes({ classifier, weights }))).toThrow('file: expected finite weights, got others');
  });

  it('is told from other files of numbers', () => {
    const bytes = safetensorsOf({ tensors: [{ name: 'fc1.weight', shape: [1, 1], values: Float32Array.of(1) }], metadata: {} });
    expect(isTrained(readSafetensors('file', bytes))).toBe(false);
    expect(isTrained(readSafetensors('file', trainedBytes(given(small))))).toBe(true);
  });
});

describe('minibatches whose inputs are dropped', () => {
  const [count, size, share] = [64, 400, 0.3];
  const examples: Examples = { count, inputs: new Float32Array(count * size).fill(0.5), labels: new Uint8Array(count) };
  const batch = (step: number, dropout?: number) => createMinibatches(examples, count, 7, dropout)(step).inputs;

  it('lose that share of them, and keep their mean: z-scores', () => {
    const inputs = batch(0, share);
    const left = inputs.filter((x) => x !== 0);
    const n = inputs.length;
    expect(Math.abs((left.length - (1 - share) * n) / Math.sqrt(share * (1 - share) * n))).toBeLessThan(4);
    expect([...new Set(left)]).toEqual([Math.fround(0.5 / (1 - share))]);
    // The same count is not that of another share.
    expect(Math.abs((left.length - 0.72 * n) / Math.sqrt(0.72 * 0.28 * n))).toBeGreaterThan(4);
  });

  it('are the same at the same step, others at another, and whole where none is dropped', () => {
    expect(batch(3, share)).toEqual(batch(3, share));
    expect(batch(3, share)).not.toEqual(batch(4, share));
    expect(batch(0)).toEqual(examples.inputs);
  });
});
