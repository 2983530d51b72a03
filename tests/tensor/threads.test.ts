import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { spawnThread } from '../../cli/threads.ts';
import { createRandom } from '../../core/prob/random.ts';
import { closeTensors, labBackend, openTensors, type TensorOptions, tf } from '../../core/tensor/index.ts';
import { createVae } from './vae.ts';

afterAll(closeTensors);

/** Products of several shapes, and the weights after a few steps of training: all from the same seed. */
function results(): Float32Array[] {
  const random = createRandom(8);
  const normals = (length: number) => Float32Array.from({ length }, random.normal);
  const products = [
    [200, 300, 150],
    [1000, 40, 9],
    [33, 2000, 260],
    [5, 700, 900],
  ].map(([rows = 0, depth = 0, columns = 0]) =>
    tf.tidy(() =>
      tf.matMul(tf.tensor2d(normals(rows * depth), [rows, depth]), tf.tensor2d(normals(depth * columns), [depth, columns])).dataSync(),
    ),
  );
  const vae = createVae({ pixels: 300, hidden: 120, latent: 7 }, 9);
  for (let i = 0; i < 5; i += 1) {
    const x = Float32Array.from({ length: 64 * 300 }, () => Number(random.uniform() < 0.2));
    vae.replayedStep(x, normals(64 * 7));
  }
  const weights = vae.variables.map((variable) => variable.dataSync());
  vae.dispose();
  return [...products, ...weights] as Float32Array[];
}

/** The results once every thread is at work. */
async function resultsWith(options: TensorOptions) {
  await openTensors(options);
  const { kernels } = labBackend();
  for (let i = 0; i < 200 && kernels.threads > 1 && kernels.helped() === 0; i += 1) {
    results();
    await wait(20);
  }
  const before = kernels.helped();
  return { numbers: results(), helped: kernels.helped() - before };
}

const bits = (numbers: readonly Float32Array[]) => numbers.map((each) => [...new Int32Array(each.slice().buffer)]);

test('any number of threads gives the same bits', async () => {
  const alone = await resultsWith({ reproducible: true });
  expect(alone.helped).toBe(0);
  for (const threads of [2, 3]) {
    const together = await resultsWith({ reproducible: true, spawn: spawnThread, threads });
    expect(together.helped).toBeGreaterThan(0);
    expect(bits(together.numbers)).toEqual(bits(alone.numbers));
  }
});

test('where memory cannot be shared the caller works alone', async () => {
  let ended = 0;
  const refusing = () => ({
    postMessage() {
      throw new Error('DataCloneError');
    },
    terminate() {
      ended += 1;
    },
  });
  expect((await openTensors({ spawn: refusing, threads: 4 })).threads).toBe(1);
  expect(ended).toBe(1);
  expect(tf.tidy(() => tf.sum(tf.matMul(tf.ones([300, 200]), tf.ones([200, 100]))).dataSync()[0])).toBe(300 * 200 * 100);
});

test('a second call with the same options only answers', async () => {
  const info = await openTensors();
  const x = tf.tensor1d([1, 2]);
  expect(await openTensors({})).toBe(info);
  expect([...tf.square(x).dataSync()]).toEqual([1, 4]);
  await openTensors({ reproducible: true });
  expect((await openTensors({ reproducible: true })).kernels).toBe('simd');
});
