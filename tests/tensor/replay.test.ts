// Steps from their recording against the same by the tape, bit for bit; what makes a recording serve no longer; and whose memory is whose.
import { beforeAll, describe, expect, test } from 'vitest';
import { createReplay, labBackend, openTensors, type Tensor, tf, type Values, type Variable } from '../../core/tensor/index.ts';
import { bits, matrix, normals } from './shapes.ts';
import { createVae } from './vae.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

const bitsOf = (tensors: readonly Tensor[]) => tensors.map((each) => [...new Int32Array(Float32Array.from(each.dataSync()).buffer)]);
const inUse = () => [tf.memory().numTensors, labBackend().numDataIds(), labBackend().liveBytes()];
const variableOf = ({ values, shape }: Values): Variable => tf.tidy(() => tf.variable(tf.tensor(values, [...shape])));

type Step = (...tensors: Tensor[]) => readonly Tensor[];

/** What the step gives for each of the inputs, from a replay and without, and how many came from a recording. */
function both(rounds: readonly (readonly Values[])[], step: Step, key = () => '', variables: readonly Variable[] = []) {
  const replay = createReplay(variables);
  const replayed: number[][][] = [];
  const taped: number[][][] = [];
  for (const inputs of rounds) {
    replayed.push(bitsOf(replay.run(key(), inputs, step)));
    tf.tidy(() => void taped.push(bitsOf(step(...inputs.map(({ values, shape }) => tf.tensor(values, [...shape]))))));
  }
  const count = replay.replayed();
  replay.dispose();
  return { replayed, taped, count };
}

const times = (count: number, make: () => readonly Values[]) => Array.from({ length: count }, make);

describe('a step', () => {
  const steps: Readonly<Record<string, Step>> = {
    'of fast kernels': (a) => [tf.matMul(tf.exp(a as tf.Tensor2D), tf.relu(a as tf.Tensor2D), true)],
    'of plain kernels among them': (a, b) => [
      tf.exp(tf.where(tf.less(a as Tensor, b as Tensor), tf.cumsum(a as Tensor, 1), tf.transpose(tf.reverse(b as Tensor, 0)))),
      tf.tanh(tf.slice(tf.mul(a as Tensor, tf.expandDims(tf.sum(b as Tensor, 1), 1)), [1, 0], [2, 6])),
    ],
    'of sums': (a) => [tf.sum(a as Tensor), tf.mean(a as Tensor, 0), tf.sum(a as Tensor, 1, true), tf.mean(a as Tensor, [0, 1])],
    'with constants': (a) => [
      tf.add(
        tf.mul(
          a as Tensor,
          tf.tensor2d(
            Float32Array.from({ length: 36 }, (_, i) => i),
            [6, 6],
          ),
        ),
        0.25,
      ),
    ],
    'with gradients': (a, b) => tf.grads((x, y) => tf.softplus(tf.div(x as Tensor, tf.add(tf.square(y as Tensor), 1))))([a, b] as Tensor[]),
    'that hands on what comes in': (a) => [tf.reshape(a as Tensor, [36]), tf.neg(tf.reshape(a as Tensor, [4, 9]))],
  };
  test.each(Object.entries(steps))('%s gives the same bits from its recording', (_, step) => {
    const before = inUse();
    const { replayed, taped, count } = both(
      times(6, () => [matrix(6, 6), matrix(6, 6)]),
      step,
    );
    expect(replayed).toEqual(taped);
    expect(count).toBe(5);
    // Control: the rounds differ.
    expect(replayed[0]).not.toEqual(replayed[1]);
    expect(inUse()).toEqual(before);
  });

  test('is taken anew with other shapes, and where a matrix has become sparse, or dense', () => {
    const w = variableOf(matrix(40, 20));
    const images = (rows: number, share: number) => [matrix(rows, 40, bits(rows * 40, share))];
    const rounds = [0.1, 0.25, 0.05, 0, 0.8, 0.9, 0.1].map((share) => images(30, share));
    const { replayed, taped, count } = both([...rounds, images(31, 0.1), images(31, 0.2)], (x) => [tf.matMul(x as Tensor, w)], undefined, [
      w,
    ]);
    expect(replayed).toEqual(taped);
    expect(count).toBe(3 + 1 + 1);
    // Near the share at which the tape changes its mind either way gives the same bits, and a recording stays with its own.
    const near = [0.1, 0.34, 0.27, 0.35].map((share) => images(300, share));
    for (const some of [near, near.toReversed()]) {
      const found = both(some, (x) => [tf.matMul(x as Tensor, w)], undefined, [w]);
      expect(found.replayed).toEqual(found.taped);
      expect(found.count).toBe(some === near ? 3 : 2);
    }
    w.dispose();
  });

  test('sees variables change in place, and is taken anew where one was assigned', () => {
    const w = variableOf(matrix(5, 5));
    const replay = createReplay([w]);
    const seen = () => {
      const [result] = bitsOf(replay.run('', [], () => [tf.square(w), tf.transpose(w)]));
      expect(result).toEqual(bitsOf([tf.tidy(() => tf.square(w))])[0]);
    };
    const change = () => labBackend().kernels.heap.floats(labBackend().writableAddressOf(w), w.size).set(normals(25));
    for (let i = 0; i < 3; i += 1) {
      seen();
      change();
    }
    expect(replay.replayed()).toBe(2);
    tf.tidy(() => w.assign(tf.tensor2d(normals(25), [5, 5])));
    seen();
    expect(replay.replayed()).toBe(2);
    seen();
    expect(replay.replayed()).toBe(3);
    replay.dispose();
    w.dispose();
  });

  test('with another constant asks for another key: under the old one the old constant stands', () => {
    let constant = 2;
    const step: Step = (a) => [tf.mul(a as Tensor, constant)];
    const change = (key: () => string) => {
      constant = 2;
      return both(
        times(4, () => {
          return [matrix(2, 2)];
        }),
        (a) => step(a as Tensor),
        () => {
          constant += 1;
          return key();
        },
      );
    };
    const named = change(() => String(constant));
    expect(named.replayed).toEqual(named.taped);
    expect(named.count).toBe(0);
    const nameless = change(() => 'the same');
    expect(nameless.replayed[0]).toEqual(nameless.taped[0]);
    expect(nameless.replayed[1]).not.toEqual(nameless.taped[1]);
  });

  test('that reads numbers on the way is never recorded', () => {
    const before = inUse();
    const { replayed, taped, count } = both(
      times(4, () => [matrix(3, 3)]),
      (a) => [tf.mul(a as Tensor, (a as Tensor).dataSync()[0] as number)],
    );
    expect(replayed).toEqual(taped);
    expect(count).toBe(0);
    expect(inUse()).toEqual(before);
  });

  test('that throws leaves nothing behind, and the next is recorded', () => {
    const before = inUse();
    const replay = createReplay([]);
    let fails = true;
    const run = () =>
      replay.run('', [matrix(3, 3)], (a) => {
        const square = tf.square(a as Tensor);
        if (fails) throw new Error('not now');
        return [square];
      });
    expect(run).toThrow('not now');
    fails = false;
    run();
    run();
    expect(replay.replayed()).toBe(1);
    replay.dispose();
    expect(inUse()).toEqual(before);
  });
});

