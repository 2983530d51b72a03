// What weights cost under a mixture of normals, with its slopes for them and for the mixture.
import { LOG_2PI, logGamma } from '../../math/special.ts';
import { type Scalar, type Tensor, type Tensor1D, tf } from '../../tensor/index.ts';

/** Shares, means and precisions of normals, [components] each. */
export interface Mixture {
  readonly logShares: Tensor1D;
  readonly means: Tensor1D;
  readonly logPrecisions: Tensor1D;
}

/** log π_j N(w|μ_j, 1/τ_j) for all w. */
function logJoint<T extends Tensor>(w: T, [logShare, mean, logPrecision]: readonly [Scalar, Scalar, Scalar]): T {
  const height = tf.add(logShare, tf.mul(tf.sub(logPrecision, LOG_2PI), 0.5));
  return tf.add<T>(tf.mul(tf.square(tf.sub(w, mean)), tf.mul(tf.exp(logPrecision), -0.5)), height);
}

const scalars = (values: Tensor1D): Scalar[] => Array.from({ length: values.size }, (_, j) => tf.reshape(tf.slice(values, [j], [1]), []));

/**
 * −Σ log Σ_j π_j N(w|μ_j, 1/τ_j) over all w, in nats. Component by component, so that no more than a few numbers a weight are held at a time, and never
 * beyond the range of numbers: log(e^a + e^b) = a + log(1 + e^(b − a)).
 */
export function mixtureCost(w: Tensor, { logShares, means, logPrecisions }: Mixture): Scalar {
  const cost = tf.customGrad((...given) => {
    const [weights, shares, centres, precisions, save] = given as unknown as [
      Tensor,
      Tensor1D,
      Tensor1D,
      Tensor1D,
      (all: Tensor[]) => void,
    ];
    const [byShare, byMean, byPrecision] = [scalars(shares), scalars(centres), scalars(precisions)];
    const joint = (x: Tensor, j: number) => logJoint(x, [byShare[j] as Scalar, byMean[j] as Scalar, byPrecision[j] as Scalar]);
    let total = joint(weights, 0);
    for (let j = 1; j < byShare.length; j += 1) total = tf.add(total, tf.softplus(tf.sub(joint(weights, j), total)));
    save([weights, shares, centres, precisions, total]);
    return {
      value: tf.neg(tf.sum(total)),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [x, s, c, p, logDensity] = saved as [Tensor, Tensor1D, Tensor1D, Tensor1D, Tensor];
        const [share, mean, precision] = [scalars(s), scalars(c), scalars(p)];
        let slope: Tensor | undefined;
        const toShares: Tensor[] = [];
        const toMeans: Tensor[] = [];
        const toPrecisions: Tensor[] = [];
        for (let j = 0; j < share.length; j += 1) {
          const one = [share[j] as Scalar, mean[j] as Scalar, precision[j] as Scalar] as const;
          const responsible = tf.exp(tf.sub(logJoint(x, one), logDensity));
          const away = tf.sub(x, one[1]);
          const pull = tf.mul(responsible, away);
          const tau = tf.exp(one[2]);
          const count = tf.sum(responsible);
          toShares.push(tf.neg(count));
          toMeans.push(tf.neg(tf.mul(tau, tf.sum(pull))));
          toPrecisions.push(tf.mul(tf.sub(tf.mul(tau, tf.sum(tf.mul(pull, away))), count), 0.5));
          const each = tf.mul(pull, tau);
          slope = slope ? tf.add(slope, each) : each;
        }
        return [tf.mul(slope as Tensor, dy), ...[toShares, toMeans, toPrecisions].map((each) => tf.mul(tf.stack(each), dy))];
      },
    };
  });
  return cost(w, logShares, means, logPrecisions) as Scalar;
}

/** −Σ log Gamma(τ|shape, rate) of precisions, by their logarithms, in nats. */
export const precisionCost = (logPrecisions: Tensor1D, shape: number, rate: number): Scalar => {
  const each = tf.sub<Tensor1D>(tf.mul(tf.exp(logPrecisions), rate), tf.mul(logPrecisions, shape - 1));
  return tf.add<Scalar>(tf.sum(each), logPrecisions.size * (logGamma(shape) - shape * Math.log(rate)));
};
