// A bent posterior: y ~ N(Θ₁ + Θ₂², s²), Θ ~ N(0, t²I). q has independent coordinates; evidence and gap by quadrature.

import { hermite7 } from '../../../math/quadrature.ts';
import { logNormalDensity, normal } from '../../../prob/normal.ts';
import { exploreGiven } from './explore.ts';
import { normalAccuracy } from './gaussian.ts';
import type { Model, Summary } from './model.ts';
import { normalPrior } from './normal-prior.ts';

export function banana(data: Summary, priorSd: number, noiseSd: number): Model {
  const prior = normalPrior([0, priorSd, 0, priorSd]);
  const logLikelihood = (a: number, b: number) => normalAccuracy(data, noiseSd, a + b * b, 0);
  const logJoint = (a: number, b: number) => prior.logPrior([a, b]) + logLikelihood(a, b);
  // Given Θ₂, the log joint is quadratic in Θ₁: it peaks where prior and data balance.
  const precision = 1 / priorSd ** 2 + data.n / noiseSd ** 2;
  const given = (b: number) => {
    const mean = (data.n * (data.mean - b * b)) / noiseSd ** 2 / precision;
    return { peak: logNormalDensity(mean, 0, priorSd) + logLikelihood(mean, b), mean, precision };
  };
  const { exact, ...explored } = exploreGiven(given, (b) => logNormalDensity(b, 0, priorSd), [-3 * priorSd, 3 * priorSd]);
  const logEvidence = explored.logEvidence.value;
  const window = [0, 2].map((k) => {
    const [mean, sd] = [exact.statistics[k] as number, Math.sqrt(exact.statistics[k + 1] as number)];
    return [mean - 4 * sd, mean + 4 * sd] as const;
  });
  return {
    family: normal,
    space: 'plane',
    ...explored,
    // Θ₁ + Θ₂² has mean m₁ + m₂² + v₂ and variance v₁ + 2v₂² + 4m₂²v₂ under q.
    accuracy([m1, s1, m2, s2]) {
      const [a, b, v, w] = [m1 as number, m2 as number, (s1 as number) ** 2, (s2 as number) ** 2];
      return normalAccuracy(data, noiseSd, a + b * b + w, v + 2 * w * w + 4 * b * b * w);
    },
    ...prior,
    // log q − log P(X, Θ) is a polynomial of degree 2 in Θ₁ and 4 in Θ₂: seven nodes say all.
    gap(q) {
      const [m1, s1, m2, s2] = q as [number, number, number, number];
      let sum = logEvidence;
      for (const [u, weight] of hermite7)
        for (const [v, other] of hermite7) {
          const [a, b] = [m1 + s1 * u, m2 + s2 * v];
          sum += weight * other * (normal.logDensity(q, [a, b]) - logJoint(a, b));
        }
      return sum;
    },
    logLikelihood: ([a, b]) => logLikelihood(a as number, b as number),
    window,
  };
}
