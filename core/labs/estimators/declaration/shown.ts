// Which estimators are shown: those chosen that apply to the problem.
import { type EstimatorName, estimatorNames } from '../../../inference/estimators/estimators.ts';
import { members } from '../../../lab/param.ts';
import { readsDraws } from '../model/says.ts';
import type { EstimatorsValues } from './params.ts';

const score = ['scoreFunction', 'constantBaseline', 'optimalBaseline', 'leaveOneOut', 'controlVariate'] as const;

/** What applies to each kind of problem. */
function applicable({ problem, dimension }: EstimatorsValues): readonly EstimatorName[] {
  const several = dimension > 1 ? (['raoBlackwell'] as const) : [];
  switch (problem) {
    case 'bernoulli':
      return [...score, ...several, 'straightThrough', 'gumbelSoftmax', 'rebar'];
    case 'categorical':
      return [...score, 'straightThrough', 'gumbelSoftmax'];
    case 'logistic':
      return ['pathwise', 'antithetic', 'localPathwise', 'separateWeights', ...score];
    case 'layer':
      return ['pathwise', 'localPathwise', 'separateWeights'];
    default:
      return ['pathwise', 'antithetic', ...score, ...several];
  }
}

/** In the order in which they are told of; where nothing chosen applies, the first that does. */
export function shownEstimators(values: EstimatorsValues): readonly EstimatorName[] {
  const fit = applicable(values);
  const chosen = members(values.compare);
  const both = estimatorNames.filter((name) => fit.includes(name) && chosen.includes(name));
  return both.length > 0 ? both : [fit[0] as EstimatorName];
}

/** What the picture of single draws has room for. */
const LANES = 4;

/** Of those shown the first few that read single draws. */
export const drawnEstimators = (values: EstimatorsValues): readonly EstimatorName[] =>
  shownEstimators(values).filter(readsDraws).slice(0, LANES);

/** The number that gives an estimator its colour and name in pictures. */
export const categoryOf = (name: EstimatorName): number => estimatorNames.indexOf(name);

/** Expected to miss the gradient: a jump has no slope, and a relaxed or hard draw is not the one asked for. */
export const isBiased = (name: EstimatorName, { problem }: EstimatorsValues): boolean =>
  name === 'straightThrough' || name === 'gumbelSoftmax' || (problem === 'step' && (name === 'pathwise' || name === 'antithetic'));
