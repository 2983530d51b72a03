// Each operation and its gradients against the same written out in plain TensorFlow.js.
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Activation,
  bernoulliLogLikelihood,
  dense,
  drawnUnits,
  gaussianComplexity,
  gaussianSample,
  logUniformBelief,
  openTensors,
  softmaxLogLikelihood,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tf,
  unitMoments,
} from '../../core/tensor/index.ts';
import { bits, difference, matrix, normals, on, type Values, vector } from './shapes.ts';

beforeAll(() => openTensors());

type Compute = (...tensors: Tensor[]) => Tensor;

const plainActivation: Readonly<Record<Activation, (x: Tensor) => Tensor>> = {
  linear: (x) => x,
  relu: tf.relu,
  tanh: tf.tanh,
  softplus: tf.softplus,
  sigmoid: tf.sigmoid,
};

/** The largest difference of the values, and of the gradients of Σ w · value for the first `wanted` inputs, w random. */
async function compare(inputs: readonly Values[], ours: Compute, plain: Compute, wanted = inputs.length) {
  const values = [await on('lab', inputs, ours), await on('cpu', inputs, plain)] as const;
  const shape = (values[1][0] as Values).shape;
  const weights = { shape, values: normals(shape.reduce((a, b) => a * b, 1)) };
  const gradients =
    (compute: Compute) =>
    (w: Tensor, ...tensors: Tensor[]) => {
      const rest = tensors.slice(wanted);
      return tf.grads((...xs: Tensor[]) => tf.sum(tf.mul(w, compute(...xs, ...rest))))(tensors.slice(0, wanted));
    };
  const slopes = [await on('lab', [weights, ...inputs], gradients(ours)), await on('cpu', [weights, ...inputs], gradients(plain))] as const;
  return { values: difference(...values), gradients: difference(...slopes) };
}

const sizes: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 19],
  [2, 4],
  [5, 7],
  [33, 50],
];

describe.each(Object.keys(plainActivation) as Activation[])('a dense layer with activation %s', (activation) => {
  const ours: Compute = (x, w, b) => dense(x as Tensor2D, w as Tensor2D, b as Tensor1D, activation);
  const plain: Compute = (x, w, b) => plainActivation[activation](tf.add(tf.matMul(x as Tensor2D, w as Tensor2D), b));
  test.each([...sizes, [128, 17] as const])('%i × %i is f(x W + b), and so are its gradients', async (rows, inputs) => {
    for (const outputs of [1, 6, 35]) {
      const { values, gradients } = await compare([matrix(rows, inputs), matrix(inputs, outputs), vector(outputs)], ours, plain);
      expect(values).toBeLessThan(3e-6);
      expect(gradients).toBeLessThan(1e-5);
    }
  });

  test('is the same for sparse inputs', async () => {
    const x = matrix(37, 90, bits(37 * 90, 0.15));
    const { values, gradients } = await compare(
      [matrix(90, 41), vector(41), x],
      (w, b, x) => ours(x, w, b),
      (w, b, x) => plain(x, w, b),
      2,
    );
    expect(values).toBeLessThan(3e-6);
    expect(gradients).toBeLessThan(1e-5);
  });
});

