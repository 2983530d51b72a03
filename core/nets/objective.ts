// The gradient of the bound of a minibatch, by one of three estimators, with its terms read off on the way.

import { InputError } from '../base/input-error.ts';
import { LOG_2PI } from '../math/special.ts';
import { gaussianComplexity, type Scalar, type Tensor, type Tensor1D, type Tensor2D, tf } from '../tensor/index.ts';
import { weightComplexity } from './bayesian.ts';
import { logLikelihood } from './likelihood.ts';
import type { Encoded, Networks } from './networks.ts';
import { complexities, draw, logDensity, logPrior, lowerComplexity, normalTerms, sample, total } from './posterior.ts';
import { belongsTo, type Side } from './side.ts';

export type Estimator = 'pathwise' | 'scoreFunction' | 'stickingTheLanding';

export interface ObjectiveSettings {
  readonly estimator: Estimator;
  /** β: what the complexity counts. */
  readonly inverseTemperature: number;
  /** Nats of complexity that each latent has free, on average over the minibatch. */
  readonly freeBits: number;
  /** Those that share what beliefs about weights cost: all that are learnt from. */
  readonly examples: number;
  /** The one network that learns, while the other stays as it is; both if left out. */
  readonly only?: Side | undefined;
}

/** Means over the rows of a minibatch, in nats an example; beliefs about weights are left out. */
export interface Terms {
  /** log p(x|z) at the draws. */
  readonly accuracy: number;
  /** −log p(z) and −log q(z|x), expected under q by formula; of a flow at the draws. */
  readonly priorEnergy: number;
  readonly entropy: number;
}

/** The bound: accuracy less complexity. */
export const elboOf = ({ accuracy, priorEnergy, entropy }: Terms): number => accuracy - (priorEnergy - entropy);

/** In float64, from float32 numbers of q and of log p(x|z). */
export function termsOf(q: Encoded, accuracy: Tensor1D): Terms {
  const [rows] = q.mean.shape;
  const lower = q.lower ? total(q.lower.dataSync(), (l) => l * l) : 0;
  return {
    accuracy: total(accuracy.dataSync(), (a) => a) / rows,
    ...normalTerms(q.mean.dataSync(), q.logVariance.dataSync(), rows, lower),
  };
}

/** The same at draws z of a flow with their log densities. */
export function drawnTerms(z: Tensor2D, logDensity: Tensor1D, accuracy: Tensor1D): Terms {
  const [rows, k] = z.shape;
  return {
    accuracy: total(accuracy.dataSync(), (a) => a) / rows,
    priorEnergy: 0.5 * (total(z.dataSync(), (each) => each * each) / rows + k * LOG_2PI),
    entropy: -total(logDensity.dataSync(), (each) => each) / rows,
  };
}

/** KL of a minibatch on average, what is free left out. */
function complexityTerm(q: Encoded, freeBits: number): Scalar {
  const diagonal =
    freeBits > 0
      ? tf.sum<Scalar>(tf.maximum(tf.mean(complexities(q), 0), freeBits))
      : tf.mean<Scalar>(gaussianComplexity(q.mean, q.logVariance));
  return q.lower ? tf.add<Scalar>(diagonal, tf.mean<Scalar>(lowerComplexity(q.lower))) : diagonal;
}

/** Each row’s f less the mean of the others’: a baseline that does not depend on the row’s own draw. */
function aboveTheOthers(values: Float32Array): Tensor1D {
  const n = values.length;
  const sum = total(values, (value) => value);
  return tf.tensor1d(n > 1 ? values.map((value) => (n * value - sum) / (n - 1)) : values);
}

/** What a gradient is taken of: tensors, so that a step with other numbers is the same list of operations. */
export interface Draws {
  /** [rows, pixels] */
  readonly x: Tensor2D;
  /** ε of the draws, [rows, latents]. */
  readonly noise: Tensor2D;
  /** The same for the units of the decoder, where beliefs about its weights are drawn. */
  readonly unitNoise: readonly Tensor2D[];
  readonly inverseTemperature: Scalar;
}

/** A gradient, and what its terms are read off: the draws’ log likelihoods first, then q, or the draws of a flow and their log densities. */
interface Slopes {
  readonly seen: readonly Tensor[];
  readonly gradients: readonly (Tensor | undefined)[];
}

/**
 * ∇ of F = β · complexity − accuracy, on average over the rows of x [rows, pixels], with one draw a row from `noise` [rows, latents].
 * `pathwise`: through z = μ + σ ε (Kingma and Welling 2014). `scoreFunction`: (log p(x|z) − b) ∇ log q(z|x), b the other rows’ mean
 * (Williams 1992). `stickingTheLanding`: pathwise through log p(x, z) − log q(z|x) with q’s parameters held still in the density
 * (Roeder et al. 2017). The last two take a mean-field q. Of a flow the complexity is log q(z|x) − log p(z) at the draw, and no nats of it are
 * free (Rezende and Mohamed 2015). Beliefs about the decoder’s weights, drawn by `unitNoise`, add KL[q(W) ‖ p(W)] / examples to the complexity,
 * pathwise by any estimator. Throws InputError for a flow by another estimator than `pathwise`. The caller disposes the gradients, which come in the order of the
 * parameters: undefined for those of a network that does not learn; and what was seen.
 */
