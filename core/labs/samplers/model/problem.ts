// What a run samples: a target with its names, what is exactly known of it, and what Gaussian expectations of it are.
import type { Target } from '../../../inference/mcmc/target.ts';
import type { Gaussian, GaussianExpectations } from '../../../inference/variational/gaussian.ts';
import type { Evaluate, Plane, Window } from './plane.ts';

/** The coldest temperature at which p^{1/T} is more than a point. */
export const COLDEST = 1e-3;

/** What is known of p^{1/T}, exactly or from a reference run. */
export interface Truth {
  readonly means: Float64Array;
  readonly variances: Float64Array;
  /** What means and variances may be off: standard errors where they come from a reference run, or the error of their quadrature. */
  readonly errors?: { readonly means: Float64Array; readonly variances: Float64Array };
}

export interface Problem {
  readonly target: Target;
  /** Of the coordinates of θ. */
  readonly names: readonly string[];
  /** The lattice for p^{1/T}, where θ has two coordinates; its densities are of p itself. */
  readonly plane?: (temperature: number) => Plane;
  /** How the density over the plane is drawn, and where; what has no lattice that holds it all may still be seen. */
  readonly picture?: { readonly evaluate: Evaluate; readonly window: (temperature: number) => Window };
  /** The covariance, row after row, where p is a normal about the truth’s means. */
  readonly normal?: { readonly covariance: Float64Array };
  /** Undefined where nobody knows. */
  readonly truth: (temperature: number) => Truth | undefined;
  /** Its tails are so heavy that no number of draws gives a standard error to trust: no certificate is made out. */
  readonly tailed?: true;
  /** log ∫ p(θ) dθ. */
  readonly logEvidence?: number;
  /** What it may be off, 0 where it is a closed form. */
  readonly evidenceError?: number;
  readonly expectations: GaussianExpectations;
  /** KL of a normal from the target, by other means than `expectations`; there where `logEvidence` is. */
  readonly gap?: (q: Gaussian) => number;
  /** Where a first look is worth while: a centre and a width of each coordinate. */
  readonly scale: { readonly centre: Float64Array; readonly sd: Float64Array };
}