describe('the VAE’s own', () => {
  test.each(sizes)('sample of %i × %i is m + e^(v/2) ε', async (rows, columns) => {
    const inputs = [matrix(rows, columns), matrix(rows, columns), matrix(rows, columns)];
    const { values, gradients } = await compare(
      inputs,
      (m, v, e) => gaussianSample(m as Tensor2D, v as Tensor2D, e as Tensor2D),
      (m, v, e) => tf.add(m, tf.mul(tf.exp(tf.mul(0.5, v)), e)),
    );
    expect(values).toBeLessThan(1e-6);
    expect(gradients).toBeLessThan(1e-6);
  });

  test.each([...sizes, [3, 519] as const])('log likelihood of %i × %i is Σ x log p + (1 − x) log(1 − p)', async (rows, columns) => {
    const inputs = [matrix(rows, columns, normals(rows * columns, 5)), matrix(rows, columns, bits(rows * columns, 0.3))];
    const { values, gradients } = await compare(
      inputs,
      (l, x) => bernoulliLogLikelihood(l as Tensor2D, x as Tensor2D),
      (l, x) => tf.sum(tf.sub(tf.mul(x, l), tf.softplus(l)), 1),
    );
    expect(values).toBeLessThan(1e-6);
    expect(gradients).toBeLessThan(1e-6);
  });

  test.each(sizes)('log likelihood of %i × %i levels is that of a softmax', async (rows, columns) => {
    const levels = Float32Array.from({ length: rows * columns }, (_, i) => ((i * 89) % 256) / 255);
    const plain: Compute = (features, weights, bias, x) => {
      const logits = tf.add(tf.matMul(tf.reshape(features, [-1, 8]) as Tensor2D, weights as Tensor2D), bias);
      const chosen = tf.oneHot(tf.cast(tf.reshape(tf.round(tf.mul(x, 255)), [-1]), 'int32'), 256);
      return tf.sum(tf.reshape(tf.mul(chosen, tf.logSoftmax(logits)), [rows, -1]), 1);
    };
    const { values, gradients } = await compare(
      [matrix(rows, columns * 8), matrix(8, 256), vector(256), matrix(rows, columns, levels)],
      (f, w, b, x) => softmaxLogLikelihood(f as Tensor2D, w as Tensor2D, b as Tensor1D, x as Tensor2D),
      plain,
      3,
    );
    expect(values).toBeLessThan(1e-6);
    expect(gradients).toBeLessThan(3e-6);
  });

  test.each(sizes)('complexity of %i × %i is the divergence from the standard normal', async (rows, columns) => {
    const { values, gradients } = await compare(
      [matrix(rows, columns), matrix(rows, columns)],
      (m, v) => gaussianComplexity(m as Tensor2D, v as Tensor2D),
      (m, v) => tf.mul(0.5, tf.sum(tf.sub(tf.add(tf.square(m), tf.exp(v)), tf.add(1, v)), 1)),
    );
    expect(values).toBeLessThan(1e-6);
    expect(gradients).toBeLessThan(1e-6);
  });

  test.each(sizes)('complexity of %i × %i under the log-uniform prior is its formula', async (rows, columns) => {
    const { values, gradients } = await compare(
      [matrix(rows, columns), matrix(rows, columns, normals(rows * columns, 4))],
      (m, v) => logUniformBelief(m as Tensor2D, v as Tensor2D).complexity,
      (m, v) => {
        const a = tf.clipByValue(tf.sub(v, tf.log(tf.add(tf.square(m), 1e-8))), -8, 8);
        const bend = tf.sigmoid(tf.add(tf.mul(a, 1.48695), 1.8732));
        return tf.sum(tf.add(tf.mul(tf.sub(1, bend), 0.63576), tf.mul(0.5, tf.softplus(tf.neg(a)))), 1);
      },
    );
    expect(values).toBeLessThan(2e-6);
    expect(gradients).toBeLessThan(5e-6);
  });

  // What goes on from means and variances, and the cost, have their slopes added up.
  test.each(sizes)('a belief of %i × %i hands on its means and variances, with all slopes', async (rows, columns) => {
    const { values, gradients } = await compare(
      [matrix(rows, columns), matrix(rows, columns)],
      (m, v) => {
        const { mean, variance, complexity } = logUniformBelief(m as Tensor2D, v as Tensor2D);
        return tf.add(tf.sum(tf.square(tf.add(mean, variance)), 1), complexity);
      },
      (m, v) => {
        const a = tf.sub(v, tf.log(tf.add(tf.square(m), 1e-8)));
        const held = tf.clipByValue(a, -8, 8);
        const cost = tf.mul(tf.sub(1, tf.sigmoid(tf.add(tf.mul(held, 1.48695), 1.8732))), 0.63576);
        return tf.sum(tf.add(tf.square(tf.add(m, tf.exp(v))), tf.add(cost, tf.mul(0.5, tf.softplus(tf.neg(held))))), 1);
      },
    );
    expect(values).toBeLessThan(2e-6);
    expect(gradients).toBeLessThan(5e-6);
  });

  test.each([
    ['of few non-zeros', 0.1],
    ['dense', 1],
  ])('means and variances of units are x M + c and x² S: x %s', async (_, share) => {
    for (const units of [3, 16, 37]) {
      const x = bits(9 * 50, share).map((each, i) => each * (0.5 + ((i * 7) % 5)));
      const inputs = [matrix(50, units), matrix(50, units), vector(units), matrix(9, 50, x)];
      const plain: Compute = (m, s, c, a) =>
        tf.add(
          tf.add(tf.matMul(a as Tensor2D, m as Tensor2D), c),
          tf.mul(2, tf.square(tf.matMul(tf.square(a) as Tensor2D, s as Tensor2D))),
        );
      const ours: Compute = (m, s, c, a) => {
        const { mean, variance } = unitMoments(a as Tensor2D, m as Tensor2D, s as Tensor2D, c as Tensor1D);
        return tf.add(mean, tf.mul(2, tf.square(variance)));
      };
      // The slope for x, too, where it is not the matrix from outside that zeros are passed over in.
      const { values, gradients } = await compare(inputs, ours, plain, share === 1 ? 4 : 3);
      expect(values).toBeLessThan(3e-6);
      expect(gradients).toBeLessThan(3e-6);
    }
  });

  test.each(['linear', 'relu', 'tanh'] as const)('units drawn by their noise are %s of m + √(v + 1e-8) ε', async (activation) => {
    const variances = normals(33 * 50).map((each) => each * each);
    const { values, gradients } = await compare(
      [matrix(33, 50), matrix(33, 50, variances), matrix(33, 50)],
      (m, v, e) => drawnUnits(m, v, e, activation),
      (m, v, e) => plainActivation[activation](tf.add(m, tf.mul(tf.sqrt(tf.add(v, 1e-8)), e))),
    );
    expect(values).toBeLessThan(1e-6);
    expect(gradients).toBeLessThan(2e-6);
  });

  test('a ReLU’s slope is a step', () => {
    tf.tidy(() => {
      const x = tf.tensor1d([-2, 0, 3, Number.NaN, 1e-30]);
      expect([...tf.step(x).dataSync()]).toEqual([0, 0, 1, Number.NaN, 1]);
      expect([...tf.step(x, 0.5).dataSync()].slice(0, 3)).toEqual([0.5, 0.5, 1]);
    });
  });

  test('take no rows', async () => {
    const empty = matrix(0, 5);
    const results = await on('lab', [empty, empty, matrix(5, 3), vector(3)], (m, v, w, b) => [
      gaussianSample(m as Tensor2D, v as Tensor2D, m as Tensor2D),
      bernoulliLogLikelihood(m as Tensor2D, v as Tensor2D),
      gaussianComplexity(m as Tensor2D, v as Tensor2D),
      dense(m as Tensor2D, w as Tensor2D, b as Tensor1D, 'tanh'),
    ]);
    expect(results.map(({ shape }) => shape)).toEqual([[0, 5], [0], [0], [0, 3]]);
  });

  test('refuse shapes that do not fit', () => {
    tf.tidy(() => {
      expect(() => bernoulliLogLikelihood(tf.ones([2, 3]), tf.ones([3, 2]))).toThrow('shapes [2,3] and [3,2] differ');
      expect(() => dense(tf.ones([2, 3]), tf.ones([4, 5]), tf.ones([5]), 'relu')).toThrow('do not fit');
      expect(() => softmaxLogLikelihood(tf.ones([2, 16]), tf.ones([8, 256]), tf.ones([256]), tf.ones([2, 3]))).toThrow('do not fit');
    });
  });
});

