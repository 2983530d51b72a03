// What normal beliefs cost under the log-uniform prior p(|w|) ∝ 1/|w|, whatever their shape.
import { publishedFit } from '../../compression/posterior/approximate-kl.ts';
import { type Belief, logUniformBelief, type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../../tensor/index.ts';

const asRows = (tensor: Tensor): Tensor2D => tf.reshape(tensor, [-1, tensor.shape.at(-1) as number]);

/** As `logUniformBelief` has it row by row, of weights of any shape. */
export function beliefOf(mean: Tensor, logVariance: Tensor): Readonly<Record<keyof Belief, Tensor>> {
  const { complexity, ...each } = logUniformBelief(asRows(mean), asRows(logVariance));
  return { mean: tf.reshape(each.mean, [...mean.shape]), variance: tf.reshape(each.variance, [...mean.shape]), complexity };
}

/** Σ KL in nats: log α is held between −8 and 8, with no slope outside. */
export const logUniformCost = (mean: Tensor, logVariance: Tensor): Scalar => tf.sum<Scalar>(beliefOf(mean, logVariance).complexity);

const [K1, K2, K3] = publishedFit;

/** The same of a few numbers, and not held anywhere: scales begin below −8, and must come up from there. */
export function freeLogUniformCost(mean: Tensor1D, logVariance: Tensor1D): Scalar {
  const a = tf.sub<Tensor1D>(logVariance, tf.log(tf.add(tf.square(mean), 1e-8)));
  const bend = tf.sigmoid(tf.add(tf.mul(a, K3), K2));
  return tf.sum<Scalar>(tf.add(tf.mul(tf.sub(1, bend), K1), tf.mul(tf.softplus(tf.neg(a)), 0.5)));
}
