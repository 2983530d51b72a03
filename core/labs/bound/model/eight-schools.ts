// Eight schools (Rubin 1981): yⱼ ~ N(θⱼ, σⱼ²), θⱼ ~ N(μ, τ²), μ ~ N(0, m²), τ half-Cauchy or half-normal. The θⱼ are
// integrated in closed form, so that Θ = (μ, log τ); q has independent normal coordinates.

import { expectNormal, hermite7, integrateNormal } from '../../../math/quadrature.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { normal } from '../../../prob/normal.ts';
import { exploreBy, temperedSecond } from './explore.ts';
import type { Model } from './model.ts';
import { normalPrior } from './normal-prior.ts';
import { halfCauchy } from './tau-priors.ts';

/** Effects and their standard errors. */
export interface Effects {
  readonly y: ArrayLike<number>;
  readonly sigma: ArrayLike<number>;
}

/** Of expectations under q, relative. */
const TOLERANCE = 1e-13;

export function eightSchools({ y, sigma }: Effects, muSd: number, tauScale: number, tauPrior = halfCauchy): Model {
  const variances = Array.from(sigma, (s) => s * s);
  // Given μ of mean m and variance v, and τ: Σ E log N(yⱼ; μ, σⱼ² + τ²).
  const given = (m: number, v: number, logTau: number) => {
    // So wide that the σⱼ no longer count, nor does what was seen.
    if (logTau > 100) return -0.5 * variances.length * (LOG_2PI + 2 * logTau);
    const spread = Math.exp(2 * logTau);
    let product = 1;
    let sum = 0;
    for (let j = 0; j < variances.length; j += 1) {
      const total = (variances[j] as number) + spread;
      // One logarithm for many variances.
      product *= total;
      if (product > 1e200) {
        sum += Math.log(product);
        product = 1;
      }
      sum += (((y[j] as number) - m) ** 2 + v) / total;
    }
    return -0.5 * (variances.length * LOG_2PI + Math.log(product) + sum);
  };
  const { logDensity: logPriorTau, energy: closedEnergy } = tauPrior(tauScale);
  const muPrior = normalPrior([0, muSd]);
  const logPrior = (mu: number, logTau: number) => muPrior.logPrior([mu]) + logPriorTau(logTau);
  // Given τ, the log joint is quadratic in μ: a precision-weighted mean.
  const givenTau = (logTau: number) => {
    const spread = Math.exp(2 * logTau);
    let precision = 1 / muSd ** 2;
    let weighted = 0;
    for (let j = 0; j < variances.length; j += 1) {
      const weight = 1 / ((variances[j] as number) + spread);
      precision += weight;
      weighted += weight * (y[j] as number);
    }
    const mean = weighted / precision;
    return { peak: muPrior.logPrior([mean]) + given(mean, 0, logTau), mean, precision };
  };
  const { exact, ...explored } = exploreBy((temperature, tolerance) =>
    temperedSecond(givenTau, [Math.log(tauScale) - 8, Math.log(tauScale) + 4], temperature, tolerance, logPriorTau),
  );
  const logEvidence = explored.logEvidence.value;
  // As functions of log τ both terms bend where τ passes a standard error or its own scale, and are straight lines far from there.
  const bends = [tauScale, ...Array.from(sigma)].flatMap((at) => [
    Math.log(at) - 20,
    Math.log(at) - 3,
    Math.log(at),
    Math.log(at) + 3,
    Math.log(at) + 20,
  ]);
  // What has no closed form is integrated, by one rule or by another.
  const openPrior = closedEnergy ? () => 0 : logPriorTau;
  const closedPrior = closedEnergy ?? (() => 0);
  const priorTauEnergy = closedEnergy ?? ((m: number, s: number) => -expectNormal(logPriorTau, m, s, TOLERANCE, bends).value);
  const [muMean, muVariance, tauMean, tauVariance] = exact.statistics as [number, number, number, number];
  return {
    family: normal,
    space: 'plane',
    ...explored,
    accuracy: ([m1, s1, m2, s2]) =>
      expectNormal((logTau) => given(m1 as number, (s1 as number) ** 2, logTau), m2 as number, s2 as number, TOLERANCE, bends).value,
    priorEnergy: ([m1, s1, m2, s2]) => muPrior.priorEnergy([m1 as number, s1 as number]) + priorTauEnergy(m2 as number, s2 as number),
    roughEnergy([m1, s1, m2, s2]) {
      const v = (s1 as number) ** 2;
      return hermite7.reduce(
        (sum, [node, weight]) => {
          const logTau = (m2 as number) + node * (s2 as number);
          return sum - weight * (given(m1 as number, v, logTau) + openPrior(logTau));
        },
        muPrior.priorEnergy([m1 as number, s1 as number]) + closedPrior(m2 as number, s2 as number),
      );
    },
    complexity: ([m1, s1, m2, s2]) =>
      muPrior.complexity([m1 as number, s1 as number]) +
      priorTauEnergy(m2 as number, s2 as number) -
      normal.entropy([m2 as number, s2 as number]),
    gap([m1, s1, m2, s2]) {
      const joint = (logTau: number) => openPrior(logTau) + given(m1 as number, (s1 as number) ** 2, logTau);
      const { value } = integrateNormal(joint, m2 as number, s2 as number, TOLERANCE, bends);
      const priorEnergy = muPrior.priorEnergy([m1 as number, s1 as number]) + closedPrior(m2 as number, s2 as number);
      return priorEnergy - value - normal.entropy([m1, s1, m2, s2] as number[]) + logEvidence;
    },
    logPrior: ([mu, logTau]) => logPrior(mu as number, logTau as number),
    logLikelihood: ([mu, logTau]) => given(mu as number, 0, logTau as number),
    window: [
      [muMean - 4 * Math.sqrt(muVariance), muMean + 4 * Math.sqrt(muVariance)],
      [tauMean - 3.2 * Math.sqrt(tauVariance), tauMean + 2.8 * Math.sqrt(tauVariance)],
    ],
  };
}

/** Coaching effects and their standard errors in eight schools (Rubin 1981, table 1), as samples/data/eight-schools.csv ships them. */
export const rubin: Effects = { y: [28, 8, -3, 7, -1, 1, 18, 12], sigma: [15, 10, 16, 11, 9, 11, 10, 18] };
