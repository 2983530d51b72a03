// Weights that are believed in as normals, in place of numbers: what they cost, and what units they make.
import { FUNCTIONS } from './kernels.ts';
import { type Activation, differentiated, run, same } from './ops.ts';
import { add, matMul, mul, registerGradient, sqrt, type Tensor, type Tensor1D, type Tensor2D, util } from './tf.ts';

/** Normal beliefs about a matrix of weights, as a step sees them. */
export interface Belief {
  /** θ itself: slopes for it that come by here are added up with those of the cost. */
  readonly mean: Tensor2D;
  /** σ² = e^v. */
  readonly variance: Tensor2D;
  /** Of each row, in nats. */
  readonly complexity: Tensor1D;
}

registerGradient({
  kernelName: 'LabBelief',
  inputsToSave: ['mean'],
  outputsToSave: [false, true, false, true],
  gradFunc: (dy, [mean, variance, slopes]) => {
    const [byMean, byVariance, byRow] = dy as Tensor[];
    const inputs = { byMean, byVariance, byRow, mean, variance, slopes } as Record<string, Tensor>;
    const [forMean, forLogVariance] = run<Tensor[]>('LabBeliefGradient', inputs);
    return { mean: () => forMean as Tensor, logVariance: () => forLogVariance as Tensor };
  },
});

/**
 * KL(N(θ, e^v) ‖ log-uniform) of each row in nats, up to the constant that makes it 0 where α = e^v/θ² is infinite: Σ k₁ − k₁ σ(k₂ + k₃ log α) +
 * ½ log(1 + 1/α) with k = 0.63576, 1.8732, 1.48695 (Molchanov, Ashukha and Vetrov 2017), at most 0.0094 nats off a number. log α is held between
 * −8 and 8, with no slope outside, and θ² is taken 10⁻⁸ larger. With it come the variances, which share the work, and the means: what goes on from
 * them gets its slopes in one pass. Throws where shapes differ.
 */
export function logUniformBelief(mean: Tensor2D, logVariance: Tensor2D): Belief {
  same('logUniformBelief', mean, logVariance);
  const [through, variance, complexity] = run<Tensor[]>('LabBelief', { mean, logVariance }, { slopes: differentiated() });
  return { mean: through as Tensor2D, variance: variance as Tensor2D, complexity: complexity as Tensor1D };
}

/** Means and variances of sums, [rows, units]. */
export interface UnitMoments {
  readonly mean: Tensor2D;
  readonly variance: Tensor2D;
}

registerGradient({
  kernelName: 'LabMoments',
  inputsToSave: ['x', 'means', 'variances'],
  outputsToSave: [],
  gradFunc: (dy, [x, means, variances]) => {
    const [byMean, byVariance] = dy as [Tensor2D, Tensor2D];
    const [forMeans, forVariances] = run<Tensor[]>('LabMomentsGradient', { x: x as Tensor, byMean, byVariance });
    return {
      x: () =>
        add(
          matMul(byMean, means as Tensor2D, false, true),
          mul(matMul(byVariance, variances as Tensor2D, false, true), mul(2, x as Tensor)),
        ),
      means: () => forMeans as Tensor,
      variances: () => forVariances as Tensor,
      bias: () => run<Tensor[]>('LabActivationGradient', { y: byMean, dy: byMean }, { activation: FUNCTIONS.linear })[0] as Tensor,
    };
  },
});

/**
 * What independent weights W of these means M and variances S make of a dense layer for each row of x: x M + bias, and x² S, squares number by number
 * (Kingma, Salimans and Welling 2015). x is rows × inputs, M and S inputs × units. Where x comes from outside and few of its numbers are not zero,
 * both pass the zeros over. Throws where shapes do not fit.
 */
export function unitMoments(x: Tensor2D, means: Tensor2D, variances: Tensor2D, bias: Tensor1D): UnitMoments {
  same('unitMoments', means, variances);
  util.assert(
    x.shape[1] === means.shape[0] && means.shape[1] === bias.shape[0],
    () => `unitMoments: shapes [${x.shape}], [${means.shape}] and [${bias.shape}] do not fit`,
  );
  const [mean, variance] = run<Tensor2D[]>('LabMoments', { x, means, variances, bias });
  return { mean: mean as Tensor2D, variance: variance as Tensor2D };
}

/** Beside variances, so that the root’s slope is finite where one is 0. */
const LEAST_VARIANCE = 1e-8;

registerGradient({
  kernelName: 'LabDrawn',
  inputsToSave: ['variance', 'noise'],
  outputsToSave: [true],
  gradFunc: (dy, [variance, noise, y], { activation }) => {
    const inputs = { y, dy, variance, noise } as Record<string, Tensor>;
    const [forMean, forVariance] = run<Tensor[]>('LabDrawnGradient', inputs, { activation: activation as number, least: LEAST_VARIANCE });
    return {
      mean: () => forMean as Tensor,
      variance: () => forVariance as Tensor,
      noise: () => mul(forMean as Tensor, sqrt(add(variance as Tensor, LEAST_VARIANCE))),
    };
  },
});

/** f(m + √(v + 1e-8) ε): units drawn in place of the weights that make them, by their standard normal noise (local reparameterization). */
export function drawnUnits<T extends Tensor>(mean: T, variance: T, noise: T, activation: Activation): T {
  same('drawnUnits', mean, variance);
  same('drawnUnits', mean, noise);
  return run('LabDrawn', { mean, variance, noise }, { activation: FUNCTIONS[activation], least: LEAST_VARIANCE });
}
