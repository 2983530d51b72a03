// A bent posterior: y ~ N(Θ₁ + Θ₂², s²), Θ ~ N(0, t²I). q has independent coordinates; evidence and gap by quadrature.

import { hermite7 } from '../../../math/quadrature.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { normal } from '../../../prob/normal.ts';
import { exploreBy, type GivenSecond, temperedSecond } from './explore.ts';
import { normalAccuracy } from './gaussian.ts';
import type { Model, Summary } from './model.ts';
import { normalPrior } from './normal-prior.ts';

/** Half the log joint's fall from its top to Θ₂ = 0, in units of T, beyond which the two sides of the bend are apart. */
const APART = 90;

export function banana(data: Summary, priorSd: number, noiseSd: number): Model {
  const { n, mean, scatter } = data;
  const prior = normalPrior([0, priorSd, 0, priorSd]);
  /** What is seen, by how far Θ₁ + Θ₂² is from the mean of the data, on average, and how far that is spread. */
  const likelihoodAt = (off: number, variance = 0) => normalAccuracy({ ...data, mean: 0 }, noiseSd, off, variance);
  const logLikelihood = (a: number, b: number) => likelihoodAt(a - mean + b * b);
  // Given Θ₂, the log joint is quadratic in Θ₁, and at its best the data are normal about Θ₂² with this variance.
  const precision = 1 / priorSd ** 2 + n / noiseSd ** 2;
  const variance = noiseSd ** 2 / n + priorSd ** 2;
  // The likeliest Θ₂² and what it leaves of the mean; everything is measured from there: far out nothing large is subtracted.
  const square = Math.max(0, mean - variance / priorSd ** 2 / 2);
  const middle = Math.sqrt(square);
  const left = square > 0 ? variance / priorSd ** 2 / 2 : mean;
  const top =
    -0.5 * (n * LOG_2PI + scatter / noiseSd ** 2 + left * (left / variance) + square / priorSd ** 2) -
    n * Math.log(noiseSd) -
    LOG_2PI -
    2 * Math.log(priorSd);
  /** Of Θ₂ whose square is `more` above the likeliest; below the top. */
  const given = (more: number): GivenSecond => ({
    peak: -0.5 * more * (square > 0 ? more / variance : (more - 2 * left) / variance + 1 / priorSd ** 2),
    mean: ((n / noiseSd ** 2) * (left - more)) / precision,
    precision,
  });
  const whole = (b: number) => given((b - middle) * (b + middle));
  const onOneSide = (u: number) => given(u * (2 * middle + u));
  const width = Math.min(priorSd, Math.sqrt(variance) / Math.max(middle, 1e-300));
  const explored = exploreBy((temperature, tolerance) => {
    const both = square * (square / variance) < 2 * APART * temperature;
    const around = both ? ([-3 * priorSd, 3 * priorSd] as const) : ([-width, width] as const);
    const { energy, entropy, logPartition, statistics } = temperedSecond(both ? whole : onOneSide, around, temperature, tolerance);
    // What is apart is the same on both sides.
    const [sides, centre] = both ? [0, 0] : [Math.LN2, middle];
    const [m1, v1, m2, v2] = statistics as [number, number, number, number];
    return {
      logPartition: { value: top + logPartition.value + temperature * sides, error: logPartition.error + Number.EPSILON * Math.abs(top) },
      energy: energy - top,
      entropy: entropy + sides,
      statistics: both ? statistics : [m1, v1, 0, v2 + (centre + m2) ** 2],
    };
  });
  const { exact, ...known } = explored;
  const logEvidence = exact.logPartition.value;
  const window = [0, 2].map((k) => {
    const [mean, sd] = [exact.statistics[k] as number, Math.sqrt(exact.statistics[k + 1] as number)];
    return [mean - 4 * sd, mean + 4 * sd] as const;
  });
  return {
    family: normal,
    space: 'plane',
    ...known,
    // Θ₁ + Θ₂² has mean m₁ + m₂² + v₂ and variance v₁ + 2v₂² + 4m₂²v₂ under q.
    accuracy([m1, s1, m2, s2]) {
      const [a, b, v, w] = [m1 as number, m2 as number, (s1 as number) ** 2, (s2 as number) ** 2];
      return likelihoodAt(a - mean + b * b + w, v + 2 * w * w + 4 * b * b * w);
    },
    ...prior,
    // log q − log P(X, Θ) is a polynomial of degree 2 in Θ₁ and 4 in Θ₂: seven nodes say all.
    gap(q) {
      const [m1, s1, m2, s2] = q as [number, number, number, number];
      let sum = logEvidence - Math.log(s1) - Math.log(s2);
      for (const [u, weight] of hermite7)
        for (const [v, other] of hermite7) {
          const off = m1 - mean + m2 * m2 + (s1 * u + 2 * m2 * s2 * v + (s2 * v) ** 2);
          const logJoint = prior.logPrior([m1 + s1 * u, m2 + s2 * v]) + likelihoodAt(off);
          sum += weight * other * (-0.5 * (u * u + v * v) - LOG_2PI - logJoint);
        }
      return sum;
    },
    logLikelihood: ([a, b]) => logLikelihood(a as number, b as number),
    window,
  };
}
