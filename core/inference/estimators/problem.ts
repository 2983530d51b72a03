// What the gradient of an expectation is asked of: E_q[f(θ)] and its derivatives with respect to the parameters φ of q.
import type { Random } from '../../prob/random.ts';

/** Of one draw. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Expectations under q of f and of s = ∂ log q(θ) / ∂φ₁. */
export interface ScoreMoments {
  /** E[f] and Var[f]. */
  readonly mean: number;
  readonly variance: number;
  /** E[s²], E[f s], E[f s²], E[f² s²]. */
  readonly ss: number;
  readonly fs: number;
  readonly fss: number;
  readonly ffss: number;
}

/** What formulas or quadrature say of estimates of ∂/∂φ₁ E_q[f], by the names of the estimators that need no score alone. */
export interface Exact {
  readonly gradient: number;
  readonly score?: ScoreMoments;
  /** The same for those terms of f alone that φ₁ reaches. */
  readonly own?: ScoreMoments;
  readonly controlVariate?: Moments;
  readonly pathwise?: Moments;
  /** Of a pair, its variance counted double: two draws. */
  readonly antithetic?: Moments;
  readonly separateWeights?: Moments;
  readonly localPathwise?: Moments;
  readonly straightThrough?: Moments;
  readonly gumbelSoftmax?: Moments;
  readonly rebar?: Moments;
}

/** Fills `out` [count, width], row by row, from draws x [count, dimension]: the derivatives with respect to the first `width` of φ. */
export type Rows = (x: Float64Array, count: number, width: number, out: Float64Array) => void;

/** E_q[f] at one φ. What it lacks, the estimators that need it do not apply to. */
export interface Problem {
  /** Numbers in a draw. */
  readonly dimension: number;
  /** Parameters φ that are differentiated by. */
  readonly width: number;
  /** Fills x [count, dimension] with draws of q; what else is random in f, a minibatch a draw, is drawn with them and stays until the next call. */
  readonly draw: (count: number, random: Random, x: Float64Array) => void;
  /** f of each draw, into out [count]. */
  readonly values: (x: Float64Array, count: number, out: Float64Array) => void;
  /** ∂ log q(θ) / ∂φ. */
  readonly scores: Rows;
  /** (f − b) ∂ log q(θ) / ∂φ from the draws and their f in one pass, for those to whom a pass matters. */
  readonly weighedScores?: (x: Float64Array, f: Float64Array, b: number, count: number, width: number, out: Float64Array) => void;
  /** For each φ the terms of f that it reaches. */
  readonly own?: Rows;
  /** ∂f(θ(ω, φ)) / ∂φ at fixed noise ω. */
  readonly slopes?: Rows;
  /** The draw at the noise −ω, into out [count, dimension], which may be x itself. */
  readonly mirror?: (x: Float64Array, count: number, out: Float64Array) => void;
  /** f′s tangent at the mean of q, c, as the rest f − c of each draw [count] and the derivatives of E_q[c], into `known` [count, width]. */
  readonly tangent?: (x: Float64Array, count: number, width: number, rest: Float64Array, known: Float64Array) => void;
  /** Estimates of the whole sum from one weight sample an example, and from one draw of each pre-activation; they draw for themselves. */
  readonly separate?: (count: number, width: number, random: Random, out: Float64Array) => void;
  readonly local?: (count: number, width: number, random: Random, out: Float64Array) => void;
  /** Gradients through f at the hard draw, at the relaxed one, and the relaxed one as a control variate; they draw for themselves. */
  readonly straightThrough?: (count: number, width: number, random: Random, out: Float64Array) => void;
  readonly relaxed?: (count: number, width: number, random: Random, out: Float64Array) => void;
  readonly rebar?: (count: number, width: number, random: Random, out: Float64Array) => void;
  readonly exact: Exact;
}