export function slopesOf(
  networks: Networks,
  { x, noise, unitNoise, inverseTemperature }: Draws,
  { estimator, freeBits, examples, only }: Omit<ObjectiveSettings, 'inverseTemperature'>,
): Slopes {
  const parameters = Object.entries(networks.parameters);
  const learning = parameters.filter(([name]) => only === undefined || belongsTo(name) === only).map(([, variable]) => variable);
  let seen: readonly Tensor[] = [];
  const { flow } = networks;
  if (flow && estimator !== 'pathwise') throw new InputError('estimator', 'pathwise, where q is a flow', estimator);

  const see = (...tensors: (Tensor | undefined)[]) => {
    seen = tensors.filter((each) => each !== undefined).map((each) => tf.keep(each));
  };
  const free = (complexity: Scalar, accuracy: Tensor1D): Scalar => {
    const ofWeights = weightComplexity(networks.architecture, networks.parameters);
    const whole = ofWeights ? tf.add(complexity, tf.div(ofWeights, examples)) : complexity;
    return tf.sub<Scalar>(tf.mul(whole, inverseTemperature), tf.mean<Scalar>(accuracy));
  };

  const pathwise = (): Scalar => {
    const q = networks.encode(x);
    if (flow) {
      const { z, logDensity: density } = draw(networks, q, noise);
      const accuracy = logLikelihood(networks, networks.decode(z, unitNoise), x);
      see(accuracy, z, density);
      return free(tf.mean<Scalar>(tf.sub(density, logPrior(z))), accuracy);
    }
    const accuracy = logLikelihood(networks, networks.decode(sample(q, noise), unitNoise), x);
    see(accuracy, q.mean, q.logVariance, q.lower);
    return free(complexityTerm(q, freeBits), accuracy);
  };

  const fixedQ = estimator === 'pathwise' ? undefined : keptOf(() => networks.encode(x));

  const score = (): Scalar => {
    const z = tf.tidy(() => sample(fixedQ as Encoded, noise));
    const accuracy = logLikelihood(networks, networks.decode(z, unitNoise), x);
    const q = networks.encode(x);
    see(accuracy, q.mean, q.logVariance, q.lower);
    const weighed = tf.mul<Tensor1D>(aboveTheOthers(accuracy.dataSync() as Float32Array), logDensity(q, z));
    return free(complexityTerm(q, freeBits), tf.add<Tensor1D>(accuracy, weighed));
  };

  const landing = (): Scalar => {
    const q = networks.encode(x);
    const z = sample(q, noise);
    const accuracy = logLikelihood(networks, networks.decode(z, unitNoise), x);
    see(accuracy, q.mean, q.logVariance, q.lower);
    return free(tf.mean<Scalar>(tf.sub(logDensity(fixedQ as Encoded, z), logPrior(z))), accuracy);
  };

  const { value, grads } = tf.variableGrads({ pathwise, scoreFunction: score, stickingTheLanding: landing }[estimator], learning);
  value.dispose();
  for (const tensor of Object.values(fixedQ ?? {})) tensor.dispose();
  return { seen, gradients: parameters.map(([, { name }]) => grads[name] as Tensor | undefined) };
}

/** The terms of the minibatch that these were seen on. */
export function termsSeen({ flow }: Pick<Networks, 'flow'>, [accuracy, ...rest]: readonly Tensor[]): Terms {
  if (flow) {
    const [z, density] = rest as [Tensor2D, Tensor1D];
    return drawnTerms(z, density, accuracy as Tensor1D);
  }
  const [mean, logVariance, lower] = rest as [Tensor2D, Tensor2D, Tensor2D?];
  return termsOf({ mean, logVariance, ...(lower && { lower }) }, accuracy as Tensor1D);
}

/** The gradient as `slopesOf` has it, and the terms on the way. The caller disposes the gradients. */
export function differentiate(
  networks: Networks,
  x: Tensor2D,
  noise: Tensor2D,
  { inverseTemperature: beta, ...settings }: ObjectiveSettings,
  unitNoise: readonly Tensor2D[] = [],
): { terms: Terms; gradients: (Tensor | undefined)[] } {
  const inverseTemperature = tf.scalar(beta);
  const { seen, gradients } = slopesOf(networks, { x, noise, unitNoise, inverseTemperature }, settings);
  const terms = termsSeen(networks, seen);
  tf.dispose([inverseTemperature, ...seen]);
  return { terms, gradients: [...gradients] };
}

/** q’s parameters alone, out of the tidy that made them. */
function keptOf(encode: () => Encoded): Encoded {
  let q: Encoded | undefined;
  tf.tidy(() => {
    q = encode();
    for (const tensor of Object.values(q)) tf.keep(tensor);
  });
  return q as unknown as Encoded;
}