test('sums and means over any axes are the plain backend’s, to the last bit', async () => {
  for (const shape of [[], [7], [5, 9], [3, 4, 5], [2, 3, 4, 5], [0, 4], [3, 0]]) {
    const input = { shape, values: normals(shape.reduce((a, b) => a * b, 1)) };
    for (const axes of [
      undefined,
      ...shape.map((_, i) => [i]),
      ...(shape.length > 2
        ? [
            [0, 1],
            [2, 1],
            [0, 2],
          ]
        : []),
    ]) {
      for (const keep of [false, true]) {
        for (const compute of [tf.sum, tf.mean] as ((x: Tensor, axis?: number[], keep?: boolean) => Tensor)[]) {
          const [ours, plain] = [
            await on('lab', [input], (x) => compute(x, axes, keep)),
            await on('cpu', [input], (x) => compute(x, axes, keep)),
          ];
          expect(ours, `${compute.name} [${shape}] over ${axes}`).toEqual(plain);
        }
      }
    }
  }
});

describe('functions of one variable', () => {
  // In units of the last place of the value, against Math in float64.
  const cases: readonly (readonly [string, (x: Tensor) => Tensor, (x: number) => number, readonly [number, number], number])[] = [
    ['exp', tf.exp, Math.exp, [-86, 88.7], 2],
    ['log', tf.log, Math.log, [1e-38, 3e38], 2],
    ['tanh', tf.tanh, Math.tanh, [-12, 12], 4],
    ['sigmoid', tf.sigmoid, (x) => 1 / (1 + Math.exp(-x)), [-80, 80], 4],
    ['softplus', tf.softplus, (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), [-80, 80], 4],
  ];
  const wide = (from: number, to: number) =>
    Float32Array.from({ length: 4003 }, (_, i) => (from > 0 ? from * (to / from) ** (i / 4002) : from + ((to - from) * i) / 4002));

  test.each(cases)('%s is right to a few units in the last place', async (_, compute, exact, [from, to], units) => {
    for (const scale of [1, 1e-3]) {
      const x = wide(from > 0 ? from : from * scale, from > 0 ? to : to * scale);
      const [result] = await on('lab', [vector(x.length, x)], compute);
      const worst = Math.max(
        ...Array.from(
          x,
          (at, i) => Math.abs(((result as Values).values[i] as number) - exact(at)) / (Math.abs(exact(at)) * 2 ** -23 + 1e-44),
        ),
      );
      expect(worst).toBeLessThan(units);
    }
  });

  test('hold at the ends of the numbers', async () => {
    const ends = vector(6, Float32Array.of(Number.NEGATIVE_INFINITY, -1000, 0, 1000, Number.POSITIVE_INFINITY, Number.NaN));
    const values = async (compute: Compute) => [...((await on('lab', [ends], compute))[0] as Values).values];
    const { POSITIVE_INFINITY: most, NEGATIVE_INFINITY: least, NaN: none } = Number;
    expect(await values(tf.exp)).toEqual([0, 0, 1, most, most, none]);
    expect((await values(tf.log)).map((x) => (Number.isFinite(x) ? Math.round(x) : x))).toEqual([none, none, least, 7, most, none]);
    expect(await values(tf.tanh)).toEqual([-1, -1, 0, 1, 1, none]);
    expect(await values(tf.sigmoid)).toEqual([0, 0, 0.5, 1, 1, none]);
    expect(await values(tf.softplus)).toEqual([0, 0, Math.fround(Math.LN2), 1000, most, none]);
    expect(await values(tf.relu)).toEqual([0, 0, 0, 1000, most, none]);
  });

  test('and of two are the plain backend’s, for one shape and for a number', async () => {
    for (const inputs of [
      [matrix(7, 9), matrix(7, 9)],
      [matrix(7, 9), { shape: [], values: normals(1) }],
      [{ shape: [1], values: normals(1) }, matrix(7, 9)],
      [matrix(7, 9), vector(9)],
      [matrix(1, 1), vector(1)],
      [matrix(0, 4), matrix(0, 4)],
    ]) {
      for (const compute of [tf.add, tf.sub, tf.mul, tf.div] as Compute[]) {
        expect(difference(await on('lab', inputs, compute), await on('cpu', inputs, compute))).toBeLessThan(1e-7);
      }
    }
  });
});
