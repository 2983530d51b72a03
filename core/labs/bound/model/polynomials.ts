// Which polynomial? The hypotheses are the degrees 0 to 3, each a Bayesian linear regression of known noise whose evidence is its likelihood:
// Bayes’ rule one storey up (MacKay 1992). Powers are of x brought to mean 0 and standard deviation 1.
import { type LinearRegression, linearRegression } from '../../../inference/conjugate/linear-regression.ts';
import { summarize } from '../../../math/summary.ts';
import type { Model } from './model.ts';
import { hypotheses } from './states.ts';

const DEGREES = [0, 1, 2, 3] as const;

/** The data of a regression. */
export interface Points {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** What the degrees make of the data. */
export interface Regressions extends Points {
  /** By degree. */
  readonly fits: readonly LinearRegression[];
  /** Mean and variance of the next y at x, by a degree. */
  predict(x: number, degree: number): { readonly mean: number; readonly variance: number };
}

/** Every degree is as probable before as another, weights are N(0, priorSd²), `priorSd` and `noiseSd` in units of y. */
export function polynomials(points: Points, priorSd: number, noiseSd: number): Model & { readonly regressions: Regressions } {
  const { n, mean, scatter } = summarize(points.x);
  const sd = Math.sqrt(scatter / n) || 1;
  const power = (x: number, k: number) => ((x - mean) / sd) ** k;
  const powers = DEGREES.map((k) => Float64Array.from(points.x, (x) => power(x, k)));
  const fits = DEGREES.map((degree) => linearRegression(powers.slice(0, degree + 1), points.y, priorSd, noiseSd));
  const model = hypotheses(
    DEGREES.map(() => 1),
    fits.map(({ logEvidence }) => logEvidence),
  );
  const likeliest = fits.reduce((best, fit) => (fit.logEvidence > best.logEvidence ? fit : best));
  return {
    ...model,
    effectiveParameters: likeliest.effectiveParameters,
    regressions: {
      ...points,
      fits,
      predict: (x, degree) => (fits[degree] as LinearRegression).predict(Float64Array.from({ length: degree + 1 }, (_, k) => power(x, k))),
    },
  };
}

/** Nine points of 0.4 − 0.4x + 0.45x², each with noise of sd 0.6, drawn once. */
export const parabola: Points = {
  x: [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2],
  y: [2.29, 1.32, 1.65, -0.66, 0.31, -1.04, 1.11, 0.93, 2.21],
};
