// What is gone down in the race: F = energy − entropy (for data, complexity − accuracy) as a function of the parameters of q, known exactly.
import type { Estimator } from '../../../inference/estimators/estimator.ts';
import type { Coordinate, NormalQ, Problem } from '../../../inference/estimators/problem.ts';
import { bernoulli } from '../../../inference/estimators/problems/bernoulli.ts';
import { logit, sigmoid } from '../../../inference/estimators/problems/binary-concrete.ts';
import { categorical } from '../../../inference/estimators/problems/categorical.ts';
import { preActivation } from '../../../inference/estimators/problems/linear-model.ts';
import { logistic } from '../../../inference/estimators/problems/loss.ts';
import { separable } from '../../../inference/estimators/problems/separable.ts';
import { exp, log } from '../../../math/elementary.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Random } from '../../../prob/random.ts';
import type { EstimatorsValues } from '../declaration/params.ts';
import type { Examples } from '../model/examples.ts';
import { energyOf, isSeparable, linearAt, type Separable } from './problem-of.ts';

export interface Terms {
  readonly energy: number;
  readonly entropy: number;
}

export interface Course {
  /** Where every run begins. */
  readonly start: () => Float64Array;
  readonly terms: (at: Float64Array) => Terms;
  readonly freeEnergy: (at: Float64Array) => number;
  /** The least free energy, where a formula knows it. */
  readonly least?: number;
  /** One step down an estimated gradient; moves `at`. */
  readonly step: (at: Float64Array, estimator: Estimator, random: Random, values: EstimatorsValues) => void;
}

/** The mean of S draws' worth of estimates, [width]. */
function gradient(problem: Problem, { group, sample }: Estimator, samples: number, random: Random, width = problem.width): Float64Array {
  const count = Math.max(1, Math.floor(samples / group));
  const rows = new Float64Array(count * width);
  sample(problem, count, width, random, rows);
  const mean = rows.subarray(0, width);
  for (let i = width; i < rows.length; i += 1) mean[i % width] = (mean[i % width] as number) + (rows[i] as number);
  return mean.map((each) => each / count);
}

/** q's means and log standard deviations as one array. */
const normalAt = (at: Float64Array): NormalQ => {
  const dimension = at.length / 2;
  return { mean: at.subarray(0, dimension), sd: at.subarray(dimension).map(exp) };
};

const normalStart =
  (dimension: number, { qMean, qSd }: EstimatorsValues) =>
  (): Float64Array =>
    Float64Array.from({ length: 2 * dimension }, (_, i) => (i < dimension ? qMean : log(qSd)));

const entropyOf = ({ sd }: NormalQ): number => sd.reduce((sum, each) => sum + log(each) + 0.5 * (1 + LOG_2PI), 0);

/** A step of both halves, or of the means alone. Of a mean or a log standard deviation none is longer than 10. */
function move(at: Float64Array, rate: number, mean: Float64Array, logSd?: Float64Array): void {
  const dimension = at.length / 2;
  const clipped = (step: number) => Math.max(-10, Math.min(10, step));
  for (let j = 0; j < dimension; j += 1) {
    at[j] = (at[j] as number) - clipped(rate * (mean[j] as number));
    if (logSd) at[dimension + j] = (at[dimension + j] as number) - clipped(rate * (logSd[j] as number));
  }
}

/** Energies that hold q together: the others are gone down by the mean alone, at the width it has. */
const confining = (problem: Separable): boolean => problem === 'quadratic' || problem === 'quartic';

function separableCourse(values: EstimatorsValues, problem: Separable): Course {
  const energy = energyOf(problem, values);
  const terms = (at: Float64Array): Terms => {
    const q = normalAt(at);
    return { energy: q.mean.reduce((sum, m, j) => sum + energy.expected(m, q.sd[j] as number), 0), entropy: entropyOf(q) };
  };
  const { dimension } = values;
  // E h = σ² less log σ at σ² = 1/2.
  const least = problem === 'quadratic' ? dimension * (0.5 - 0.5 * log(0.5) - 0.5 * (1 + LOG_2PI)) : undefined;
  return {
    start: normalStart(dimension, values),
    terms,
    freeEnergy: (at) => terms(at).energy - terms(at).entropy,
    ...(least !== undefined && { least }),
    step: (at, estimator, random, { samples, learningRate }) => {
      const q = normalAt(at);
      const by = (of: Coordinate) => gradient(separable({ energy, q, of }), estimator, samples, random);
      const mean = by('mean');
      move(at, learningRate, mean, confining(problem) ? by('sd').map((g, j) => g * (q.sd[j] as number) - 1) : undefined);
    },
  };
}

