// Two explanations of one observation: the sign of Θ is lost. Θ ~ N(m₀, t²), xᵢ ~ N(|Θ|, s²), q a normal.

import { integrate } from '../../../math/quadrature.ts';
import { LOG_2PI, logNormalCdf, logSumExp, normalCdf, normalDensity } from '../../../math/special.ts';
import { logNormalDensity, normal } from '../../../prob/normal.ts';
import { exploreLine } from './explore.ts';
import { gaussian, normalAccuracy } from './gaussian.ts';
import type { Model, Summary } from './model.ts';
import { normalPrior } from './normal-prior.ts';

/** E|Θ| − |m| for Θ ~ N(m, s²), never negative: 2 s φ(m/s) − 2|m| Φ(−|m|/s). */
const folded = (m: number, s: number): number => 2 * (s * normalDensity(m / s) - Math.abs(m) * normalCdf(-Math.abs(m) / s));

/** E|Θ| for Θ ~ N(m, s²): the mean of the folded normal. */
export const foldedMean = (m: number, s: number): number => Math.abs(m) + folded(m, s);

/** E[f(m + s·t)] over |t| ≤ 12 where f has a kink at 0. */
const expectKinked = (f: (x: number) => number, m: number, s: number) => {
  const kink = -m / s;
  const points = Math.abs(kink) < 12 ? [-12, kink, 12] : [-12, 12];
  return integrate((t) => f(m + s * t) * Math.exp(-0.5 * (t * t + LOG_2PI)), points).value;
};

export function bimodal(given: { data: Summary; priorMean: number; priorSd: number; noiseSd: number }): Model {
  const { data, priorMean, priorSd, noiseSd } = given;
  // The two half-lines are the Gaussian model, mirrored: each evidence times the posterior mass on its own side.
  const halves = [priorMean, -priorMean].map((mean) => {
    const whole = gaussian({ ...given, priorMean: mean });
    const [m, v] = whole.tempered(1).statistics as [number, number];
    return whole.logEvidence.value + logNormalCdf(m / Math.sqrt(v));
  });
  const logEvidence = logSumExp(halves);
  const prior = normalPrior([priorMean, priorSd]);
  const logLikelihood = (theta: number) => normalAccuracy(data, noiseSd, Math.abs(theta), 0);
  const logJoint = (theta: number) => prior.logPrior([theta]) + logLikelihood(theta);
  const reach = Math.max(
    Math.abs(priorMean) + 2.6 * Math.min(priorSd, 3 * Math.abs(data.mean) + 3 * noiseSd),
    Math.abs(data.mean) + (4 * noiseSd) / Math.sqrt(data.n),
  );
  const { tempered, path } = exploreLine(logJoint, [-reach, reach], [0]);
  return {
    family: normal,
    space: 'line',
    logEvidence: { value: logEvidence, error: 0 },
    // E(|Θ| − x̄)² = (|m| − x̄)² + s² − 2x̄ (E|Θ| − |m|): far from 0 nothing large is subtracted.
    accuracy: ([m, s]) =>
      normalAccuracy(data, noiseSd, Math.abs(m as number), (s as number) ** 2 - 2 * data.mean * folded(m as number, s as number)),
    ...prior,
    gap: ([m, s]) =>
      expectKinked((x) => logNormalDensity(x, m as number, s as number) - logJoint(x) + logEvidence, m as number, s as number),
    logLikelihood: ([theta]) => logLikelihood(theta as number),
    tempered,
    path,
    window: [[-reach, reach]],
  };
}
