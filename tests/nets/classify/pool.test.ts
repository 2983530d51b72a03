// The largest of squares and its slopes against TensorFlow.js’ own.
import { beforeAll, expect, it } from 'vitest';
import { largestOfSquares } from '../../../core/nets/classify/pool.ts';
import { createRandom } from '../../../core/prob/random.ts';
import { openTensors, type Tensor, type Tensor4D, tf } from '../../../core/tensor/index.ts';

beforeAll(async () => void (await openTensors({ reproducible: true })));

it.each([
  [6, 4, 2],
  [7, 5, 2],
  [7, 9, 3],
])('of %i × %i by %i are those of a max pool, slopes and all', (height, width, side) => {
  const random = createRandom(1);
  const drawn = (size: number) => Float32Array.from({ length: size }, () => random.normal());
  tf.tidy(() => {
    const x = tf.tensor4d(drawn(2 * height * width * 3), [2, height, width, 3]);
    const pools = [
      (each: Tensor) => largestOfSquares(each as Tensor4D, side),
      (each: Tensor) => tf.maxPool(each as Tensor4D, side, side, 'valid'),
    ];
    const [ours, theirs] = pools.map((pool) => pool(x)) as [Tensor, Tensor];
    expect(ours.shape).toEqual(theirs.shape);
    expect([...ours.dataSync()]).toEqual([...theirs.dataSync()]);
    const weights = tf.tensor(drawn(ours.size), ours.shape);
    const [a, b] = pools.map((pool) => [
      ...tf
        .grad((each: Tensor) => tf.sum(tf.mul(pool(each), weights)))(x)
        .dataSync(),
    ]);
    expect(a).toEqual(b);
    expect(a?.some((slope) => slope !== 0)).toBe(true);
  });
});
