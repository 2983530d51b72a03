// Bayesian logistic regression with two weights: the variance of each of its gradients by quadrature, one pass over the plane of weights for all.
import { exp, log } from '../../../math/elementary.ts';
import type { Exact, ScoreMoments } from '../problem.ts';
import { type LinearSettings, preActivation } from './linear-model.ts';
import { logistic } from './loss.ts';
import { minibatchMoments, minibatchParts } from './minibatch-parts.ts';
import { scoreAt } from './normal-q.ts';
import { expect, normalRule } from './rule.ts';
import { type WeightNoiseParts, weightNoiseMoments } from './squared-parts.ts';

export interface LogisticParts extends WeightNoiseParts {
  readonly antithetic: WeightNoiseParts['pathwise'];
  readonly controlVariate: WeightNoiseParts['pathwise'];
  /** E f, E f s …, of all rows; and Σ E ℓₙ², Σ E ℓₙ² s², of which a batch of M adds N/M. */
  readonly whole: {
    readonly f: number;
    readonly ff: number;
    readonly ss: number;
    readonly fs: number;
    readonly fss: number;
    readonly ffss: number;
  };
  readonly squares: { readonly ff: number; readonly ffss: number };
}

const REACH = 8;

/** Nodes of the trapezoidal rule lie so many standard deviations apart: the logistic curve's poles are at ±iπ from 0. */
const spacingOf = (x: Float64Array, sd: Float64Array): number => {
  let widest = 0;
  for (let n = 0; n < x.length; n += 2)
    widest = Math.max(widest, Math.hypot((x[n] as number) * (sd[0] as number), (x[n + 1] as number) * (sd[1] as number)));
  return Math.min(0.5, Math.max(0.1, 1 / widest));
};

/** e to the power of each sum of a row of `x` times the steps t, [rows, 2 · cells + 1]. */
function powers(x: Float64Array, column: 0 | 1, sd: number, cells: number, spacing: number): Float64Array {
  const width = 2 * cells + 1;
  const out = new Float64Array((x.length / 2) * width);
  for (let n = 0; n < x.length / 2; n += 1)
    for (let i = 0; i < width; i += 1) out[n * width + i] = exp((i - cells) * spacing * sd * (x[2 * n + column] as number));
  return out;
}

/** Keeps e/(1 + e) a number. */
const capped = (e: number): number => (e < 1e300 ? e : 1e300);

