// What the gradient of an expectation is asked of: E_q[f(θ)] and its derivatives with respect to the parameters φ of q.
import type { Random } from '../../prob/random.ts';
import type { RelaxedBitSums } from './problems/binary-concrete.ts';
import type { Loss } from './problems/loss.ts';

/** q = Π N(μⱼ, σⱼ²). */
export interface NormalQ {
  /** [dimension] each. */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** φ: the means, or the standard deviations. */
export type Coordinate = 'mean' | 'sd';

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
  /** Expectations of a relaxed bit; ∂θ/∂φ₁, and how many bits f sums over besides, where REBAR applies. */
  readonly relaxedBit?: { readonly sums: RelaxedBitSums; readonly factor: number; readonly others?: number };
}

/** Σₙ ℓ(xₙ·w, yₙ), w ~ q, over M of N rows a draw, taken with replacement and counted N/M-fold. */
export interface LinearForm {
  /** x [N, dimension], row by row, and y [N]. */
  readonly rows: Float64Array;
  readonly labels: Float64Array;
  readonly loss: Loss;
  readonly q: NormalQ;
  readonly of: Coordinate;
  /** M. */
  readonly batchSize: number;
  /** The rows of one draw's batch. */
  readonly pick: (random: Random) => Int32Array;
}

/** Independent bits b_d ~ Bernoulli(θ), φ = θ₁ … θ_D all alike, f = Σ_d value(b_d); relaxed, a bit is σ((logit θ + logit u)/λ). */
export interface RelaxedBits {
  readonly kind: 'bits';
  readonly probability: number;
  /** λ. */
  readonly temperature: number;
  readonly value: (bit: number) => number;
  readonly slope: (bit: number) => number;
}

/** One category k ~ softmax(α), φ = α, f a function of the mean m of `levels` over it; relaxed, a category is softmax((α + G)/λ). */
export interface RelaxedCategory {
  readonly kind: 'category';
  readonly probabilities: readonly number[];
  readonly temperature: number;
  readonly levels: readonly number[];
  readonly slope: (mean: number) => number;
  /** An index of a category. */
  readonly pick: (random: Random) => number;
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
  /** Where f is a sum of losses over rows of a linear model. */
  readonly linear?: LinearForm;
  /** Where θ is discrete, and f a function of its mean, which relaxed draws may take the place of. */
  readonly relaxation?: RelaxedBits | RelaxedCategory;
  readonly exact: Exact;
}
