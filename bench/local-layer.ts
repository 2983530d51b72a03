// A step of a layer of normal weights, W ~ N(μ, σ²), by draws of its pre-activations (Kingma, Salimans and Welling 2015), in core/tensor.
import { createRandom } from '../core/prob/random.ts';
import { createAdam, dense, type Scalar, type Tensor1D, type Tensor2D, tf, type Variable } from '../core/tensor/index.ts';

const SIZE = { inputs: 784, outputs: 400, batch: 128 };

export interface LocalLayer {
  /** Milliseconds a step, the batch’s upload and its noise included. */
  steps(count: number): number;
  dispose(): void;
}

/** b = aμ + √(a²σ²) ζ, loss ½ Σ (b − y)² over the batch’s mean; inputs are normal, or images of zeros and some 15 % ones. */
export function createLocalLayer(inputs: 'normal' | 'images'): LocalLayer {
  const { batch, outputs } = SIZE;
  const random = createRandom(1);
  const normals = (count: number) => {
    const out = new Float64Array(count);
    random.normals(out);
    return Float32Array.from(out);
  };
  const shares = Float64Array.from({ length: SIZE.inputs }, () => 0.3 * random.uniform());
  const batches = Array.from({ length: 8 }, () => {
    const a =
      inputs === 'normal'
        ? normals(batch * SIZE.inputs)
        : Float32Array.from({ length: batch * SIZE.inputs }, (_, i) => Number(random.uniform() < (shares[i % SIZE.inputs] as number)));
    return { a, squares: a.map((x) => x * x), y: normals(batch * outputs) };
  });
  const shape: [number, number] = [SIZE.inputs, outputs];
  const mean = tf.tidy(() => tf.variable(tf.div(tf.tensor2d(normals(SIZE.inputs * outputs), shape), Math.sqrt(SIZE.inputs))));
  const logSd = tf.tidy(() => tf.variable(tf.fill(shape, -3)));
  const variables = [mean, logSd] as Variable[];
  const none = tf.zeros([outputs]) as Tensor1D;
  const adam = createAdam(variables);
  const noise = new Float64Array(batch * outputs);

  const step = ({ a, squares, y }: (typeof batches)[number]): Scalar =>
    tf.tidy(() => {
      random.normals(noise);
      const matrix = (from: Float32Array, columns: number) => tf.tensor2d(from, [batch, columns]);
      const [x, xx, target] = [matrix(a, SIZE.inputs), matrix(squares, SIZE.inputs), matrix(y, outputs)];
      const zeta = matrix(new Float32Array(noise), outputs);
      const { value, grads } = tf.variableGrads(() => {
        const variance = dense(xx, tf.exp(tf.mul(2, logSd)) as Tensor2D, none, 'linear');
        const drawn = tf.add(dense(x, mean as Tensor2D, none, 'linear'), tf.mul(tf.sqrt(variance), zeta));
        return tf.mul(0.5 / batch, tf.sum(tf.square(tf.sub(drawn, target))));
      }, variables);
      adam.step(
        variables.map(({ name }) => grads[name]),
        1e-3,
      );
      return value;
    });

  return {
    steps(count) {
      const start = performance.now();
      for (let i = 0; i < count; i += 1) {
        const loss = step(batches[i % batches.length] as (typeof batches)[number]);
        if (i === count - 1) loss.dataSync();
        loss.dispose();
      }
      return (performance.now() - start) / count;
    },
    dispose() {
      adam.dispose();
      for (const tensor of [...variables, none]) tensor.dispose();
    },
  };
}
