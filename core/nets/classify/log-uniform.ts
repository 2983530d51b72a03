// What normal beliefs cost under the log-uniform prior p(|w|) ∝ 1/|w|, whatever their shape.
import { publishedFit } from '../../compression/posterior/approximate-kl.ts';
import { MOST_LOG_ALPHA, tabulatedLogUniformKl, tabulatedLogUniformKlSlope } from '../../compression/posterior/tabulated-kl.ts';
import { log } from '../../math/elementary.ts';
import { type Belief, logUniformBelief, mapped, type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../../tensor/index.ts';

const asRows = (tensor: Tensor): Tensor2D => tf.reshape(tensor, [-1, tensor.shape.at(-1) as number]);

/** As `logUniformBelief` has it row by row, of weights of any shape. */
export function beliefOf(mean: Tensor, logVariance: Tensor): Readonly<Record<keyof Belief, Tensor>> {
  const { complexity, ...each } = logUniformBelief(asRows(mean), asRows(logVariance));
  return { mean: tf.reshape(each.mean, [...mean.shape]), variance: tf.reshape(each.variance, [...mean.shape]), complexity };
}

/** Σ KL in nats: log α is held between −8 and 8, with no slope outside. */
export const logUniformCost = (mean: Tensor, logVariance: Tensor): Scalar => tf.sum<Scalar>(beliefOf(mean, logVariance).complexity);

/** Beside θ². */
const LEAST_SQUARE = 1e-8;

const [K1, K2, K3] = publishedFit;

/** The same of a few numbers, and not held anywhere: scales begin below −8, and must come up from there. */
export function freeLogUniformCost(mean: Tensor1D, logVariance: Tensor1D): Scalar {
  const a = tf.sub<Tensor1D>(logVariance, tf.log(tf.add(tf.square(mean), LEAST_SQUARE)));
  const bend = tf.sigmoid(tf.add(tf.mul(a, K3), K2));
  return tf.sum<Scalar>(tf.add(tf.mul(tf.sub(1, bend), K1), tf.mul(tf.softplus(tf.neg(a)), 0.5)));
}

/** log α of a belief, its θ² a little larger so that a mean of 0 has one. */
const logAlphaOf = (mean: number, logVariance: number): number => logVariance - log(mean * mean + LEAST_SQUARE);

/**
 * Σ KL in nats as it is, not its published fit: log α is held between −8 and 8, with no slope outside, as by the fit, and θ² is taken 10⁻⁸ larger.
 */
export function exactLogUniformCost(mean: Tensor, logVariance: Tensor): Scalar {
  const cost = tf.customGrad((...given) => {
    const [theta, spread, save] = given as unknown as [Tensor, Tensor, (all: Tensor[]) => void];
    save([theta, spread]);
    const value = mapped([theta, spread], theta.shape, (means, logVariances) =>
      means.map((m, i) =>
        tabulatedLogUniformKl(
          Math.min(MOST_LOG_ALPHA, Math.max(-MOST_LOG_ALPHA, logAlphaOf(m, (logVariances as Float32Array)[i] as number))),
        ),
      ),
    );
    const slope = (dy: Tensor, saved: Tensor[], toMean: boolean) =>
      mapped([saved[0] as Tensor, saved[1] as Tensor, dy], theta.shape, (means, logVariances, upstream) =>
        means.map((m, i) => {
          const a = logAlphaOf(m, (logVariances as Float32Array)[i] as number);
          if (Math.abs(a) >= MOST_LOG_ALPHA) return 0;
          const by = ((upstream as Float32Array)[i] as number) * tabulatedLogUniformKlSlope(a);
          return toMean ? (-2 * m * by) / (m * m + LEAST_SQUARE) : by;
        }),
      );
    return { value, gradFunc: (dy: Tensor, saved: Tensor[]) => [slope(dy, saved, true), slope(dy, saved, false)] };
  });
  return tf.sum<Scalar>(cost(mean, logVariance));
}
