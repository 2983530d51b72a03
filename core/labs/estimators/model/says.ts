// What a single draw of θ says of the derivative, as each estimator reads it.
import type { EstimatorName } from '../../../inference/estimators/estimators.ts';
import type { Exact } from '../../../inference/estimators/problem.ts';
import { optimalBaselineOf } from '../../../inference/estimators/score-function.ts';

/** A draw, as far as estimators look at it. */
export interface Draw {
  /** f there, and what is left of it less its tangent at the mean of q, whose own derivative is `known`. */
  readonly f: number;
  readonly rest: number;
  readonly known: number;
  /** Those terms of f alone that the parameter reaches. */
  readonly own: number;
  /** ∂ log q(θ)/∂φ₁. */
  readonly score: number;
  /** Along the path: ∂f/∂φ₁ at this draw, and at the one mirrored at the mean. */
  readonly slope: number;
  readonly mirrored: number;
  /** Taken as if the draw were its probability. */
  readonly straight: number;
}

/** Estimators whose estimate is a mean over draws of what each of them says. Others draw more than a θ, or no θ at all. */
const readings: Readonly<Partial<Record<EstimatorName, (draw: Draw, exact: Exact, baseline: number) => number>>> = {
  pathwise: ({ slope }) => slope,
  antithetic: ({ slope, mirrored }) => (slope + mirrored) / 2,
  scoreFunction: ({ f, score }) => f * score,
  constantBaseline: ({ f, score }, _, baseline) => (f - baseline) * score,
  optimalBaseline: ({ f, score }, exact) => (f - (exact.score ? optimalBaselineOf(exact.score) : 0)) * score,
  // The others are as high as f is expected to be.
  leaveOneOut: ({ f, score }, exact) => (f - (exact.score?.mean ?? 0)) * score,
  controlVariate: ({ rest, known, score }) => rest * score + known,
  raoBlackwell: ({ own, score }) => own * score,
  straightThrough: ({ straight }) => straight,
};

export const readsDraws = (name: EstimatorName): boolean => name in readings;

/** What `name` reads off a draw: its part of an estimate, where each of S draws has one, before the mean is taken; NaN where it reads none. */
export const saysOf = (name: EstimatorName, draw: Draw, exact: Exact, baseline: number): number =>
  readings[name]?.(draw, exact, baseline) ?? Number.NaN;
