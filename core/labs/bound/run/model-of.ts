// From values and data to a model, and from values to its q.
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';
import { normalize } from '../../../prob/categorical.ts';
import type { Parameters } from '../../../prob/family.ts';
import { weightNames } from '../declaration/drag.ts';
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
import { parabola, polynomials } from '../model/polynomials.ts';
import { states } from '../model/states.ts';
import { halfCauchy, halfNormal } from '../model/tau-priors.ts';
import { unknownNoise } from '../model/unknown-noise.ts';

const weights = (of: 'prior' | 'likelihood') =>
  [1, 2, 3, 4, 5, 6].map((i) => `${of}${i}` as `${'prior' | 'likelihood'}${1 | 2 | 3 | 4 | 5 | 6}`);

/** The values that a model is made of; q, and how it descends, are none of them. */
export const OF_MODEL = [
  ...(['model', 'observation', 'count', 'heads', 'tosses', 'noiseSd', 'priorMean', 'priorSd', 'priorA', 'priorB'] as const),
  ...(['priorShape', 'priorRate', 'weights', 'muSd', 'tauScale', 'states', 'tauPrior', 'priorBelief', 'noiseGuess', 'noiseShape'] as const),
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
    case 'unknownNoise': {
      const { priorBelief: belief, noiseShape: shape, noiseGuess } = values;
      return unknownNoise(summarize(seen()), { mean: priorMean, belief, shape, rate: shape * noiseGuess ** 2 });
    }
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
    case 'polynomials': {
      if (!data) return polynomials(parabola, priorSd, noiseSd);
      const [x, y] = columnsOf(data, 2, 'x and y') as [Float64Array, Float64Array];
      return polynomials({ x, y }, priorSd, noiseSd);
    }
    case 'eightSchools': {
      const tauPrior = values.tauPrior === 'halfNormal' ? halfNormal : halfCauchy;
      if (!data) return eightSchools(rubin, values.muSd, values.tauScale, tauPrior);
      const [y, sigma] = columnsOf(data, 2, 'effects, and their standard errors') as [Float64Array, Float64Array];
      requireEach(sigma, 'standard errors above 0 in the second column', (x) => x > 0);
      return eightSchools({ y, sigma }, values.muSd, values.tauScale, tauPrior);
    }
  }
}

/** The columns of the trail in which the parameters of q stand, in their order. */
export function namesOfQ(values: BoundValues): (keyof BoundValues & string)[] {
  switch (values.model) {
    case 'states':
    case 'polynomials':
      return [...weightNames(values)];
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
    case 'unknownNoise':
      return ['qMean', 'qSd', 'qMean2', 'qSd2'];
  }
}

/** Logarithms of what still has room beside other factors in a number. */
const WRITTEN = 500;

/** Of a q that is a normal in log τ or log σ: log E[(τ/c)²] or log E[1/σ²], factors of its energy; other energies have none. */
function logFactorOf(values: BoundValues): ((mean: number, sd: number) => number) | undefined {
  if (values.model === 'unknownNoise') return (mean, sd) => 2 * sd * sd - 2 * mean;
  if (values.model !== 'eightSchools' || values.tauPrior !== 'halfNormal') return undefined;
  return (mean, sd) => 2 * sd * sd + 2 * (mean - Math.log(values.tauScale));
}

/** Whether the energy of q is a number that can be written. */
export function isWritten(values: BoundValues): (q: Parameters) => boolean {
  const logFactor = logFactorOf(values);
  return ([, , mean, sd]) => logFactor === undefined || logFactor(mean as number, sd as number) <= WRITTEN;
}

function requireWritten(values: BoundValues, q: Parameters): void {
  if (isWritten(values)(q)) return;
  const { qMean2, qSd2 } = values;
  const widest = Math.sqrt(Math.max(0, WRITTEN - (logFactorOf(values)?.(qMean2, 0) ?? 0)) / 2);
  if (widest < 1) throw new InputError('qMean2', 'a mean at which the energy of q can be written', String(qMean2));
  throw new InputError('qSd2', `at most ${widest.toPrecision(3)}, so that the energy of q can be written`, String(qSd2));
}

/** q as the values set it. Throws InputError where its energy is beyond all numbers. */
export function qOf(values: BoundValues): Parameters {
  const q = namesOfQ(values).map((name) => values[name] as number);
  requireWritten(values, q);
  return values.model === 'states' || values.model === 'polynomials' ? normalize(q) : q;
}
