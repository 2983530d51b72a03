// A training step of a variational autoencoder in the operations of core/tensor: what tests and benchmarks repeat.

import { createRandom } from '../../core/prob/random.ts';
import {
  bernoulliLogLikelihood,
  createAdam,
  createReplay,
  dense,
  gaussianComplexity,
  gaussianSample,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
  tf,
  type Variable,
} from '../../core/tensor/index.ts';

export interface VaeSize {
  readonly pixels: number;
  readonly hidden: number;
  readonly latent: number;
}

/**
 * The network and its optimizer: `step` trains on one batch of rows × pixels and gives the mean bound as a tensor, `replayedStep` does the same
 * from a recording, whose tensor that then is.
 */
export function createVae({ pixels, hidden, latent }: VaeSize, seed: number) {
  const random = createRandom(seed);
  const layer = (inputs: number, outputs: number) => {
    const bound = 1 / Math.sqrt(inputs);
    const uniform = (length: number) => Float32Array.from({ length }, () => bound * (2 * random.uniform() - 1));
    return tf.tidy(() => [
      tf.variable(tf.tensor2d(uniform(inputs * outputs), [inputs, outputs])),
      tf.variable(tf.tensor1d(uniform(outputs))),
    ]);
  };
  const shapes: readonly (readonly [number, number])[] = [
    [pixels, hidden],
    [hidden, latent],
    [hidden, latent],
    [latent, hidden],
    [hidden, pixels],
  ];
  const variables = shapes.flatMap(([inputs, outputs]) => layer(inputs, outputs)) as Variable[];
  const [w1, b1, w2, b2, w3, b3, w4, b4, w5, b5] = variables as never as [
    Tensor2D,
    Tensor1D,
    Tensor2D,
    Tensor1D,
    Tensor2D,
    Tensor1D,
    Tensor2D,
    Tensor1D,
    Tensor2D,
    Tensor1D,
  ];
  const adam = createAdam(variables);
  const loss = (x: Tensor2D, noise: Tensor2D): Scalar => {
    const hidden = dense(x, w1, b1, 'relu');
    const mean = dense(hidden, w2, b2, 'linear');
    const logVariance = dense(hidden, w3, b3, 'linear');
    const logits = dense(dense(gaussianSample(mean, logVariance, noise), w4, b4, 'relu'), w5, b5, 'linear');
    return tf.mean(tf.sub(gaussianComplexity(mean, logVariance), bernoulliLogLikelihood(logits, x)));
  };
  const step = (x: Float32Array, noise: Float32Array, learningRate = 1e-3): Scalar =>
    tf.tidy(() => {
      const batch = tf.tensor2d(x, [x.length / pixels, pixels]);
      const draws = tf.tensor2d(noise, [x.length / pixels, latent]);
      const { value, grads } = tf.variableGrads(() => loss(batch, draws), variables);
      adam.step(
        variables.map(({ name }) => grads[name] as Tensor2D),
        learningRate,
      );
      return value;
    });
  const replay = createReplay(variables);
  const replayedStep = (x: Float32Array, noise: Float32Array, learningRate = 1e-3): Scalar => {
    const rows = x.length / pixels;
    const inputs = [
      { values: x, shape: [rows, pixels] },
      { values: noise, shape: [rows, latent] },
    ];
    const [value, ...gradients] = replay.run('', inputs, (batch, draws) => {
      const { value, grads } = tf.variableGrads(() => loss(batch as Tensor2D, draws as Tensor2D), variables);
      return [value, ...variables.map(({ name }) => grads[name] as Tensor2D)];
    });
    adam.step(gradients, learningRate);
    return value as Scalar;
  };
  const dispose = () => {
    replay.dispose();
    adam.dispose();
    for (const variable of variables) variable.dispose();
  };
  return { variables, adam, loss, step, replayedStep, dispose };
}
