// From values and data to a model, and from values to its q.
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { normalize } from '../../../prob/categorical.ts';
import type { Parameters } from '../../../prob/family.ts';
import type { BoundValues } from '../declaration/params.ts';
import { banana } from '../model/banana.ts';
import { bimodal } from '../model/bimodal.ts';
import { coin } from '../model/coin.ts';
import { correlated } from '../model/correlated.ts';
import { eightSchools, rubin } from '../model/eight-schools.ts';
import { gaussian } from '../model/gaussian.ts';
import { type Labelled, logistic } from '../model/logistic.ts';
import { binary, columnsOf, type Model, requireEach, summarize } from '../model/model.ts';
import { poisson } from '../model/poisson.ts';
import { states } from '../model/states.ts';

const weights = (of: 'prior' | 'likelihood') =>
  [1, 2, 3, 4, 5, 6].map((i) => `${of}${i}` as `${'prior' | 'likelihood'}${1 | 2 | 3 | 4 | 5 | 6}`);

/** The values that a model is made of; q, and how it descends, are none of them. */
export const OF_MODEL = [
  ...(['model', 'observation', 'count', 'heads', 'tosses', 'noiseSd', 'priorMean', 'priorSd', 'priorA', 'priorB'] as const),
  ...(['priorShape', 'priorRate', 'weights', 'muSd', 'tauScale', 'states'] as const),
  ...weights('prior'),
  ...weights('likelihood'),
] as const;
type OfModel = Pick<BoundValues, (typeof OF_MODEL)[number]>;

/** The weights of the first `states` of a family of six parameters. */
const weightsOf = (values: OfModel, prefix: 'prior' | 'likelihood'): number[] =>
  Array.from({ length: values.states }, (_, i) => values[`${prefix}${i + 1}` as 'prior1']);

function labelled(values: OfModel, data: Dataset | undefined): Labelled {
  // One typed observation of class 1.
  if (!data) return { x: [values.observation], y: [1] };
  const [x, y] = columnsOf(data, 2, 'x, and a label 0 or 1') as [Float64Array, Float64Array];
  requireEach(y, 'a label 0 or 1 in the second column', binary);
  const { n, mean, scatter } = summarize(x);
  const sd = Math.sqrt(scatter / n) || 1;
  return { x: x.map((value) => (value - mean) / sd), y };
}

/** The model that the values and the data name. Throws InputError where the data are not what it takes. */
export function modelOf(values: OfModel, data: Dataset | undefined): Model {
  const { priorMean, priorSd, noiseSd } = values;
  const seen = () => (data ? (columnsOf(data, 1, 'numbers')[0] as Float64Array) : [values.observation]);
  switch (values.model) {
    case 'states':
      return states(weightsOf(values, 'prior'), weightsOf(values, 'likelihood'));
    case 'gaussian':
      return gaussian({ data: summarize(seen()), priorMean, priorSd, noiseSd });
    case 'bimodal':
      return bimodal({ data: summarize(seen()), priorMean, priorSd, noiseSd });
    case 'banana':
      return banana(summarize(seen()), priorSd, noiseSd);
    case 'coin':
      if (values.heads > values.tosses) throw new InputError('heads', `at most tosses (${values.tosses})`, String(values.heads));
      return coin(values.heads, values.tosses, values.priorA, values.priorB);
    case 'poisson': {
      const counts = data ? seen() : [values.count];
      if (data) requireEach(counts as Float64Array, 'whole numbers from 0 up', (x) => Number.isInteger(x) && x >= 0);
      return poisson(counts, values.priorShape, values.priorRate);
    }
    case 'logistic':
      return logistic(labelled(values, data), values.weights === 1 ? 1 : 2, priorSd);
    case 'correlated': {
      if (!data) return correlated({ a1: [1], a2: [1], y: [values.observation] }, priorSd, noiseSd);
      const [x, y] = columnsOf(data, 2, 'x and y') as [Float64Array, Float64Array];
      return correlated({ a1: x.map(() => 1), a2: x, y }, priorSd, noiseSd);
    }
    case 'eightSchools': {
      if (!data) return eightSchools(rubin, values.muSd, values.tauScale);
      const [y, sigma] = columnsOf(data, 2, 'effects, and their standard errors') as [Float64Array, Float64Array];
      requireEach(sigma, 'standard errors above 0 in the second column', (x) => x > 0);
      return eightSchools({ y, sigma }, values.muSd, values.tauScale);
    }
  }
}

/** The columns of the trail in which the parameters of q stand, in their order. */
export function namesOfQ(values: BoundValues): (keyof BoundValues & string)[] {
  switch (values.model) {
    case 'states':
      return Array.from({ length: values.states }, (_, i) => `q${i + 1}` as 'q1');
    case 'coin':
      return ['qA', 'qB'];
    case 'poisson':
      return ['qShape', 'qRate'];
    case 'gaussian':
    case 'bimodal':
      return ['qMean', 'qSd'];
    case 'logistic':
      return values.weights === 1 ? ['qMean', 'qSd'] : ['qMean', 'qSd', 'qMean2', 'qSd2'];
    case 'correlated':
    case 'banana':
    case 'eightSchools':
      return ['qMean', 'qSd', 'qMean2', 'qSd2'];
  }
}

/** q as the values set it. */
export function qOf(values: BoundValues): Parameters {
  const q = namesOfQ(values).map((name) => values[name] as number);
  return values.model === 'states' ? normalize(q) : q;
}
