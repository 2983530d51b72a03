// Logistic regression with one weight (a slope through 0) or two (intercept and slope): P(y = 1|x) = σ(w·x), w ~ N(0, t²I).
import { expectNormal, expectNormal2 } from '../../../math/quadrature.ts';
import { LOG_2PI, softplus } from '../../../math/special.ts';
import { logNormalDensity, normal, normalKl } from '../../../prob/normal.ts';
import { exploreLine, explorePlane } from '../explore.ts';
import type { Model, Point } from '../model.ts';

/** x and its label 0 or 1, one each row. */
export interface Labelled {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export function logistic({ x, y }: Labelled, weights: 1 | 2, priorSd: number): Model {
  const n = x.length;
  // log σ(z) = −softplus(−z), and a label 0 flips the sign of its row.
  const signs = Array.from({ length: n }, (_, i) => (y[i] === 1 ? 1 : -1));
  const logLikelihood = (w: Point) => {
    const [intercept, slope] = weights === 1 ? [0, w[0] as number] : [w[0] as number, w[1] as number];
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum -= softplus(-(signs[i] as number) * (intercept + slope * (x[i] as number)));
    return sum;
  };
  const logPrior = (w: Point) => w.reduce((sum, weight) => sum + logNormalDensity(weight, 0, priorSd), 0);
  const logJoint = (w: Point) => logPrior(w) + logLikelihood(w);
  // w·x is normal under q, so each row is an expectation in one dimension.
  const accuracyBy = (expect: (f: (z: number) => number, mean: number, sd: number) => number) => (q: readonly number[]) => {
    let sum = 0;
    for (let i = 0; i < n; i += 1) {
      const xi = x[i] as number;
      const [mean, sd] =
        weights === 1
          ? [(q[0] as number) * xi, Math.abs((q[1] as number) * xi)]
          : [(q[0] as number) + (q[2] as number) * xi, Math.hypot(q[1] as number, (q[3] as number) * xi)];
      sum += expect((z) => -softplus(-(signs[i] as number) * z), mean, sd);
    }
    return sum;
  };
  const around = [-3 * priorSd, 3 * priorSd] as const;
  const { exact, ...explored } =
    weights === 1 ? exploreLine((w) => logJoint([w]), around) : explorePlane((a, b) => logJoint([a, b]), [around, around]);
  const logEvidence = explored.logEvidence.value;
  const { statistics } = exact;
  const window = (k: number): [number, number] => {
    const [mean, sd] = [statistics[2 * k] as number, Math.sqrt(statistics[2 * k + 1] as number)];
    return [mean - 5 * sd, mean + 5 * sd];
  };
  const excess = (q: readonly number[]) => (w: Point) => normal.logDensity(q, w) - logJoint(w) + logEvidence;
  return {
    family: normal,
    space: weights === 1 ? 'line' : 'plane',
    ...explored,
    accuracy: accuracyBy((f, mean, sd) => expectNormal(f, mean, sd).value),
    roughAccuracy: accuracyBy(roughNormal),
    priorEnergy: (q) => {
      let sum = 0;
      for (let k = 0; k < q.length; k += 2)
        sum += 0.5 * (LOG_2PI + ((q[k] as number) ** 2 + (q[k + 1] as number) ** 2) / priorSd ** 2) + Math.log(priorSd);
      return sum;
    },
    complexity: (q) => {
      let sum = 0;
      for (let k = 0; k < q.length; k += 2) sum += normalKl(q[k] as number, q[k + 1] as number, 0, priorSd);
      return sum;
    },
    gap: (q) =>
      weights === 1
        ? expectNormal((w) => excess(q)([w]), q[0] as number, q[1] as number).value
        : expectNormal2((a, b) => excess(q)([a, b]), [q[0] as number, q[2] as number], [q[1] as number, q[3] as number]).value,
    logPrior,
    logLikelihood,
    window: weights === 1 ? [window(0)] : [window(0), window(1)],
  };
}

// Gauss–Hermite of 7 points for the standard normal: exact for polynomials up to degree 13 (Abramowitz & Stegun, table 25.10).
const hermite = [
  [0, 0.4571428571428571],
  [1.1544053947399682, 0.2401231786050127],
  [2.366759410734541, 0.03075712396758651],
  [3.750439717725742, 0.0005482688559722179],
] as const;

/** E[f] under a normal from 7 points, for pictures. */
function roughNormal(f: (z: number) => number, mean: number, sd: number): number {
  return hermite.reduce((sum, [t, weight]) => sum + weight * (t === 0 ? f(mean) : f(mean + sd * t) + f(mean - sd * t)), 0);
}
