// A rate Λ ~ Gamma(a, rate b) after n counts y ~ Poisson(Λ); q a Gamma, too.
import { logEvidenceOfTotal } from '../../../inference/conjugate/gamma-poisson.ts';
import { logGamma } from '../../../math/special.ts';
import { gamma, gammaLog, gammaLogMean } from '../../../prob/gamma.ts';
import { improperEnds, type Model, requireProper } from './model.ts';

export function poisson(counts: ArrayLike<number>, a: number, b: number): Model {
  const n = counts.length;
  let total = 0;
  let logFactorials = 0;
  for (let i = 0; i < n; i += 1) {
    total += counts[i] as number;
    logFactorials += logGamma((counts[i] as number) + 1);
  }
  const prior = [a, b];
  const [shape, rate] = [a + total, b + n];
  const mean = shape / rate;
  const spread = Math.sqrt(shape) / rate;
  // Towards ∞ it dies out at any temperature.
  const ends = improperEnds([shape]);
  return {
    family: gamma,
    space: 'line',
    logEvidence: { value: a * Math.log(b) - logGamma(a) + logGamma(shape) - shape * Math.log(rate) - logFactorials, error: 0 },
    logEvidenceOfCounts: logEvidenceOfTotal(total, n, a, b),
    // A negative binomial.
    predictive: { mean, variance: mean * (1 + 1 / rate) },
    posterior: [shape, rate],
    accuracy: ([qa, qb]) => total * gammaLogMean(qa as number, qb as number) - (n * (qa as number)) / (qb as number) - logFactorials,
    priorEnergy: ([qa, qb]) => gamma.crossEntropy([gammaLogMean(qa as number, qb as number), (qa as number) / (qb as number)], prior),
    complexity: (q) => gamma.klDivergence(q, prior),
    gap: (q) => gamma.klDivergence(q, [shape, rate]),
    logPrior: (point) => gamma.logDensity(prior, point),
    logLikelihood: (point) => (total === 0 ? 0 : total * gammaLog(point)) - n * (point[0] as number) - logFactorials,
    ...ends,
    tempered(temperature) {
      requireProper(ends, temperature);
      const q = [1 + (shape - 1) / temperature, rate / temperature] as const;
      const statistics = [gammaLogMean(...q), q[0] / q[1]] as const;
      const energy = logGamma(a) - a * Math.log(b) + logFactorials - (shape - 1) * statistics[0] + rate * statistics[1];
      const entropy = gamma.entropy(q);
      return { logPartition: { value: temperature * entropy - energy, error: 0 }, energy, entropy, statistics };
    },
    window: [[0, Math.max(mean + 6 * spread, Math.min((2.5 * (a + 2)) / b, mean + 25 * spread))]],
  };
}
