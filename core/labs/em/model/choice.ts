// How many components: the likelihood with its price by BIC, and the bound of variational Bayes, which needs none.
import { batch } from '../../../inference/em/batch.ts';
import { sumsOf, termsOf } from '../../../inference/em/mixture.ts';
import { beginEm, initialSettings } from '../../../inference/em/variant.ts';
import { type NormalWishartPrior, variationalMixture } from '../../../inference/em/variational-mixture.ts';
import { triangle } from '../../../math/lower-triangle.ts';
import { middlesOf } from '../../middles.ts';
import { type Problem, spreadOf, startOf } from './problem.ts';

export interface Choice {
  readonly components: number;
  /** −log-likelihood with the floor + ½ p log N, in nats: half of BIC (Schwarz 1978). */
  readonly bic: number;
  /** F of variational Bayes: at least −log P(X), whatever θ is. */
  readonly variational: number;
  /** Components to which it gives a datum or more. */
  readonly occupied: number;
}

/** Rounds of EM, and of variational Bayes after them. */
const ROUNDS = 80;

/** Weak beliefs on the scale of the data: a tenth of a datum about means, weights that may go to 0. */
function weakPrior({ data, dimension }: Problem): NormalWishartPrior {
  const spreads = Array.from({ length: dimension }, (_, axis) => spreadOf(data, dimension, axis));
  const inverseScale = new Float64Array(triangle(dimension));
  for (let axis = 0; axis < dimension; axis += 1)
    inverseScale[triangle(axis) + axis] = 0.1 * (spreads[axis] as { variance: number }).variance;
  return {
    concentration: 0.1,
    mean: Float64Array.from(spreads, ({ mean }) => mean),
    belief: 0.1,
    inverseScale,
    degrees: dimension + 1,
  };
}

/** Means at data in the middle of equal shares along the first coordinate. */
function evenStart({ data, dimension, size }: Problem, components: number): number[][] {
  const first = Float64Array.from({ length: size }, (_, i) => data[i * dimension] as number);
  return middlesOf(first, components).map((at) => Array.from(data.subarray(at * dimension, (at + 1) * dimension)));
}

/** From one component up to `most`; none of coins. */
export function choicesOf(problem: Problem, most: number): readonly Choice[] {
  const { model, data, dimension, size, kind } = problem;
  if (kind === 'coins') return [];
  const bayes = variationalMixture(data, dimension, weakPrior(problem));
  return Array.from({ length: Math.min(most, size) }, (_, i): Choice => {
    const components = i + 1;
    let em = beginEm(model, startOf(problem, evenStart(problem, components), 1 / components));
    for (let move = 0; move < 2 * ROUNDS; move += 1) em = batch.next(model, em, initialSettings);
    const { logLikelihood, priorEnergy } = termsOf(model, em.mixture, em.responsibilities);
    const free = components - 1 + components * (dimension + triangle(dimension));
    const responsibilities = em.responsibilities.slice();
    const sumsOfQ = () => sumsOf(model, responsibilities, components);
    let posterior = bayes.mStep(sumsOfQ());
    for (let round = 0; round < ROUNDS; round += 1) {
      bayes.eStepInto(posterior, 0, size, responsibilities);
      posterior = bayes.mStep(sumsOfQ());
    }
    return {
      components,
      bic: priorEnergy - logLikelihood + 0.5 * free * Math.log(size),
      variational: bayes.terms(posterior, responsibilities).freeEnergy,
      occupied: posterior.concentrations.filter((a) => a - 0.1 >= 1).length,
    };
  });
}