/** Nodes and weights of the trapezoidal rule for a standard normal. */
const nodes = Float64Array.from({ length: 25 }, (_, i) => (i - 12) / 2);
const weights = nodes.map((t) => (0.5 * exp(-0.5 * t * t)) / Math.sqrt(2 * Math.PI));

/** E of the loss of a row at its pre-activation. */
function expectedLoss(gamma: number, delta: number, y: number): number {
  const root = Math.sqrt(delta);
  let sum = 0;
  for (let i = 0; i < nodes.length; i += 1) sum += (weights[i] as number) * logistic.value(gamma + root * (nodes[i] as number), y);
  return sum;
}

function linearCourse(values: EstimatorsValues, examples: Examples): Course {
  const { x, y, dimension } = examples;
  const isLogistic = values.problem === 'logistic';
  /** −E log P(X|w) and the prior's energy, N(0, 1) each. */
  const terms = (at: Float64Array): Terms => {
    const q = normalAt(at);
    let loss = 0;
    for (let row = 0; row < y.length; row += 1) {
      const [gamma, delta] = preActivation(q, x, row * dimension);
      const label = y[row] as number;
      loss += isLogistic ? expectedLoss(gamma, delta, label) : 0.5 * ((gamma - label) ** 2 + delta);
    }
    const prior = q.mean.reduce((sum, m, j) => sum + 0.5 * (m * m + (q.sd[j] as number) ** 2 + LOG_2PI), 0);
    return { energy: loss + prior, entropy: entropyOf(q) };
  };
  return {
    start: normalStart(dimension, values),
    terms,
    freeEnergy: (at) => terms(at).energy - terms(at).entropy,
    step: (at, estimator, random, now) => {
      const q = normalAt(at);
      const by = (of: Coordinate) => gradient(linearAt(now, examples, q, of), estimator, now.samples, random);
      const mean = by('mean').map((g, j) => g + (q.mean[j] as number));
      const sd = by('sd').map((g, j) => {
        const s = q.sd[j] as number;
        return (g + s) * s - 1;
      });
      move(at, now.learningRate / y.length, mean, sd);
    },
  };
}

/** One number, the log odds of a one, or of a die's first level. */
function discreteCourse(values: EstimatorsValues): Course {
  const { problem, target, categories, dimension } = values;
  const coin = problem === 'bernoulli';
  const levels = coin ? [] : Array.from({ length: categories }, (_, k) => (k / (categories - 1) - target) ** 2);
  const terms = (at: Float64Array): Terms => {
    const p = sigmoid(at[0] as number);
    const binary = -(p * log(p) + (1 - p) * log(1 - p));
    if (coin) return { energy: dimension * (p * (1 - target) ** 2 + (1 - p) * target ** 2), entropy: dimension * binary };
    const others = levels.slice(1).reduce((sum, level) => sum + level, 0) / (categories - 1);
    return { energy: p * (levels[0] as number) + (1 - p) * others, entropy: binary + (1 - p) * log(categories - 1) };
  };
  const freeEnergy = (at: Float64Array) => terms(at).energy - terms(at).entropy;
  return {
    start: () => Float64Array.of(logit(values.probability)),
    terms,
    freeEnergy,
    step: (at, estimator, random, { samples, learningRate, gumbelTemperature: temperature }) => {
      const p = sigmoid(at[0] as number);
      if (!(p > 1e-9 && p < 1 - 1e-9)) return;
      const energy = coin
        ? gradient(bernoulli({ probability: p, dimension, target, temperature }), estimator, samples, random).reduce(
            (sum, g) => sum + g,
            0,
          ) *
          p *
          (1 - p)
        : (gradient(categorical({ probability: p, categories, target, temperature }), estimator, samples, random, 1)[0] as number);
      // dH/dlog odds = p (1 − p) dH/dp.
      const slope = coin ? -dimension * logit(p) : -logit(p) - log(categories - 1);
      at[0] = (at[0] as number) - Math.max(-10, Math.min(10, learningRate * (energy - p * (1 - p) * slope)));
    },
  };
}

export function courseOf(values: EstimatorsValues, examples: Examples | undefined): Course {
  if (isSeparable(values.problem)) return separableCourse(values, values.problem);
  return examples ? linearCourse(values, examples) : discreteCourse(values);
}
