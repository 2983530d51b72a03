// Numbers worked out in plain JavaScript on the way through a step: their values, their slopes, and that recordings take them again.
import { beforeAll, describe, expect, test } from 'vitest';
import { createReplay, mapped, numbersOf, openTensors, straightThrough, tf } from '../../core/tensor/index.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

const signs = (values: Float32Array) => values.map((value) => (value >= 0 ? 1 : -1));
const numbers = (tensor: { dataSync(): ArrayLike<number> }) => Array.from(tensor.dataSync());

describe('what is mapped', () => {
  test('is the function of its numbers, in the shape that is told, and has no slope', () => {
    tf.tidy(() => {
      const [a, b] = [tf.tensor2d([[1, -2]]), tf.tensor2d([[3, 5]])];
      expect(numbers(mapped([a, b], [2], (x, y) => x.map((value, i) => value * (y[i] as number))))).toEqual([3, -10]);
      expect(numbers(tf.grad((x) => tf.sum(tf.add(x, mapped([x], [1, 2], signs))))(a))).toEqual([1, 1]);
    });
  });

  test('passes slopes straight through where it is told', () => {
    tf.tidy(() => {
      const slopes = tf.grad((x) => tf.sum(tf.square(straightThrough(x, signs))))(tf.tensor1d([0.2, -3]));
      expect(numbers(slopes)).toEqual([2, -2]);
    });
  });

  test('is worked out again when a recording is played, at numbers that were changed in place', () => {
    const variable = tf.variable(tf.tensor1d([1, -2, 3]));
    const replay = createReplay([variable]);
    const step = () =>
      replay.run('', [], () => {
        const { grads } = tf.variableGrads(() => tf.sum(tf.square(tf.square(straightThrough(tf.mul(variable, 2), signs)))), [variable]);
        return [straightThrough(variable, signs), grads[variable.name] as typeof variable];
      });
    expect(step().map(numbers)).toEqual([
      [1, -1, 1],
      [8, -8, 8],
    ]);
    numbersOf(variable).set([-1, -1, 2]);
    expect(step().map(numbers)).toEqual([
      [-1, -1, 1],
      [-8, -8, 8],
    ]);
    expect(replay.replayed()).toBe(1);
    replay.dispose();
    variable.dispose();
  });
});
