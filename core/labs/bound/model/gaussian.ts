// The mean Θ of a normal with known noise: Θ ~ N(m₀, t²), xᵢ ~ N(Θ, s²). Conjugate: everything is a closed form.
import { temperedNormal } from '../../../inference/tempered/tempered.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { logNormalDensity, normal, normalKl } from '../../../prob/normal.ts';
import type { Model, Summary } from './model.ts';
import { normalPrior } from './normal-prior.ts';

interface Given {
  readonly data: Summary;
  readonly priorMean: number;
  readonly priorSd: number;
  readonly noiseSd: number;
}

/** E_q Σ log N(xᵢ; Θ, s²) where q has this mean and variance: −½[n log 2πs² + (scatter + n((x̄ − m)² + v))/s²]. */
export const normalAccuracy = ({ n, mean, scatter }: Summary, noiseSd: number, m: number, v: number): number =>
  -0.5 * (n * LOG_2PI + (scatter + n * ((mean - m) ** 2 + v)) / noiseSd ** 2) - n * Math.log(noiseSd);

export function gaussian({ data, priorMean, priorSd, noiseSd }: Given): Model {
  const { n, mean, scatter } = data;
  const precision = 1 / priorSd ** 2 + n / noiseSd ** 2;
  const posteriorMean = (priorMean / priorSd ** 2 + (n * mean) / noiseSd ** 2) / precision;
  const posteriorSd = 1 / Math.sqrt(precision);
  // log N(x; m₀1, s²I + t²11ᵀ), by the matrix determinant lemma and Sherman–Morrison.
  const spread = 1 + n * (priorSd / noiseSd) ** 2;
  const logEvidence =
    -0.5 * (n * LOG_2PI + Math.log(spread) + scatter / noiseSd ** 2 + (n * (mean - priorMean) ** 2) / (noiseSd ** 2 * spread)) -
    n * Math.log(noiseSd);
  const reach = Math.max(6 * posteriorSd, Math.min(3.2 * priorSd, 40 * posteriorSd));
  return {
    family: normal,
    space: 'line',
    logEvidence: { value: logEvidence, error: 0 },
    predictive: { mean: posteriorMean, variance: 1 / precision + noiseSd ** 2 },
    accuracy: ([m, s]) => normalAccuracy(data, noiseSd, m as number, (s as number) ** 2),
    ...normalPrior([priorMean, priorSd]),
    // m − posterior mean, as what m is away from prior and data: of near equals far from 0 all digits are kept.
    gap([m, s]) {
      const [fromPrior, fromData] = [(m as number) - priorMean, (m as number) - mean];
      return normalKl((fromPrior / priorSd ** 2 + (n * fromData) / noiseSd ** 2) / precision, s as number, 0, posteriorSd);
    },
    logLikelihood: ([theta]) => normalAccuracy(data, noiseSd, theta as number, 0),
    tempered: (temperature) => temperedNormal(logEvidence + logNormalDensity(0, 0, posteriorSd), posteriorMean, precision, temperature),
    window: [[posteriorMean - reach, posteriorMean + reach]],
  };
}