/** Expectations and second moments of ∂/∂φ₁ Σ ℓ(xₙ·w, yₙ), by the trapezoidal rule over the plane of the weights. */
export function logisticParts({ x, y, q, of }: Omit<LinearSettings, 'batchSize' | 'loss'>): LogisticParts {
  const [m1 = 0, m2 = 0] = q.mean;
  const [s1 = 1, s2 = 1] = q.sd;
  const rows = y.length;
  const at0 = Float64Array.from({ length: rows }, (_, n) => m1 * (x[2 * n] as number) + m2 * (x[2 * n + 1] as number));
  const odds0 = at0.map(exp);
  const value0 = at0.map((b, n) => logistic.value(b, y[n] as number));
  const slope0 = at0.map((b, n) => logistic.slope(b, y[n] as number));
  const spacing = spacingOf(x, q.sd);
  const cells = Math.floor(REACH / spacing);
  const width = 2 * cells + 1;
  const across = powers(x, 0, s1, cells, spacing);
  const up = powers(x, 1, s2, cells, spacing);
  const sums = { f: 0, ff: 0, fs: 0, fss: 0, ffss: 0, ss: 0, ownFf: 0, ownFfss: 0 };
  const path = { mean: 0, square: 0, squares: 0 };
  const pair = { mean: 0, square: 0, squares: 0 };
  const rest = { mean: 0, square: 0, squares: 0 };
  const note = (into: typeof path, weight: number, sum: number, squares: number) => {
    into.mean += weight * sum;
    into.square += weight * sum * sum;
    into.squares += weight * squares;
  };
  for (let i = -cells; i <= cells; i += 1) {
    const t1 = i * spacing;
    const s = scoreAt(t1, s1, of);
    const stretch = of === 'mean' ? 1 : t1;
    for (let k = -cells; k <= cells; k += 1) {
      const t2 = k * spacing;
      if (t1 * t1 + t2 * t2 > REACH * REACH) continue;
      const weight = (exp(-0.5 * (t1 * t1 + t2 * t2)) * spacing * spacing) / (2 * Math.PI);
      let [f, ff, g, gg, a, aa, r, rr] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let n = 0; n < rows; n += 1) {
        const x1 = x[2 * n] as number;
        const label = y[n] as number;
        const move = s1 * t1 * x1 + s2 * t2 * (x[2 * n + 1] as number);
        const ratio = (across[n * width + i + cells] as number) * (up[n * width + k + cells] as number);
        const odds = capped((odds0[n] as number) * ratio);
        const mirrored = capped((odds0[n] as number) / ratio);
        const value = log(1 + odds) - label * ((at0[n] as number) + move);
        const slope = (odds / (1 + odds) - label) * x1 * stretch;
        // The slope at the mirrored draw; of a standard deviation its noise has the other sign.
        const both = 0.5 * (slope + (of === 'mean' ? 1 : -1) * (mirrored / (1 + mirrored) - label) * x1 * stretch);
        const left = (value - (value0[n] as number) - (slope0[n] as number) * move) * s + (of === 'mean' ? (slope0[n] as number) * x1 : 0);
        f += value;
        ff += value * value;
        g += slope;
        gg += slope * slope;
        a += both;
        aa += both * both;
        r += left;
        rr += left * left;
      }
      sums.f += weight * f;
      sums.ff += weight * f * f;
      sums.ss += weight * s * s;
      sums.fs += weight * f * s;
      sums.fss += weight * f * s * s;
      sums.ffss += weight * f * f * s * s;
      sums.ownFf += weight * ff;
      sums.ownFfss += weight * ff * s * s;
      note(path, weight, g, gg);
      note(pair, weight, a, aa);
      note(rest, weight, r, rr);
    }
  }
  const { ownFf, ownFfss, ...whole } = sums;
  return {
    ...localParts({ x, y, q, of }),
    pathwise: minibatchParts(rows, path.mean, path.squares, path.square),
    separateWeights: minibatchParts(rows, path.mean, path.squares),
    antithetic: minibatchParts(rows, pair.mean, pair.squares, pair.square),
    controlVariate: minibatchParts(rows, rest.mean, rest.squares, rest.square),
    whole,
    squares: { ff: ownFf, ffss: ownFfss },
  };
}

/** By the pre-activation of each row alone: one-dimensional, for any number of weights. */
function localParts({ x, y, q, of }: Omit<LinearSettings, 'batchSize' | 'loss'>): Pick<WeightNoiseParts, 'localPathwise'> {
  const dimension = q.mean.length;
  const rule = normalRule(0.75);
  let [mean, squares] = [0, 0];
  for (let n = 0; n < y.length; n += 1) {
    const u = x[n * dimension] as number;
    const label = y[n] as number;
    const [gamma, delta] = preActivation(q, x, n * dimension);
    if (!(delta > 0)) {
      if (of === 'mean') [mean, squares] = [mean + u * logistic.slope(gamma, label), squares + (u * logistic.slope(gamma, label)) ** 2];
      continue;
    }
    const root = Math.sqrt(delta);
    const factor = of === 'mean' ? u : (u * u * (q.sd[0] as number)) / root;
    const g = (zeta: number) => logistic.slope(gamma + root * zeta, label) * factor * (of === 'mean' ? 1 : zeta);
    mean += expect(rule, g);
    squares += expect(rule, (zeta) => g(zeta) ** 2);
  }
  return { localPathwise: minibatchParts(y.length, mean, squares) };
}

/** All moments of estimates on minibatches of M of N rows: f̂² is on average (1 − 1/M) f² + N/M Σ ℓₙ². */
export function logisticMoments(parts: LogisticParts, rows: number, batchSize: number): Exact {
  const { whole, squares, antithetic, controlVariate } = parts;
  const [wholeWeight, squaresWeight] = [1 - 1 / batchSize, rows / batchSize];
  const score: ScoreMoments = {
    mean: whole.f,
    variance: wholeWeight * whole.ff + squaresWeight * squares.ff - whole.f * whole.f,
    ss: whole.ss,
    fs: whole.fs,
    fss: whole.fss,
    ffss: wholeWeight * whole.ffss + squaresWeight * squares.ffss,
  };
  const pair = minibatchMoments(antithetic, batchSize);
  return {
    ...weightNoiseMoments(parts, batchSize),
    gradient: parts.localPathwise.mean,
    score,
    controlVariate: minibatchMoments(controlVariate, batchSize),
    antithetic: { mean: pair.mean, variance: 2 * pair.variance },
  };
}
