// All estimators, by name.
import { antithetic } from './antithetic.ts';
import { constantBaseline } from './constant-baseline.ts';
import { controlVariate } from './control-variate.ts';
import type { Estimator } from './estimator.ts';
import { gumbelSoftmax } from './gumbel-softmax.ts';
import { leaveOneOut } from './leave-one-out.ts';
import { localPathwise } from './local-reparameterization.ts';
import { optimalBaseline } from './optimal-baseline.ts';
import { pathwise } from './pathwise.ts';
import { raoBlackwell } from './rao-blackwell.ts';
import { rebar } from './rebar.ts';
import { scoreFunction } from './score-function.ts';
import { separateWeights } from './separate-weights.ts';
import { straightThrough } from './straight-through.ts';

/** In the order in which they are told of. */
export const estimatorNames = [
  'pathwise',
  'antithetic',
  'localPathwise',
  'separateWeights',
  'scoreFunction',
  'constantBaseline',
  'optimalBaseline',
  'leaveOneOut',
  'controlVariate',
  'raoBlackwell',
  'straightThrough',
  'gumbelSoftmax',
  'rebar',
] as const;

export type EstimatorName = (typeof estimatorNames)[number];

export interface EstimatorSettings {
  /** b of the constant baseline. */
  readonly baseline: number;
  /** Draws that leave one out, at least 2. */
  readonly samples: number;
}

export const estimatorsOf = ({ baseline, samples }: EstimatorSettings): Readonly<Record<EstimatorName, Estimator>> => ({
  pathwise,
  antithetic,
  localPathwise,
  separateWeights,
  scoreFunction,
  constantBaseline: constantBaseline(baseline),
  optimalBaseline,
  leaveOneOut: leaveOneOut(Math.max(2, samples)),
  controlVariate,
  raoBlackwell,
  straightThrough,
  gumbelSoftmax,
  rebar,
});
