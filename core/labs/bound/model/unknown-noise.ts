// A normal whose mean and noise are both unknown: σ² ~ InverseGamma(α, β), μ|σ ~ N(m, σ²/κ), xᵢ ~ N(μ, σ²). Θ = (μ, log σ); the posterior is
// of the kind of the prior, q has independent normal coordinates, and every expectation is a closed form.
import {
  logEvidenceOfNormal,
  type NormalInverseGamma,
  normalInverseGammaPosterior,
  normalPredictive,
} from '../../../inference/conjugate/normal-inverse-gamma.ts';
import { LOG_2PI, trigamma } from '../../../math/special.ts';
import { digammaRest, logGammaRest } from '../../../math/stirling.ts';
import type { Parameters } from '../../../prob/family.ts';
import { normal } from '../../../prob/normal.ts';
import { studentVariance } from '../../../prob/student.ts';
import type { Model, Point, Summary } from './model.ts';

/** eˣ − 1 − x, by its series near 0. */
const bent = (x: number): number => {
  if (Math.abs(x) > 0.1) return Math.expm1(x) - x;
  let [sum, term] = [0, x];
  for (let k = 2; k < 12; k += 1) {
    term *= x / k;
    sum += term;
  }
  return sum;
};

/** log σ where σ² = β/α, about which beliefs of log σ lie. */
const centreOf = ({ shape, rate }: NormalInverseGamma): number => 0.5 * (Math.log(rate) - Math.log(shape));

/** What does not depend on Θ of −log density: of μ its ½ log 2π/κ, of log σ the rest. */
const flatEnergy = ({ belief, shape }: NormalInverseGamma): number =>
  0.5 * (LOG_2PI - Math.log(belief)) - Math.LN2 - 0.5 * (Math.log(shape) - LOG_2PI) + logGammaRest(shape);

/** −log density of (μ, log σ): the density of σ² has the Jacobian 2σ². */
function energyAt(of: NormalInverseGamma, [mu, logSigma]: Point): number {
  const [m, ell] = [mu as number, logSigma as number];
  const away = (Math.abs(m - of.mean) * Math.exp(-ell)) ** 2;
  return flatEnergy(of) + ell + 0.5 * of.belief * away + of.shape * bent(2 * (centreOf(of) - ell));
}

/** Its expectation where μ ~ N(m₁, s₁²) and log σ ~ N(m₂, s₂²), of which E[1/σ²] = exp(2s₂² − 2m₂). */
function energyUnder(of: NormalInverseGamma, q: Parameters): number {
  const [m1, s1, m2, s2] = q as [number, number, number, number];
  const away = ((m1 - of.mean) ** 2 + s1 * s1) * Math.exp(2 * s2 * s2 - 2 * m2);
  return flatEnergy(of) + m2 + 0.5 * of.belief * away + of.shape * (bent(2 * (centreOf(of) - m2 + s2 * s2)) + 2 * s2 * s2);
}

export function unknownNoise(data: Summary, prior: NormalInverseGamma): Model {
  const posterior = normalInverseGammaPosterior(prior, data);
  const { mean, belief, shape, rate } = posterior;
  const logEvidence = logEvidenceOfNormal(prior, data);
  const centre = centreOf(posterior);
  const next = normalPredictive(posterior);
  const likelihood = (squares: number, logSigma: number, precision: number) =>
    -0.5 * (data.n * LOG_2PI + squares * precision) - data.n * logSigma;
  const improperFrom = 2 * shape + 1;

  /** 1/σ² is Gamma(a, β/T) under Q_T, and μ given it N(mean, Tσ²/κ): wider with σ, until at T = 2α + 1 nothing holds it. */
  const tempered = (temperature: number) => {
    if (temperature >= improperFrom) throw new RangeError(`temperature: expected below ${improperFrom}, got ${temperature}`);
    const a = 0.5 * (improperFrom / temperature - 1);
    const fromCentre = 0.5 * (digammaRest(a) + 0.5 / a - Math.log1p((1 - temperature) / (2 * shape)));
    const logSigma = centre + fromCentre;
    const ofMean = 0.5 * (LOG_2PI + 1 + Math.log(temperature / belief)) + logSigma;
    const ofNoise = 0.5 * (LOG_2PI - Math.log(a)) - Math.LN2 + logGammaRest(a) + a * digammaRest(a) + 0.5;
    const entropy = ofMean + ofNoise;
    const energy = flatEnergy(posterior) - logEvidence + centre + 0.5 + improperFrom * fromCentre;
    const variance = a > 1 ? rate / (belief * (a - 1)) : Number.POSITIVE_INFINITY;
    return {
      logPartition: { value: temperature * entropy - energy, error: 0 },
      energy,
      entropy,
      statistics: [mean, variance, logSigma, 0.25 * trigamma(a)],
    };
  };

  const [, , logSigma, variance] = tempered(1).statistics as [number, number, number, number];
  const reach = (4 + 4 / shape) * Math.sqrt(rate / shape / belief);
  return {
    family: normal,
    space: 'plane',
    logEvidence: { value: logEvidence, error: 0 },
    predictive: { mean: next.mean, variance: studentVariance(next) },
    accuracy([m1, s1, m2, s2]) {
      const [m, s, logs, width] = [m1 as number, s1 as number, m2 as number, s2 as number];
      return likelihood(data.scatter + data.n * ((data.mean - m) ** 2 + s * s), logs, Math.exp(2 * width * width - 2 * logs));
    },
    priorEnergy: (q) => energyUnder(prior, q),
    complexity: (q) => energyUnder(prior, q) - normal.entropy(q),
    gap: (q) => energyUnder(posterior, q) - normal.entropy(q),
    logPrior: (point) => -energyAt(prior, point),
    logLikelihood: ([mu, logs]) =>
      likelihood(data.scatter + data.n * (data.mean - (mu as number)) ** 2, logs as number, Math.exp(-2 * (logs as number))),
    improperFrom,
    tempered,
    window: [
      [mean - reach, mean + reach],
      [logSigma - 3.2 * Math.sqrt(variance), logSigma + 3.6 * Math.sqrt(variance)],
    ],
  };
}
