// Two explanations of one observation: the sign of Θ is lost. Θ ~ N(m₀, t²), xᵢ ~ N(|Θ|, s²), q a normal.

import type { Tempered } from '../../../inference/tempered/tempered.ts';
import { integrate } from '../../../math/quadrature.ts';
import { LOG_2PI, logSumExp, normalCdf, normalDensity } from '../../../math/special.ts';
import { logNormalDensity, normal } from '../../../prob/normal.ts';
import { normalAbove } from '../../../prob/normal-above.ts';
import { gaussian, normalAccuracy } from './gaussian.ts';
import type { Model, Summary } from './model.ts';
import { normalPrior } from './normal-prior.ts';

/** E|Θ| − |m| for Θ ~ N(m, s²), never negative: 2 s φ(m/s) − 2|m| Φ(−|m|/s). */
const folded = (m: number, s: number): number => 2 * (s * normalDensity(m / s) - Math.abs(m) * normalCdf(-Math.abs(m) / s));

/** E|Θ| for Θ ~ N(m, s²): the mean of the folded normal. */
export const foldedMean = (m: number, s: number): number => Math.abs(m) + folded(m, s);

/** E[f(t, sign of m + s·t)] over |t| ≤ 12, where f has a kink at the turn of the sign. */
const expectKinked = (f: (t: number, sign: number) => number, m: number, s: number) => {
  const kink = -m / s;
  const points = Math.abs(kink) < 12 ? [-12, kink, 12] : [-12, 12];
  return integrate((t) => f(t, t < kink ? -1 : 1) * Math.exp(-0.5 * (t * t + LOG_2PI)), points).value;
};

/** A half-line of the posterior: the normal about `mean` that it is a part of, how high its log joint would be there, and which side. */
interface Half {
  readonly peak: number;
  readonly mean: number;
  readonly sd: number;
  readonly sign: 1 | -1;
}

/** Q_T, a mixture of two normals, each cut at 0: all in closed form. */
function temperedHalves(halves: readonly Half[], temperature: number): Tempered {
  const parts = halves.map(({ peak, mean, sd, sign }) => {
    const width = sd * Math.sqrt(temperature);
    const above = normalAbove(mean / width);
    const logMass = peak / temperature + 0.5 * LOG_2PI + Math.log(width) + above.logMass;
    return {
      logMass,
      at: sign * width * above.mean,
      variance: width * width * above.variance,
      energy: 0.5 * temperature * above.square - peak,
    };
  });
  const logMass = logSumExp(parts.map((part) => part.logMass));
  const expect = (f: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + Math.exp(part.logMass - logMass) * f(part), 0);
  const energy = expect((part) => part.energy);
  const mean = expect(({ at }) => at);
  return {
    logPartition: { value: temperature * logMass, error: 0 },
    energy,
    entropy: energy / temperature + logMass,
    statistics: [mean, expect(({ at, variance }) => variance + (at - mean) ** 2)],
  };
}

export function bimodal(given: { data: Summary; priorMean: number; priorSd: number; noiseSd: number }): Model {
  const { data, priorMean, priorSd, noiseSd } = given;
  // The two half-lines are the Gaussian model, mirrored: each evidence times the posterior mass on its own side.
  const halves = ([1, -1] as const).map((sign): Half => {
    const whole = gaussian({ ...given, priorMean: sign * priorMean });
    const [mean, variance] = whole.tempered(1).statistics as [number, number];
    const sd = Math.sqrt(variance);
    return { peak: whole.logEvidence.value + logNormalDensity(0, 0, sd), mean, sd, sign };
  });
  const tempered = (temperature: number) => temperedHalves(halves, temperature);
  const { logPartition: logEvidence } = tempered(1);
  const prior = normalPrior([priorMean, priorSd]);
  /** What is seen, as far away from the mean of the data. */
  const likelihoodAt = (off: number, variance = 0) => normalAccuracy({ ...data, mean: 0 }, noiseSd, off, variance);
  const logLikelihood = (theta: number) => likelihoodAt(Math.abs(theta) - data.mean);
  const reach = Math.max(
    Math.abs(priorMean) + 2.6 * Math.min(priorSd, 3 * Math.abs(data.mean) + 3 * noiseSd),
    Math.abs(data.mean) + (4 * noiseSd) / Math.sqrt(data.n),
  );
  return {
    family: normal,
    space: 'line',
    logEvidence,
    // E(|Θ| − x̄)² = (|m| − x̄)² + s² − 2x̄ (E|Θ| − |m|): far from 0 nothing large is subtracted.
    accuracy: ([m, s]) =>
      likelihoodAt(Math.abs(m as number) - data.mean, (s as number) ** 2 - 2 * data.mean * folded(m as number, s as number)),
    ...prior,
    // Along t, Θ = m + s t: of a narrow q far from 0 all Θ are the same number.
    gap([m, s]) {
      const [centre, sd] = [m as number, s as number];
      const above = (t: number, sign: number) =>
        logNormalDensity(t, 0, 1) -
        Math.log(sd) -
        logNormalDensity(centre - priorMean + sd * t, 0, priorSd) -
        likelihoodAt(sign * centre - data.mean + sign * sd * t) +
        logEvidence.value;
      return expectKinked(above, centre, sd);
    },
    logLikelihood: ([theta]) => logLikelihood(theta as number),
    tempered,
    window: [[-reach, reach]],
  };
}
