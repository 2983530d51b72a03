// Convolutional networks: their sizes, a layer by its definition, its transpose, and the gradient of the bound through both.
import { beforeAll, describe, expect, it } from 'vitest';
import { flatSize, sidesOf } from '../../core/nets/convolutional.ts';
import { noiseOf } from '../../core/nets/evaluation.ts';
import type { Architecture } from '../../core/nets/networks.ts';
import { differentiate, type ObjectiveSettings } from '../../core/nets/objective.ts';
import { initialWeights } from '../../core/nets/vae.ts';
import { createRandom } from '../../core/prob/random.ts';
import { convolution, openTensors, type Tensor2D, type Tensor4D, tf, transposedConvolution } from '../../core/tensor/index.ts';
import { drawnNetworks } from './small-networks.ts';

beforeAll(async () => void (await openTensors()));

const random = createRandom(23);
const normals = (...shape: [number, number, number, number]): Tensor4D =>
  tf.tensor4d(
    noiseOf(
      random,
      shape.reduce((a, b) => a * b),
    ),
    shape,
  );
const sizes: [rows: number, columns: number][] = [
  [1, 1],
  [2, 3],
  [5, 4],
  [7, 7],
  [8, 8],
  [28, 28],
];
const networksFor = (rows: number, columns: number, changes: Partial<Architecture> = {}) =>
  drawnNetworks({ network: 'convolutional', rows, columns, pixels: rows * columns, ...changes }, 9);

describe.each(sizes)('images of %i × %i', (rows, columns) => {
  it('become codes, and codes such images', () => {
    tf.tidy(() => {
      const networks = networksFor(rows, columns, { family: 'fullCovariance', latentDimension: 3 });
      const q = networks.encode(tf.zeros([2, rows * columns]) as Tensor2D);
      expect([q.mean.shape, q.logVariance.shape, q.lower?.shape]).toEqual([
        [2, 3],
        [2, 3],
        [2, 3],
      ]);
      expect(networks.decode(q.mean).shape).toEqual([2, rows * columns]);
      expect(networks.parameters['encoder/mean/weights']?.shape).toEqual([flatSize(rows, columns), 3]);
    });
  });

  it('are taken back by the transpose: the same inner product on either side', () => {
    const [, [height, width]] = sidesOf(rows, columns);
    const [x, y, filter] = [normals(2, rows, columns, 2), normals(2, height, width, 3), normals(3, 3, 2, 3)];
    const inner = (a: Tensor4D, b: Tensor4D) => tf.sum(tf.mul(a, b)).dataSync()[0] as number;
    const there = inner(convolution(x, filter, tf.zeros([3]), 2, 'linear'), y);
    const back = inner(x, transposedConvolution(y, filter, tf.zeros([2]), [rows, columns], 2, 'linear'));
    expect(Math.abs(there - back)).toBeLessThan(1e-4 * Math.max(1, Math.abs(there)));
    // Control: another filter.
    const other = inner(x, transposedConvolution(y, normals(3, 3, 2, 3), tf.zeros([2]), [rows, columns], 2, 'linear'));
    expect(Math.abs(other - there)).toBeGreaterThan(1e-2);
  });

  it('are summed up as the definition says, with zeros beyond their edges', () => {
    const [, [height, width]] = sidesOf(rows, columns);
    const [x, filter] = [normals(1, rows, columns, 2), normals(3, 3, 2, 3)];
    const bias = [0.3, -0.2, 0.1];
    const got = convolution(x, filter, tf.tensor1d(bias), 2, 'tanh').dataSync();
    const [image, weights] = [x.dataSync(), filter.dataSync()];
    // An even side has one zero after it, an odd one a zero on either end.
    const start = (side: number) => -(side % 2);
    for (let i = 0; i < height * width * 3; i += 1) {
      const [out, column, row] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
      let sum = bias[out] as number;
      for (let a = 0; a < 3; a += 1) {
        for (let b = 0; b < 3; b += 1) {
          const [r, c] = [2 * row + start(rows) + a, 2 * column + start(columns) + b];
          if (r < 0 || r >= rows || c < 0 || c >= columns) continue;
          for (let channel = 0; channel < 2; channel += 1)
            sum += (image[(r * columns + c) * 2 + channel] as number) * (weights[((a * 3 + b) * 2 + channel) * 3 + out] as number);
        }
      }
      expect(Math.abs((got[i] as number) - Math.tanh(sum))).toBeLessThan(1e-5);
    }
  });
});

it('has the slope of the bound along any direction of any parameter', () => {
  const cases: Partial<Architecture>[] = [{}, { likelihood: 'gaussian', activation: 'softplus' }, { family: 'fullCovariance' }];
  for (const changes of cases) {
    const networks = networksFor(5, 4, changes);
    // Smaller weights than drawn, or tanh is flat.
    for (const variable of Object.values(networks.parameters)) variable.assign(tf.mul(variable, 0.3));
    const settings: ObjectiveSettings = { estimator: 'pathwise', inverseTemperature: 1.5, freeBits: 0, examples: 2 };
    const x = tf.tensor2d(
      Array.from({ length: 60 }, () => Math.round(random.uniform())),
      [3, 20],
    );
    const noise = tf.tensor2d(noiseOf(createRandom(3), 6), [3, 2]);
    const lossOf = () => {
      const { terms, gradients } = differentiate(networks, x, noise, settings);
      tf.dispose(gradients);
      return 1.5 * (terms.priorEnergy - terms.entropy) - terms.accuracy;
    };
    const { gradients } = differentiate(networks, x, noise, settings);
    Object.entries(networks.parameters).forEach(([name, variable], i) => {
      const values = Float32Array.from(variable.dataSync() as Float32Array);
      const gradient = gradients[i]?.dataSync() as Float32Array;
      // Along the gradient itself, and along a direction that is drawn.
      const drawn = noiseOf(random, values.length);
      for (const direction of [gradient, drawn]) {
        const length = Math.sqrt(direction.reduce((sum, d) => sum + d * d, 0));
        const h = 0.01;
        const moved = (by: number) => {
          variable.assign(
            tf.tensor(
              values.map((value, j) => value + (by * (direction[j] as number)) / length),
              variable.shape,
            ),
          );
          return lossOf();
        };
        const slope = (moved(h) - moved(-h)) / (2 * h);
        moved(0);
        const expected = gradient.reduce((sum, g, j) => sum + g * ((direction[j] as number) / length), 0);
        expect(Math.abs(expected - slope) / Math.max(1, Math.abs(slope)), name).toBeLessThan(1e-2);
        if (direction === gradient) expect(slope, name).toBeGreaterThan(1e-3);
      }
    });
  }
});

it('begins with filters as wide as what goes in and what comes out allow', () => {
  const networks = networksFor(8, 8);
  const weights = initialWeights(networks.architecture, createRandom(1))['encoder/convolution2/weights'];
  expect(weights?.shape).toEqual([3, 3, 16, 32]);
  const variance = Array.from(weights?.values ?? []).reduce((sum, w) => sum + w * w, 0) / (9 * 16 * 32);
  // Var = 2/(inputs + outputs), to 5 %: the standard error of 4,608 squares is 1.3 %.
  expect(Math.abs(variance / (2 / (9 * 48)) - 1)).toBeLessThan(0.05);
});
