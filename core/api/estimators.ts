/** Estimators of the gradient of an expectation, by name, and problems whose gradient is known. */

export type { Estimator } from '../inference/estimators/estimator.ts';
export { type EstimatorName, type EstimatorSettings, estimatorNames, estimatorsOf } from '../inference/estimators/estimators.ts';
export type { Exact, Moments, NormalQ, Problem } from '../inference/estimators/problem.ts';
export { bernoulli } from '../inference/estimators/problems/bernoulli.ts';
export { categorical } from '../inference/estimators/problems/categorical.ts';
export { cosine, quadratic, quartic, sine, step } from '../inference/estimators/problems/energy.ts';
export { linearModel } from '../inference/estimators/problems/linear-model.ts';
export { logistic, squared } from '../inference/estimators/problems/loss.ts';
export { separable } from '../inference/estimators/problems/separable.ts';
