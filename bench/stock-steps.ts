// The network of bench/tensor-steps.ts in TensorFlow.js’ own operations and optimizer on its own WebAssembly backend, in Node and in a page.
import '@tensorflow/tfjs-backend-wasm';
import { tf } from '../core/tensor/index.ts';
import { createBatches as createDigits } from './method-steps.ts';
import { BATCH, createBatches, SIZE } from './tensor-steps.ts';

/** Where that backend’s files are, and whether it may start threads of its own, is the caller’s to say before. */
export async function openStock() {
  const batches = createBatches();
  const ours = tf.getBackend();
  await tf.setBackend('wasm');
  const layer = (inputs: number, outputs: number) =>
    [tf.variable(tf.randomNormal([inputs, outputs], 0, 1 / Math.sqrt(inputs))), tf.variable(tf.zeros([outputs]))] as const;
  const encoder = layer(SIZE.pixels, SIZE.hidden);
  const [mean, variance] = [layer(SIZE.hidden, SIZE.latent), layer(SIZE.hidden, SIZE.latent)];
  const [decoder, output] = [layer(SIZE.latent, SIZE.hidden), layer(SIZE.hidden, SIZE.pixels)];
  const dense = (x: tf.Tensor, [weights, bias]: readonly [tf.Tensor, tf.Tensor]) => tf.add(tf.matMul(x, weights), bias);
  const adam = tf.train.adam(1e-3);
  const digits = createDigits();
  const [first, second, third] = [layer(SIZE.pixels, 300), layer(300, 100), layer(100, 10)];
  const classes = tf.train.adam(1e-3);
  await tf.setBackend(ours);
  return {
    /** Milliseconds a step. */
    async steps(count: number): Promise<number> {
      const before = tf.getBackend();
      await tf.setBackend('wasm');
      const start = performance.now();
      for (let i = 0; i < count; i += 1) {
        tf.tidy(() => {
          const x = tf.tensor2d(batches[i % batches.length] as Float32Array, [BATCH, SIZE.pixels]);
          adam.minimize(() => {
            const h = tf.relu(dense(x, encoder));
            const [m, v] = [dense(h, mean), dense(h, variance)];
            const z = tf.add(m, tf.mul(tf.exp(tf.mul(0.5, v)), tf.randomNormal([BATCH, SIZE.latent])));
            const l = dense(tf.relu(dense(z, decoder)), output);
            // log(1 + e^l) in operations whose gradients that backend has.
            const softplus = tf.add(tf.relu(l), tf.log(tf.add(1, tf.exp(tf.neg(tf.abs(l))))));
            const likelihood = tf.sum(tf.sub(tf.mul(x, l), softplus));
            const complexity = tf.mul(0.5, tf.sum(tf.sub(tf.add(tf.square(m), tf.exp(v)), tf.add(1, v))));
            return tf.div(tf.sub(complexity, likelihood), BATCH) as tf.Scalar;
          });
        });
      }
      const time = (performance.now() - start) / count;
      await tf.setBackend(before);
      return time;
    },
    /** The same of LeNet-300-100. */
    async classifierSteps(count: number): Promise<number> {
      const before = tf.getBackend();
      await tf.setBackend('wasm');
      const start = performance.now();
      for (let i = 0; i < count; i += 1) {
        const { inputs, labels } = digits[i % digits.length] as (typeof digits)[number];
        tf.tidy(() => {
          const x = tf.tensor2d(inputs, [BATCH, SIZE.pixels]);
          const hot = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), 10);
          classes.minimize(() => {
            const logits = dense(tf.relu(dense(tf.relu(dense(x, first)), second)), third);
            return tf.losses.softmaxCrossEntropy(hot, logits) as tf.Scalar;
          });
        });
      }
      const time = (performance.now() - start) / count;
      await tf.setBackend(before);
      return time;
    },
  };
}
