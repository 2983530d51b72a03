/** Inference: closed forms of the textbook, posteriors by quadrature at any temperature, by draws, by a normal that is fitted, and mixtures by EM in its variants. */

export {
  dirichletPosterior,
  dirichletPredictive,
  logEvidenceOfCounts,
  logEvidenceOfSequence,
} from '../inference/conjugate/dirichlet-categorical.ts';
export { logEvidenceOfTotal } from '../inference/conjugate/gamma-poisson.ts';
export { type LinearRegression, linearRegression } from '../inference/conjugate/linear-regression.ts';
export {
  logEvidenceOfNormal,
  type NormalInverseGamma,
  normalInverseGammaPosterior,
  normalPredictive,
} from '../inference/conjugate/normal-inverse-gamma.ts';
export { annealed } from '../inference/em/annealed.ts';
export { batch } from '../inference/em/batch.ts';
export { bernoulliComponents } from '../inference/em/bernoulli.ts';
export type { Components } from '../inference/em/components.ts';
export { forgetful } from '../inference/em/forgetful.ts';
export { generalized } from '../inference/em/generalized.ts';
export { hard } from '../inference/em/hard.ts';
export { incremental } from '../inference/em/incremental.ts';
export { type FreeEnergyTerms, logLikelihoodOf, type Mixture, type MixtureModel, termsOf } from '../inference/em/mixture.ts';
export { normalComponents } from '../inference/em/normal.ts';
export { online } from '../inference/em/online.ts';
export { sparse } from '../inference/em/sparse.ts';
export { beginEm, type EmSettings, type EmState, initialSettings, type Variant } from '../inference/em/variant.ts';
export {
  autocorrelationTime,
  bulkEffectiveSampleSize,
  effectiveSampleSize,
  meanStandardError,
  tailEffectiveSampleSize,
} from '../inference/mcmc/diagnostics/effective-sample-size.ts';
export { energyInformation } from '../inference/mcmc/diagnostics/energy-information.ts';
export { rhat, splitRhat } from '../inference/mcmc/diagnostics/split-rhat.ts';
export { steinDiscrepancy } from '../inference/mcmc/diagnostics/stein-discrepancy.ts';
export type { Chains, Info, Kernel, Settings, Step, Traits } from '../inference/mcmc/kernel.ts';
export { type KernelName, kernelNames, kernels, traits } from '../inference/mcmc/kernels.ts';
export { type Schedule, scheduleBetween, stepSizeAt } from '../inference/mcmc/schedule.ts';
export { type DataSum, gradientAt, logDensityAt, pointwise, type Target } from '../inference/mcmc/target.ts';
export { findMode } from '../inference/mode.ts';
export { type Weighed, weighLine } from '../inference/tempered/line.ts';
export { byLines, temperedPlane } from '../inference/tempered/plane.ts';
export { type Tempered, temperedNormal } from '../inference/tempered/tempered.ts';
export { type Descent, descend } from '../inference/variational/descend.ts';
export {
  descendGaussian,
  type Gaussian,
  type GaussianExpectations,
  type GaussianFamily,
  gaussianEntropy,
  independent,
  planeExpectations,
} from '../inference/variational/gaussian.ts';
