// log p(x|z) of images, row by row.
import { LOG_2PI } from '../math/special.ts';
import { bernoulliLogLikelihood, type Rank, type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import { categoricalLogLikelihood, categoricalMeans } from './categorical.ts';
import type { Networks } from './networks.ts';

/** Half the distance between two grey levels of 256. */
const HALF_LEVEL = 1 / 510;

/** Sums of rows as a product, whose gradient is one as well: quicker than spreading it out number by number. */
const rowSums = (t: Tensor2D): Tensor1D => tf.reshape<Rank.R1>(tf.matMul(t, tf.ones([t.shape[1], 1])), [-1]);

/**
 * log p(x|z) of x [rows, pixels] in 0…1, in nats, from what `decode` gave: Σ x l − log(1 + e^l) of logits l; −½ Σ [log 2π + s + (x − m)² e^−s]
 * of means and a log variance s for all pixels; or the mass that a logistic about m gives to each of 256 levels, its ends open
 * (Kingma et al. 2016, appendix A); or that of a softmax over them.
 */
export function logLikelihood({ architecture, parameters }: Networks, outputs: Tensor2D, x: Tensor2D): Tensor1D {
  const { likelihood, pixels } = architecture;
  if (likelihood === 'bernoulli') return bernoulliLogLikelihood(outputs, x);
  if (likelihood === 'categorical') return categoricalLogLikelihood(parameters, outputs, x);
  const scale = parameters['decoder/logScale'] as unknown as Tensor1D;
  if (likelihood === 'gaussian') {
    const squares = rowSums(tf.square(tf.sub(x, outputs)));
    const constants = tf.mul<Tensor1D>(tf.add(scale, LOG_2PI), pixels);
    return tf.mul<Tensor1D>(tf.add(tf.mul(squares, tf.exp(tf.neg(scale))), constants), -0.5);
  }
  const off = tf.sub(x, outputs);
  const inverse = tf.exp(tf.neg(scale));
  const upper = tf.mul(tf.add(off, HALF_LEVEL), inverse);
  const lower = tf.mul(tf.sub(off, HALF_LEVEL), inverse);
  // log σ(u) = u − softplus(u), and log(σ(u) − σ(l)) = log σ(u) − softplus(l) + log(1 − e^(l − u)), which never subtracts near equals:
  // u − l is the same for all pixels.
  const lowest = tf.sub(upper, tf.softplus(upper));
  const highest = tf.neg(tf.softplus(lower));
  const within = tf.add(tf.add(lowest, highest), tf.log(tf.neg(tf.expm1(tf.mul(inverse, -2 * HALF_LEVEL)))));
  const ends = tf.where(tf.less(x, HALF_LEVEL), lowest, tf.where(tf.greater(x, 1 - HALF_LEVEL), highest, within));
  return rowSums(ends as Tensor2D);
}

/** What is shown of p(x|z): the probabilities of ones, or the means. */
export function meanImages({ architecture: { likelihood }, parameters }: Networks, outputs: Tensor2D): Tensor2D {
  if (likelihood === 'categorical') return categoricalMeans(parameters, outputs);
  return likelihood === 'bernoulli' ? tf.sigmoid(outputs) : outputs;
}
