// What goes down, and how: the way that the values choose, on the problem that they name.
import { annealed, temperatureAt } from '../../../inference/em/annealed.ts';
import { batch } from '../../../inference/em/batch.ts';
import { forgetful } from '../../../inference/em/forgetful.ts';
import { generalized } from '../../../inference/em/generalized.ts';
import { hard } from '../../../inference/em/hard.ts';
import { incremental } from '../../../inference/em/incremental.ts';
import { logLikelihoodOf, sumsOf, termsOf } from '../../../inference/em/mixture.ts';
import { online } from '../../../inference/em/online.ts';
import { sparse } from '../../../inference/em/sparse.ts';
import type { EmState, Move, Variant } from '../../../inference/em/variant.ts';
import { believedSums, variational } from '../../../inference/em/variational.ts';
import { believedOf, variationalTerms } from '../../../inference/em/variational-mixture.ts';
import { type EmValues, type VariantName, wayOf } from '../declaration/params.ts';
import { nextOfDirections, termsOfDirections } from '../model/directions.ts';
import type { MixtureProblem, Problem } from '../model/problem.ts';
import { settingsOf } from './problem-of.ts';

const variants: Readonly<Record<VariantName, Variant>> = {
  batch,
  incremental,
  sparse,
  generalized,
  hard,
  forgetful,
  online,
  annealed,
  variational,
};

/** The terms of F in nats, each summed for itself: freeEnergy = energy − temperature · entropy + complexity. */
export interface Terms {
  /** With −log P(θ), where θ is a point that has a prior. */
  readonly energy: number;
  readonly entropy: number;
  /** KL of what is believed of θ from its prior; 0 of a point. */
  readonly complexity: number;
  readonly freeEnergy: number;
  readonly priorEnergy: number;
  /** log P(X|θ) of a point θ. */
  readonly logLikelihood?: number;
  /** log P(X), where it is believed in and one component alone made all data. */
  readonly logEvidence?: number;
  /** How far F is above minus either, where it is known. */
  readonly gap?: number;
}

export interface Descent {
  readonly name: VariantName;
  /** No move of it raises F at a temperature that stays. */
  readonly descends: boolean;
  /** An E-step at temperature 1 makes q the posterior. */
  readonly exact: boolean;
  upcoming(em: EmState): Move;
  next(em: EmState): EmState;
  terms(em: EmState, temperature: number): Terms;
  /** The temperature of the next move. */
  temperature(em: EmState): number;
  /** −log P(X|θ) with −log P(θ), at θ or where it is believed to be. */
  surprise(em: EmState): number;
}

function variationalTermsOf(problem: MixtureProblem, em: EmState, temperature: number): Terms {
  const model = believedOf(problem.model);
  const believed = believedSums(problem.model, em);
  const terms = { ...variationalTerms(model, believed, em.responsibilities, temperature), priorEnergy: 0 };
  if (em.mixture.weights.length > 1) return terms;
  // Of one component the beliefs that its M-step makes are the posterior: F is −log P(X).
  const all = em.responsibilities.slice().fill(1);
  const logEvidence = -variationalTerms(model, sumsOf(problem.model, all, 1), all).freeEnergy;
  return { ...terms, logEvidence, gap: terms.energy - terms.entropy + terms.complexity + logEvidence };
}

/** One of the ways down a mixture. */
export function descentBy(name: VariantName, problem: MixtureProblem, values: EmValues): Descent {
  const variant = variants[name];
  const settings = settingsOf(values);
  const { model } = problem;
  const temperature = (em: EmState) => (name === 'annealed' ? temperatureAt(em, settings) : name === 'hard' ? 0 : settings.temperature);
  return {
    name,
    descends: variant.descends,
    exact: name === 'batch' || name === 'generalized',
    temperature,
    upcoming: variant.upcoming,
    next: (em) => variant.next(model, em, settings),
    terms: (em, at) =>
      name === 'variational'
        ? variationalTermsOf(problem, em, at)
        : { ...termsOf(model, em.mixture, em.responsibilities, at), complexity: 0 },
    surprise: ({ mixture }) => model.components.priorEnergy(mixture.theta) - logLikelihoodOf(model, mixture),
  };
}

/** The one that the values choose. */
export function descentOf(problem: Problem, values: EmValues): Descent {
  if (problem.kind !== 'directions') return descentBy(wayOf(values), problem, values);
  const { upcoming, descends } = batch;
  const { temperature } = values;
  const terms = (em: EmState, at: number): Terms => ({ ...termsOfDirections(problem, em, at), complexity: 0 });
  return {
    name: 'batch',
    descends,
    exact: true,
    temperature: () => temperature,
    upcoming,
    next: (em) => nextOfDirections(problem, em, temperature),
    terms,
    surprise: (em) => -(terms(em, 1).logLikelihood as number),
  };
}
