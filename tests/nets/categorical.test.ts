// A softmax over 256 levels: shares of one, slopes against differences, means, and parts that make one whole.
import { beforeAll, describe, expect, it } from 'vitest';
import { noiseOf } from '../../core/nets/evaluation.ts';
import { logLikelihood, meanImages } from '../../core/nets/likelihood.ts';
import type { Networks } from '../../core/nets/networks.ts';
import { createRandom } from '../../core/prob/random.ts';
import { FEATURES, LEVELS, openTensors, type Tensor1D, type Tensor2D, tf, type Variable } from '../../core/tensor/index.ts';
import { drawnNetworks } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

const networks = (pixels = 2) => drawnNetworks({ likelihood: 'categorical', rows: 1, columns: pixels, pixels });
const featuresOf = (rows: number, pixels: number, seed = 3) =>
  tf.tensor2d(noiseOf(createRandom(seed), rows * pixels * FEATURES), [rows, pixels * FEATURES]);
const logs = (nets: Networks, features: Tensor2D, x: readonly number[], pixels: number) => [
  ...logLikelihood(nets, features, tf.tensor2d([...x], [x.length / pixels, pixels]) as Tensor2D).dataSync(),
];

/** log p of a level by the definition, in float64. */
function exact(nets: Networks, features: ArrayLike<number>, level: number) {
  const [w, b] = ['weights', 'bias'].map((name) => (nets.parameters[`decoder/levels/${name}`] as Variable).dataSync());
  const logits = Array.from({ length: LEVELS }, (_, v) =>
    Array.from({ length: FEATURES }, (_, i) => (features[i] as number) * (w?.[i * LEVELS + v] as number)).reduce(
      (a, c) => a + c,
      b?.[v] as number,
    ),
  );
  const most = Math.max(...logits);
  return (logits[level] as number) - most - Math.log(logits.reduce((sum, l) => sum + Math.exp(l - most), 0));
}

describe('log p of a pixel', () => {
  it('is that of the definition, shares one among the levels, and shows their mean', () => {
    const nets = networks(1);
    const features = featuresOf(1, 1).dataSync();
    const copies = tf.tile(tf.tensor2d(features, [1, FEATURES]), [LEVELS, 1]) as Tensor2D;
    const all = logs(
      nets,
      copies,
      Array.from({ length: LEVELS }, (_, v) => v / 255),
      1,
    );
    all.forEach((got, v) => {
      expect(Math.abs(got - exact(nets, features, v))).toBeLessThan(2e-5);
    });
    expect(all.reduce((sum, l) => sum + Math.exp(l), 0)).toBeCloseTo(1, 5);
    const mean = all.reduce((sum, l, v) => sum + (Math.exp(l) * v) / 255, 0);
    expect(meanImages(nets, tf.tensor2d(features, [1, FEATURES])).dataSync()[0]).toBeCloseTo(mean, 5);
  });

  it('is a number for logits that no exponential holds', () => {
    const nets = networks(1);
    const large = tf.mul(featuresOf(1, 1), 1000) as Tensor2D;
    const found = logs(nets, large, [0.5], 1)[0] as number;
    expect(found).toBeLessThan(-100);
    expect(Math.abs(found / exact(nets, large.dataSync(), 128) - 1)).toBeLessThan(1e-4);
  });

  it('is the same in one part and in several', () => {
    const nets = networks(3);
    const [rows, pixels] = [3000, 3];
    const features = featuresOf(rows, pixels);
    const x = Array.from({ length: rows * pixels }, (_, i) => ((i * 37) % LEVELS) / 255);
    const whole = logs(nets, features, x, pixels);
    const some = tf.slice(features, [2700, 0], [100, pixels * FEATURES]) as Tensor2D;
    expect(logs(nets, some, x.slice(2700 * pixels, 2800 * pixels), pixels)).toEqual(whole.slice(2700, 2800));
  });
});

it('has slopes that are those of differences, in features, weights and bias, across the parts', () => {
  const [rows, pixels] = [4200, 2];
  const nets = networks(pixels);
  const random = createRandom(9);
  const x = tf.tensor2d(
    Float32Array.from({ length: rows * pixels }, () => random.below(LEVELS) / 255),
    [rows, pixels],
  );
  // Rows that weigh alike in size, so that differences of sums keep their digits.
  const weights = tf.tensor1d(Float32Array.from({ length: rows }, (_, i) => (i % 1050 === 7 ? 1 : 0)));
  const inputs = {
    features: tf.variable(featuresOf(rows, pixels)),
    weights: nets.parameters['decoder/levels/weights'] as Variable,
    bias: nets.parameters['decoder/levels/bias'] as Variable,
  };
  const f = () => tf.sum(tf.mul(weights, logLikelihood(nets, inputs.features as unknown as Tensor2D, x))) as never;
  const { grads } = tf.variableGrads(f, Object.values(inputs));
  const valueAt = (variable: Variable, at: number, by: number) => {
    const values = Float32Array.from(variable.dataSync() as Float32Array);
    values[at] = (values[at] as number) + by;
    variable.assign(tf.tensor(values, variable.shape));
    const found = (f() as Tensor1D).dataSync()[0] as number;
    values[at] = (values[at] as number) - by;
    variable.assign(tf.tensor(values, variable.shape));
    return found;
  };
  const first = 7 * pixels * FEATURES;
  const last = (7 + 3 * 1050) * pixels * FEATURES;
  for (const [name, places] of Object.entries({
    features: [first, first + 9, last, last + 15, 0],
    weights: [0, 300, 2047],
    bias: [0, 77, 255],
  })) {
    const variable = inputs[name as keyof typeof inputs];
    const gradient = grads[variable.name]?.dataSync() as Float32Array;
    for (const at of places) {
      const slope = (valueAt(variable, at, 0.02) - valueAt(variable, at, -0.02)) / 0.04;
      expect(Math.abs((gradient[at] as number) - slope), `${name} ${at}`).toBeLessThan(2e-3 * Math.max(1, Math.abs(slope)));
    }
  }
  // Rows that do not count have no slope, and those that do have one.
  const byFeature = grads[inputs.features.name]?.dataSync() ?? [];
  expect(byFeature[0]).toBeCloseTo(0, 12);
  expect(Math.abs(byFeature[last] as number)).toBeGreaterThan(0.01);
});
