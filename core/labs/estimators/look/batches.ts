// The variance of a minibatch gradient against the size of the batch, in its two parts.

import { minibatchMoments } from '../../../inference/estimators/problems/minibatch-parts.ts';
import { evenNormal } from '../../../inference/estimators/problems/normal-q.ts';
import type { EstimatorsValues } from '../declaration/params.ts';
import { categoryOf } from '../declaration/shown.ts';
import { measureVariance } from '../model/measured.ts';
import { isLinear, partsOf, problemOf } from '../run/problem-of.ts';
import { affordable, type EstimatorsState } from '../run/state.ts';
import { streamOf } from '../run/streams.ts';
import { columnsOf, DRAWN } from './curves.ts';

const LINE = ['batch', 'variance', 'estimator'] as const;

/** Of these the parts are known. */
const NOISES = ['pathwise', 'localPathwise', 'separateWeights'] as const;

/** Whether the curves along the batch show it. */
export const byNoise = (name: string): boolean => (NOISES as readonly string[]).includes(name);

const SIZES = Array.from({ length: 19 }, (_, i) => Math.round(2 ** (i / 2)));
const MEASURED = [1, 8, 64];

export function byBatch(state: EstimatorsState, values: EstimatorsValues) {
  const { problem, qMean, qSd, derivative } = values;
  const { examples } = state;
  if (!examples || !isLinear(problem))
    return { exact: columnsOf(LINE, []), measured: columnsOf(LINE, []), parts: columnsOf(['batch', 'single', 'shared'], []) };
  const parts = partsOf(problem, examples, evenNormal(examples.dimension, qMean, qSd), derivative);
  const estimators = state.estimators.flatMap(({ name, estimator }) =>
    NOISES.filter((noise) => noise === name).map((noise) => ({ name: noise, estimator })),
  );
  return {
    exact: columnsOf(
      LINE,
      estimators.flatMap(({ name }) => SIZES.map((size) => [size, minibatchMoments(parts[name], size).variance, categoryOf(name)])),
    ),
    measured: columnsOf(
      LINE,
      estimators.flatMap(({ name, estimator }) =>
        MEASURED.map((batchSize) => {
          const valuesAt = { ...values, batchSize };
          const at = problemOf(valuesAt, examples);
          const count = affordable(DRAWN, 150, name, estimator, at, valuesAt, examples);
          return [batchSize, measureVariance(estimator, at, streamOf(state.seed, 'minibatches', name, batchSize), count), categoryOf(name)];
        }),
      ),
    ),
    parts: columnsOf(
      ['batch', 'single', 'shared'],
      SIZES.map((size) => [size, parts.pathwise.one / size, ((size - 1) / size) * parts.pathwise.shared]),
    ),
  };
}
