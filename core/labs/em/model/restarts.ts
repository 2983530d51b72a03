// EM from several starts: which valley it ends in depends on where it begins.
import { eStepWithSums, logLikelihoodOf, type Mixture, mStep } from '../../../inference/em/mixture.ts';
import type { Random } from '../../../prob/random.ts';
import { shuffled } from '../../../prob/shuffle.ts';
import { type MixtureProblem, startOf } from './problem.ts';

export interface Restart {
  readonly mixture: Mixture;
  /** −log P(X|θ), with the floor, where it has come to rest. */
  readonly surprise: number;
}

/** Width of the components at the start, in sds of the data. */
const SPREAD = 0.5;
/** Iterations at most, and responsibilities worked out at most, in all of a start. */
const [ITERATIONS, WORK] = [300, 4_000_000];
/** It has come to rest when an iteration gains less than this share. */
const REST = 1e-9;

/** Batch EM at temperature 1, each time from K of the data drawn at random as means. */
export function restartsOf(problem: MixtureProblem, components: number, count: number, random: Random): readonly Restart[] {
  const { model, data, dimension, size } = problem;
  const surpriseOf = (mixture: Mixture) => model.components.priorEnergy(mixture.theta) - logLikelihoodOf(model, mixture);
  const iterations = Math.min(ITERATIONS, Math.ceil(WORK / (size * components)));
  const responsibilities = new Float64Array(size * components);
  return Array.from({ length: count }, () => {
    const drawn = shuffled(size, random);
    const means = Array.from({ length: components }, (_, k) => {
      const at = (drawn[k % size] as number) * dimension;
      return Array.from(data.subarray(at, at + dimension));
    });
    let mixture = startOf(problem, means, SPREAD);
    let surprise = surpriseOf(mixture);
    for (let i = 0; i < iterations; i += 1) {
      mixture = mStep(model, eStepWithSums(model, mixture, responsibilities, 1), mixture);
      const now = surpriseOf(mixture);
      const rests = !(surprise - now > REST * Math.max(1, Math.abs(now)));
      surprise = now;
      if (rests) break;
    }
    return { mixture, surprise };
  });
}