describe('a recording’s memory', () => {
  const size = { pixels: 60, hidden: 24, latent: 3 };
  const rows = 16;
  const batch = () => [bits(rows * size.pixels, 0.2), normals(rows * size.latent)] as const;

  test('is its own: others’ numbers go through what is free meanwhile, and either finds its own again', () => {
    const [taped, replayed] = [createVae(size, 3), createVae(size, 3)];
    const others: { readonly tensor: Tensor; readonly value: number }[] = [];
    for (let i = 0; i < 30; i += 1) {
      const [x, noise] = batch();
      taped.step(x, noise).dispose();
      replayed.replayedStep(x, noise);
      // All sizes that a step works in, and some more of each.
      for (const shape of [[rows, 60], [60, 24], [24, 60], [rows, 24], [24, 3], [rows, 3], [60], [24], [3], [rows], []]) {
        const value = others.length;
        others.push({ tensor: tf.tidy(() => tf.add(tf.fill(shape, value), 0)), value });
      }
      expect(bitsOf(replayed.variables)).toEqual(bitsOf(taped.variables));
    }
    for (const { tensor, value } of others) expect([...tensor.dataSync()].every((each) => each === value)).toBe(true);
    tf.dispose(others.map(({ tensor }) => tensor));
    for (const each of [taped, replayed]) each.dispose();
  });

  test('does not grow, and goes with it', () => {
    const before = inUse();
    const vae = createVae(size, 3);
    const two = [rows, rows + 1].map((count) => [bits(count * size.pixels, 0.2), normals(count * size.latent)] as const);
    const round = () => {
      for (const [x, noise] of two) for (let i = 0; i < 3; i += 1) vae.replayedStep(x, noise);
    };
    round();
    const between = inUse();
    for (let i = 0; i < 20; i += 1) round();
    expect(inUse()).toEqual(between);
    vae.dispose();
    expect(inUse()).toEqual(before);
  });
});
