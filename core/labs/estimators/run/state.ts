// The state of a run: what every estimator has drawn at q, and how far each has come in the race.
import { InputError } from '../../../base/input-error.ts';
import type { Estimator } from '../../../inference/estimators/estimator.ts';
import { type EstimatorName, estimatorsOf } from '../../../inference/estimators/estimators.ts';
import type { Problem } from '../../../inference/estimators/problem.ts';
import { type Kept, keptOf } from '../../../lab/keep.ts';
import type { Start } from '../../../lab/lab.ts';
import type { EstimatorsValues } from '../declaration/params.ts';
import { shownEstimators } from '../declaration/shown.ts';
import type { Examples } from '../model/examples.ts';
import { type Measured, measure, measureMore, spanOf } from '../model/measured.ts';
import { examplesOf, problemOf } from './problem-of.ts';
import { beginRace, type Race, stepRace } from './race.ts';
import { streamOf } from './streams.ts';

export interface DisplayedEstimator {
  readonly name: EstimatorName;
  readonly estimator: Estimator;
  readonly measured: Measured;
}

export interface EstimatorsState {
  readonly seed: number;
  readonly examples: Examples | undefined;
  readonly problem: Problem;
  readonly estimators: readonly DisplayedEstimator[];
  readonly race: Race;
  /** What is slow to work out, kept between looks; and what runs of the same seed and data share. */
  readonly kept: Kept;
  readonly ofRuns: Kept;
}

/** Numbers drawn for each estimator to begin with, and at each step at most. */
const FIRST = 32_768;
const MORE = 8_192;

/** Numbers that one draw of an estimate takes. */
const costOf = (name: EstimatorName, { dimension }: Problem, { batchSize }: EstimatorsValues, examples: Examples | undefined): number =>
  examples ? batchSize * (name === 'localPathwise' ? 1 : dimension) : dimension;

/** Estimates that about `numbers` drawn ones give, at least `least`. */
export const affordable = (
  numbers: number,
  least: number,
  name: EstimatorName,
  { group }: Estimator,
  problem: Problem,
  values: EstimatorsValues,
  examples: Examples | undefined,
): number => Math.max(least, Math.floor(numbers / (group * costOf(name, problem, values, examples))));

function refuse({ problem, qSd, samples, dimension }: EstimatorsValues): void {
  if (problem === 'logistic' && qSd > 5) throw new InputError('qSd', 'at most 5 for logistic regression', String(qSd));
  if (samples * dimension > 200_000)
    throw new InputError('samples', `at most ${Math.floor(200_000 / dimension)} in ${dimension} dimensions`, String(samples));
}

export function init(values: EstimatorsValues, { seed, data, means }: Start): EstimatorsState {
  refuse(values);
  const examples = examplesOf(values, data);
  const problem = problemOf(values, examples);
  const estimators = estimatorsOf(values);
  const { exact } = problem;
  const names = shownEstimators(values);
  const span = spanOf(
    exact.gradient,
    names.map((name) => estimators[name].moments(exact)),
    values.samples,
  );
  const displayed = names.map((name): DisplayedEstimator => {
    const estimator = estimators[name];
    const count = affordable(FIRST, 200, name, estimator, problem, values, examples);
    // A stream of its own, so that who else is shown changes nothing.
    return { name, estimator, measured: measure(estimator, problem, streamOf(seed, 'measured', name), count, values.samples, span) };
  });
  const race = beginRace(values, examples, displayed, seed, means?.clock);
  return { seed, examples, problem, estimators: displayed, race, kept: new Map(), ofRuns: keptOf(means?.kept, seed, data) };
}

/** Every estimator draws some more at q, and takes one step of the race. */
export function step(state: EstimatorsState, values: EstimatorsValues): EstimatorsState {
  const { problem, estimators, race, examples } = state;
  for (const { name, measured } of estimators) {
    const count = Math.floor(MORE / (values.samples * costOf(name, problem, values, examples)));
    measureMore(measured, problem, Math.min(32, Math.max(1, count)), values.samples);
  }
  stepRace(race, values);
  return state;
}
