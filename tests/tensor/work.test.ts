// What the kernels count of their own work: products by their sizes, by their non-zeros, and again from a recording.
import { beforeAll, describe, expect, it } from 'vitest';
import { decoded } from '../../core/compression/coded.ts';
import { createRunner } from '../../core/compression/run/network-runner.ts';
import { createWork } from '../../core/compression/work.ts';
import { logitsOf } from '../../core/nets/classify/judge.ts';
import { createRandom } from '../../core/prob/random.ts';
import {
  createReplay,
  openTensors,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tf,
  unitMoments,
  type Work,
  workOf,
} from '../../core/tensor/index.ts';
import { convolutional5, dense300, floatsOf, normalsOf } from '../compression/made-networks.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

const countOf = ({ multiplyAccumulatesFloat32, weightBytes }: Work) => [multiplyAccumulatesFloat32, weightBytes];

/** Rows of 20 numbers, of which `left` are not 0. */
const few = (rows: number, left: number) => Float32Array.from({ length: rows * 20 }, (_, at) => (at % 20 < left ? 1 + (at % 3) : 0));

describe('the kernels count', () => {
  it('266,200 multiply–accumulates of an image through LeNet-300-100, as the coded runner does, and weights once a batch', () => {
    const network = dense300(createRandom(1), floatsOf);
    const images = normalsOf(createRandom(2), 128 * 784);
    const [one, many, coded] = [
      workOf(() => logitsOf(network, images.slice(0, 784))),
      workOf(() => logitsOf(network, images)),
      createWork(),
    ];
    createRunner(network).run(images.slice(0, 784), coded);
    expect(one).toEqual(coded);
    expect(one).toEqual({ ...createWork(), multiplyAccumulatesFloat32: 266_200, weightBytes: 4 * 266_200, activationBytes: 4 * 1594 });
    expect(many).toEqual({
      ...createWork(),
      multiplyAccumulatesFloat32: 128 * 266_200,
      weightBytes: 4 * 266_200,
      activationBytes: 128 * 4 * 1594,
    });
  });

  it('the filters of LeNet-5, and not how its biases are added', () => {
    const network = convolutional5(createRandom(3), floatsOf);
    const work = workOf(() => logitsOf(network, normalsOf(createRandom(4), 2 * 784)));
    expect(work.multiplyAccumulatesFloat32).toBe(2 * 2_293_000);
    expect(work.weightBytes).toBe(4 * network.layers.reduce((sum, { weights }) => sum + decoded(weights).length, 0));
  });

  it('only what is not 0 of a matrix from outside, and each time a recording is played', () => {
    const weights = tf.variable(tf.ones([20, 16]));
    const replay = createReplay([weights]);
    const works = [2, 4, 3].map((left) =>
      workOf(() => {
        replay.run('', [{ values: few(10, left), shape: [10, 20] }], (x) => [tf.matMul(x as Tensor2D, weights as unknown as Tensor2D)]);
      }),
    );
    expect(replay.replayed()).toBe(2);
    expect(works.map((work) => work.multiplyAccumulatesFloat32)).toEqual([20 * 16, 40 * 16, 30 * 16]);
    replay.dispose();
    weights.dispose();
  });

  it('two products of each number for means and variances, slopes with as much again for each factor', () => {
    const moments = (x: Tensor2D) => {
      const { mean, variance } = unitMoments(x, tf.ones([20, 16]), tf.ones([20, 16]), tf.zeros([16]) as Tensor1D);
      return tf.add(mean, variance);
    };
    const forward = workOf(() => tf.tidy(() => void moments(tf.ones([10, 20]))));
    expect(countOf(forward)).toEqual([2 * 3200, 2 * 1280]);
    expect(workOf(() => tf.tidy(() => void tf.grad(moments as never)(tf.ones([10, 20])))).multiplyAccumulatesFloat32).toBe(6 * 3200);
    const images: Tensor4D = tf.ones([2, 5, 5, 3]);
    const convolved = workOf(() => tf.tidy(() => void tf.grad((x) => tf.conv2d(x as Tensor4D, tf.ones([2, 2, 3, 4]), 1, 'valid'))(images)));
    expect(countOf(convolved)).toEqual([2 * 2 * 16 * 48, 4 * 48]);
    images.dispose();
  });
});
