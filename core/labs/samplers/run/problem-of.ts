// The problem that the values and the data name.
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';
import type { Target } from '../../../inference/mcmc/target.ts';
import { findMode } from '../../../inference/mode.ts';
import { temperedPlane } from '../../../inference/tempered/plane.ts';
import {
  type Fineness,
  type Gaussian,
  type GaussianExpectations,
  gaussianEntropy,
  planeExpectations,
  planeGap,
  variancesOf,
} from '../../../inference/variational/gaussian.ts';
import { softplus } from '../../../math/elementary.ts';
import { meanOf } from '../../../math/mean.ts';
import { once } from '../../../math/once.ts';
import { expectNormal, hermite7, integrateNormal, SOFTPLUS_BENDS } from '../../../math/quadrature.ts';
import { LOG_2PI } from '../../../math/special.ts';
import type { Team } from '../../../math/team.ts';
import type { SamplersValues } from '../declaration/params.ts';
import { linear } from '../model/linear.ts';
import { logistic, logisticOnLattice } from '../model/logistic.ts';
import { mixture, mixtureOnLattice } from '../model/mixture.ts';
import { type Evaluate, type Plane, planeOf, type Window, windowAbove, windowOf } from '../model/plane.ts';
import { COLDEST, type Problem, type Truth } from '../model/problem.ts';
import { referenceOf } from '../model/references.ts';
import { type Rows, rowsOf } from '../model/regression.ts';
import { banana, correlatedNormal, eightModes, funnel, ring, type Shape } from '../model/shapes.ts';

/** Expectations of densities without data, and of those with: fine where a look is cheap. */
const FINE: Fineness = { half: 80, h: 0.12 };
const COARSE: Fineness = { half: 15, h: 0.45 };
/** Where the log density has creases: between modes. */
const FINEST: Fineness = { half: 110, h: 0.06 };

/** What is seen of a plane lies above e^{−SEEN} of the highest: of a normal, all but one in a thousand. */
const SEEN = 7;

/** log p at all pairs of xs and ys, asked of the target itself. */
function onLattice(target: Target): Evaluate {
  const at = (xs: ArrayLike<number>, ys: ArrayLike<number>) => {
    const points = new Float64Array(2 * xs.length * ys.length);
    for (let j = 0, k = 0; j < ys.length; j += 1) {
      for (let i = 0; i < xs.length; i += 1, k += 2) {
        points[k] = xs[i] as number;
        points[k + 1] = ys[j] as number;
      }
    }
    const out = new Float64Array(points.length / 2);
    target.logDensities(points, out);
    return out;
  };
  return Object.assign(at, { along: (y: number) => (x: number) => at([x], [y])[0] as number });
}

/** What the last temperature gave: sliders ask for the same one again and again. */
function lastOf<T>(make: (temperature: number) => T): (temperature: number) => T {
  let last: { temperature: number; made: T } | undefined;
  return (temperature) => {
    if (last?.temperature !== temperature) last = { temperature, made: make(temperature) };
    return last.made;
  };
}

interface InPlane {
  readonly target: Target;
  readonly names: readonly string[];
  readonly evaluate: Evaluate;
  readonly box: Window;
  readonly fineness: Fineness;
  readonly truth?: Shape['truth'];
  readonly logEvidence?: number | undefined;
}

/** A problem of two coordinates: what has no closed form is read off a lattice. */
function inPlane({ target, names, evaluate, box, fineness, truth, logEvidence }: InPlane): Problem {
  const bayes = planeOf(evaluate, box);
  const planeAt = lastOf((temperature): Plane => (temperature === 1 ? bayes : planeOf(evaluate, box, temperature)));
  const exactAt = (temperature: number) => temperedPlane(evaluate, [windowOf(planeAt(temperature))], temperature);
  const exact = once(() => exactAt(1));
  const { value: evidence, error } = logEvidence === undefined ? exact().logPartition : { value: logEvidence, error: 0 };
  const moments = lastOf((temperature): Truth => {
    const known = truth?.(temperature);
    if (known) return known;
    const { statistics, statisticsError = 0 } = temperature === 1 ? exact() : exactAt(temperature);
    const [means, variances] = [0, 1].map((part) => Float64Array.from(statistics.filter((_, i) => i % 2 === part))) as [
      Float64Array,
      Float64Array,
    ];
    const errors = { means: variances.map((v) => statisticsError * Math.sqrt(v)), variances: variances.map((v) => statisticsError * v) };
    return { means, variances, errors };
  });
  const { means, variances } = moments(1);
  return {
    target,
    names,
    plane: planeAt,
    picture: { evaluate, window: (temperature) => windowAbove(evaluate, windowOf(planeAt(temperature)), SEEN * temperature) },
    truth: (temperature) => (temperature < COLDEST ? undefined : moments(temperature)),
    logEvidence: evidence,
    evidenceError: error,
    expectations: planeExpectations(target, fineness),
    gap: (q) => planeGap(target, q, evidence, fineness),
    scale: { centre: means, sd: variances.map(Math.sqrt) },
  };
}

