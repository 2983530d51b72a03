// How many components: the likelihood with its price by BIC, that of data held out, and the bound of variational Bayes, which need none.
import { batch } from '../../../inference/em/batch.ts';
import { logLikelihoodOf, sumsOf, termsOf } from '../../../inference/em/mixture.ts';
import { beginEm, type EmState, initialSettings } from '../../../inference/em/variant.ts';
import { believedOf, variationalEStepInto, variationalTerms } from '../../../inference/em/variational-mixture.ts';
import { triangle } from '../../../math/lower-triangle.ts';
import { middlesOf } from '../../middles.ts';
import { type MixtureProblem, type NormalsSettings, normals, startOf } from './problem.ts';

export interface Choice {
  readonly components: number;
  /** −log-likelihood with the floor + ½ p log N, in nats: half of BIC (Schwarz 1978). */
  readonly bic: number;
  /** −log P of each fifth of the data at the θ of the other four, summed, in nats; NaN of fewer than ten data. */
  readonly heldOut: number;
  /** F of variational Bayes: at least −log P(X), whatever θ is. */
  readonly variational: number;
  /** Components to which it gives a datum or more. */
  readonly occupied: number;
}

/** Rounds of EM at most, and of variational Bayes after them; responsibilities worked out at most in either. */
const [ROUNDS, WORK] = [80, 2_000_000];

/** Means at data in the middle of equal shares along the first coordinate. */
function evenStart({ data, dimension, size }: MixtureProblem, components: number): number[][] {
  const first = Float64Array.from({ length: size }, (_, i) => data[i * dimension] as number);
  return middlesOf(first, components).map((at) => Array.from(data.subarray(at * dimension, (at + 1) * dimension)));
}

/** A round that moves no number of a state by more than this share of the largest is the last. */
const REST = 1e-6;

function rests(before: Float64Array, after: Float64Array): boolean {
  const size = after.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return after.every((each, at) => Math.abs(each - (before[at] as number)) <= REST * size);
}

/** Batch EM from an even start until it rests, for so many rounds at most. */
function fitted(problem: MixtureProblem, components: number, rounds: number): EmState {
  const { model } = problem;
  let em = beginEm(model, startOf(problem, evenStart(problem, components), 1 / components));
  for (let round = 0; round < rounds; round += 1) {
    const { theta } = em.mixture;
    for (let half = 0; half < 2; half += 1) em = batch.next(model, em, initialSettings);
    if (rests(theta, em.mixture.theta)) break;
  }
  return em;
}

const FOLDS = 5;

/** Each fifth of the data as a problem of its own, and the other four: every fifth datum, from the first on. */
function foldsOf({ data, dimension, size }: MixtureProblem, settings: NormalsSettings) {
  const rows = (keep: (i: number) => boolean) => data.filter((_, at) => keep(Math.floor(at / dimension)));
  const problem = (keep: (i: number) => boolean) => normals(rows(keep), dimension as 1 | 2, settings);
  if (size < 2 * FOLDS) return [];
  return Array.from({ length: FOLDS }, (_, fold) => ({
    training: problem((i) => i % FOLDS !== fold),
    out: problem((i) => i % FOLDS === fold),
  }));
}

/** From one component up to `most`, of normals. */
export function choicesOf(problem: MixtureProblem, settings: NormalsSettings, most: number): readonly Choice[] {
  const { model, dimension, size, kind } = problem;
  if (kind === 'coins' || kind === 'digits') return [];
  const folds = foldsOf(problem, settings);
  return Array.from({ length: Math.min(most, size) }, (_, i): Choice => {
    const components = i + 1;
    const rounds = Math.min(ROUNDS, Math.ceil(WORK / (size * components)));
    const em = fitted(problem, components, rounds);
    const { logLikelihood, priorEnergy } = termsOf(model, em.mixture, em.responsibilities);
    const free = components - 1 + components * (dimension + triangle(dimension));
    // Beliefs begin where EM has come to.
    const believing = believedOf(model);
    const responsibilities = em.responsibilities.slice();
    let sums = sumsOf(model, responsibilities, components);
    for (let round = 0; round < rounds; round += 1) {
      const before = sums;
      variationalEStepInto(believing, sums, responsibilities);
      sums = sumsOf(model, responsibilities, components);
      if (rests(before, sums)) break;
    }
    return {
      components,
      bic: priorEnergy - logLikelihood + 0.5 * free * Math.log(size),
      heldOut:
        folds.length === 0
          ? Number.NaN
          : folds.reduce((sum, { training, out }) => sum - logLikelihoodOf(out.model, fitted(training, components, rounds).mixture), 0),
      variational: variationalTerms(believing, sums, responsibilities).freeEnergy,
      occupied: Array.from({ length: components }, (_, k) => sums[k * model.components.statistics] as number).filter((mass) => mass >= 1)
        .length,
    };
  });
}
