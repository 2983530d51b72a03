// A Gamma prior on a component’s precision λ = 1/σ²: without one a component may close in on a single weight, its density without bound.
import { exp, log } from '../../math/elementary.ts';
import { logGamma } from '../../math/special.ts';

/** −log Gamma(λ; shape a, rate b), in nats, of a component of sd σ. */
export function precisionCost(sd: number, shape: number, rate: number): number {
  const logPrecision = -2 * log(sd);
  return logGamma(shape) - shape * log(rate) - (shape - 1) * logPrecision + rate * exp(logPrecision);
}

/** Its derivative with respect to log σ, 2(a − 1) − 2bλ. */
export const precisionCostSlope = (sd: number, shape: number, rate: number): number => 2 * (shape - 1) - (2 * rate) / (sd * sd);