function ofShape({ target, names, reach: [x, y], truth, logEvidence, tailed, creased }: Shape): Problem {
  const box: Window = [
    [-x, x],
    [-y, y],
  ];
  const evaluate = onLattice(target);
  const fineness = creased ? FINEST : FINE;
  if (tailed && truth && logEvidence !== undefined) {
    return {
      target,
      names,
      picture: { evaluate, window: () => box },
      tailed,
      truth: (temperature) => (temperature < COLDEST ? undefined : truth(temperature)),
      logEvidence,
      evidenceError: 0,
      expectations: planeExpectations(target, fineness),
      gap: (q) => planeGap(target, q, logEvidence, fineness),
      scale: { centre: truth(1).means, sd: Float64Array.of(x / 8, y / 8) },
    };
  }
  return inPlane({
    target,
    names,
    evaluate,
    box,
    fineness,
    ...(truth && { truth }),
    logEvidence,
  });
}

function ofMixture({ columns }: Dataset): Problem {
  const x = Object.values(columns)[0] ?? new Float64Array();
  if (x.length < 2) throw new InputError('target', 'a column of numbers', 'none');
  const evaluate = mixtureOnLattice(x);
  const target = mixture(x);
  // The two modes mirror one another in θ₂; the box about both moves by steps, so that it stays when the data move a little.
  const [a, b] = findMode(target, [meanOf(x), 1]) as unknown as readonly [number, number];
  const middle = 8 * Math.round((a + b / 2) / 8);
  const reach = Math.max(8, 4 * Math.abs(b));
  const box: Window = [
    [middle - reach, middle + reach],
    [-reach / 2, reach / 2],
  ];
  return inPlane({ target, names: ['θ₁', 'θ₂'], evaluate, box, fineness: COARSE });
}

function ofLinear(rows: Rows, { priorSd, noiseSd }: OfProblem): Problem {
  const { target, mean, covariance, precision, logEvidence } = linear(rows, priorSd, noiseSd);
  const d = rows.dimension;
  const variances = mean.map((_, i) => covariance[i * d + i] as number);
  const lambda = Matrix.from1DArray(d, d, precision);
  /** tr(Λ L Lᵀ). */
  const spread = ({ factor }: Gaussian) => {
    const l = Matrix.from1DArray(d, d, factor);
    return lambda.mmul(l).mul(l).sum();
  };
  const logDeterminant = 2 * new CholeskyDecomposition(lambda).lowerTriangularMatrix.diagonal().reduce((sum, l) => sum + Math.log(l), 0);
  const height = new Float64Array(1);
  const gradient = new Float64Array(d);
  const expected = (q: Gaussian) => {
    target.logDensityGradients(q.mean, gradient, height);
    return (height[0] as number) - spread(q) / 2;
  };
  const hessian = precision.map((x) => -x);
  const plane = lastOf((temperature: number) => planeOf(onLattice(target), around(mean, variances), temperature));
  return {
    target,
    names: rows.names,
    truth: (temperature) => (temperature < COLDEST ? undefined : { means: mean, variances: variances.map((v) => temperature * v) }),
    logEvidence,
    evidenceError: 0,
    expectations: {
      evaluations: 1,
      quick: (q) => ({ logDensity: expected(q), gradient: gradient.slice(), hessian }),
      logDensity: expected,
    },
    // KL between normals: ½ [tr(ΛΣ) + (m − μ)ᵀΛ(m − μ) − d − log |ΛΣ|].
    gap(q) {
      const off = Matrix.columnVector(q.mean.map((m, i) => m - (mean[i] as number)));
      const away = off.transpose().mmul(lambda).mmul(off).get(0, 0);
      const logDeterminantOfQ = q.mean.reduce((sum, _, i) => sum + 2 * Math.log(q.factor[i * d + i] as number), 0);
      return 0.5 * (spread(q) + away - d - logDeterminant - logDeterminantOfQ);
    },
    scale: { centre: mean, sd: variances.map(Math.sqrt) },
    ...(d === 2 && { plane }),
    normal: { covariance },
  };
}

const around = (mean: Float64Array, variances: Float64Array): Window => {
  const side = (i: number) => {
    const [m, sd] = [mean[i] as number, Math.sqrt(variances[i] as number)];
    return [m - 10 * sd, m + 10 * sd] as const;
  };
  return [side(0), side(1)];
};

