// The problem that values and data stand for, at their q or at another.

import type { Dataset } from '../../../data/dataset.ts';
import type { Coordinate, Exact, NormalQ, Problem } from '../../../inference/estimators/problem.ts';
import { bernoulli } from '../../../inference/estimators/problems/bernoulli.ts';
import { categorical } from '../../../inference/estimators/problems/categorical.ts';
import { cosine, type Energy, quadratic, quartic, sine, step } from '../../../inference/estimators/problems/energy.ts';
import { linearModel } from '../../../inference/estimators/problems/linear-model.ts';
import { type LogisticParts, logisticMoments, logisticParts } from '../../../inference/estimators/problems/logistic-parts.ts';
import { logistic, squared } from '../../../inference/estimators/problems/loss.ts';
import { evenNormal } from '../../../inference/estimators/problems/normal-q.ts';
import { separable } from '../../../inference/estimators/problems/separable.ts';
import { squaredParts, type WeightNoiseParts, weightNoiseMoments } from '../../../inference/estimators/problems/squared-parts.ts';
import { type EstimatorsValues, SEPARABLE } from '../declaration/params.ts';
import { digitRows, type Examples, petalRows } from '../model/examples.ts';

export type Separable = (typeof SEPARABLE)[number];

export const isSeparable = (problem: EstimatorsValues['problem']): problem is Separable =>
  (SEPARABLE as readonly string[]).includes(problem);

export const isDiscrete = (problem: EstimatorsValues['problem']): problem is 'bernoulli' | 'categorical' =>
  problem === 'bernoulli' || problem === 'categorical';

export const isLinear = (problem: EstimatorsValues['problem']): problem is 'logistic' | 'layer' =>
  problem === 'logistic' || problem === 'layer';

export function energyOf(problem: Separable, { centre, frequency }: EstimatorsValues): Energy {
  switch (problem) {
    case 'quadratic':
      return quadratic(centre);
    case 'quartic':
      return quartic(centre);
    case 'sine':
      return sine;
    case 'cosine':
      return cosine(frequency);
    case 'step':
      return step(centre);
  }
}

export const examplesOf = ({ problem }: EstimatorsValues, data: Dataset | undefined): Examples | undefined =>
  problem === 'logistic' ? petalRows(data) : problem === 'layer' ? digitRows(data) : undefined;

/** Variances of linear models in their two parts, whatever the size of the batch. */
export function partsOf(problem: 'logistic' | 'layer', examples: Examples, q: NormalQ, of: Coordinate): WeightNoiseParts | LogisticParts {
  const settings = { x: examples.x, y: examples.y, q, of };
  return problem === 'logistic' ? logisticParts(settings) : squaredParts(settings);
}

const momentsOf = (parts: WeightNoiseParts | LogisticParts, rows: number, batchSize: number): Exact =>
  'whole' in parts ? logisticMoments(parts, rows, batchSize) : weightNoiseMoments(parts, batchSize);

/** A linear model at a q of its own; its exact moments cost an integral over the plane, for logistic regression, when they are asked for. */
export function linearAt(values: EstimatorsValues, examples: Examples, q: NormalQ, of: Coordinate): Problem {
  const problem = values.problem === 'logistic' ? 'logistic' : 'layer';
  const { x, y } = examples;
  const { batchSize } = values;
  return linearModel({ x, y, loss: problem === 'logistic' ? logistic : squared, q, of, batchSize }, () =>
    momentsOf(partsOf(problem, examples, q, of), y.length, batchSize),
  );
}

/** The dimension of q: of a linear model, that of its rows. */
const dimensionOf = (values: EstimatorsValues, examples: Examples | undefined): number => examples?.dimension ?? values.dimension;

/** The problem at the values' own q. */
export function problemOf(values: EstimatorsValues, examples: Examples | undefined): Problem {
  const { problem, qMean, qSd, derivative, probability, target, gumbelTemperature: temperature } = values;
  if (problem === 'bernoulli') return bernoulli({ probability, dimension: values.dimension, target, temperature });
  if (problem === 'categorical') return categorical({ probability, categories: values.categories, target, temperature });
  const q = evenNormal(dimensionOf(values, examples), qMean, qSd);
  if (isSeparable(problem)) return separable({ energy: energyOf(problem, values), q, of: derivative });
  return linearAt(values, examples as Examples, q, derivative);
}