/** Expectations of a logistic regression: w·x is normal under q, so each row is an expectation in one dimension. */
function logisticExpectations(
  { x, y, dimension: d }: Rows,
  priorSd: number,
): GaussianExpectations & { readonly logDensityAgain: GaussianExpectations['logDensity'] } {
  const size = y.length;
  const precision = 1 / priorSd ** 2;
  const constant = -d * (0.5 * LOG_2PI + Math.log(priorSd));
  /** Mean and sd of ±w·x of a row, + where its label is 1. */
  const projected = ({ mean, factor }: Gaussian, row: number): [number, number] => {
    let [m, v] = [0, 0];
    for (let j = 0; j < d; j += 1) {
      m += (mean[j] as number) * (x[row * d + j] as number);
      let along = 0;
      for (let i = j; i < d; i += 1) along += (factor[i * d + j] as number) * (x[row * d + i] as number);
      v += along * along;
    }
    return [y[row] === 1 ? m : -m, Math.sqrt(v)];
  };
  const prior = (q: Gaussian) => {
    const square = q.mean.reduce((sum, m) => sum + m * m, 0) + variancesOf(q).reduce((sum, v) => sum + v, 0);
    return constant - 0.5 * precision * square;
  };
  const expected = (q: Gaussian, rule: typeof expectNormal) => {
    let sum = prior(q);
    for (let row = 0; row < size; row += 1) sum -= rule((z) => softplus(-z), ...projected(q, row), 1e-13, SOFTPLUS_BENDS).value;
    return sum;
  };
  return {
    evaluations: hermite7.length,
    quick(q) {
      let logDensity = prior(q);
      const gradient = q.mean.map((m) => -precision * m);
      const hessian = new Float64Array(d * d);
      for (let i = 0; i < d; i += 1) hessian[i * d + i] = -precision;
      for (let row = 0; row < size; row += 1) {
        const [m, sd] = projected(q, row);
        let [pull, bend] = [0, 0];
        for (const [node, weight] of hermite7) {
          const z = m + sd * node;
          const against = 1 / (1 + Math.exp(z));
          logDensity -= weight * softplus(-z);
          pull += weight * against;
          bend += weight * against * (1 - against);
        }
        const sign = y[row] === 1 ? 1 : -1;
        for (let i = 0; i < d; i += 1) {
          const xi = x[row * d + i] as number;
          gradient[i] = (gradient[i] as number) + sign * pull * xi;
          for (let j = 0; j < d; j += 1) hessian[i * d + j] = (hessian[i * d + j] as number) - bend * xi * (x[row * d + j] as number);
        }
      }
      return { logDensity, gradient, hessian };
    },
    logDensity: (q) => expected(q, expectNormal),
    /** The same by another rule. */
    logDensityAgain: (q) => expected(q, integrateNormal),
  };
}

function ofLogistic(rows: Rows, { priorSd, target: name }: OfProblem, team: Team | undefined): Problem {
  const target = logistic(rows, priorSd, team);
  const expectations = logisticExpectations(rows, priorSd);
  const d = rows.dimension;
  // The normal that has the density’s height and curvature at its peak, to know where to look.
  const mode = findMode(target, new Float64Array(d));
  const { hessian } = expectations.quick({ mean: mode, factor: new Float64Array(d * d) });
  const bent = Matrix.from1DArray(d, d, hessian).neg();
  const curvature = Matrix.add(bent, bent.transpose()).div(2);
  const variances = Float64Array.from(new CholeskyDecomposition(curvature).solve(Matrix.eye(d)).diagonal());
  if (d !== 2) {
    const reference = name === 'penguins' ? referenceOf(priorSd) : undefined;
    return {
      target,
      names: rows.names,
      truth: (temperature) => (temperature === 1 ? reference : undefined),
      expectations,
      scale: { centre: mode, sd: variances.map(Math.sqrt) },
    };
  }
  const found = inPlane({
    target,
    names: rows.names,
    evaluate: logisticOnLattice(rows, priorSd),
    box: around(mode, variances),
    fineness: COARSE,
  });
  const evidence = found.logEvidence as number;
  return { ...found, expectations, gap: (q) => evidence - gaussianEntropy(q) - expectations.logDensityAgain(q) };
}

/** The values that a problem is made of; who samples it, and how, are none of them. */
export const OF_PROBLEM = ['target', 'correlation', 'bend', 'width', 'priorSd', 'noiseSd'] as const;
type OfProblem = Pick<SamplersValues, (typeof OF_PROBLEM)[number]>;

/** Where there is a team, it takes part in sums over many rows. Throws InputError where the data are none for the target. */
export function problemOf(values: OfProblem, data: Dataset | undefined, team?: Team): Problem {
  switch (values.target) {
    case 'gaussian':
      return ofShape(correlatedNormal(values.correlation));
    case 'banana':
      return ofShape(banana(values.bend));
    case 'ring':
      return ofShape(ring(values.width));
    case 'eightModes':
      return ofShape(eightModes());
    case 'funnel':
      return ofShape(funnel());
    default:
      break;
  }
  if (!data) throw new InputError('target', 'numbers of yours: open, paste or drop them', 'none');
  if (values.target === 'mixture') return ofMixture(data);
  const rows = rowsOf(data);
  return rows.binary ? ofLogistic(rows, values, team) : ofLinear(rows, values);
}
