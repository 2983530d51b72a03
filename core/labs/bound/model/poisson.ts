// A rate Λ ~ Gamma(a, rate b) after n counts y ~ Poisson(Λ); q a Gamma, too.
import { logEvidenceOfTotal } from '../../../inference/conjugate/gamma-poisson.ts';
import { deviance } from '../../../math/gamma-ratios.ts';
import { LOG_2PI } from '../../../math/special.ts';
import { digammaRest, logGammaRest } from '../../../math/stirling.ts';
import type { Parameters } from '../../../prob/family.ts';
import { gamma, gammaLog, gammaLogMean, gammaSurprise } from '../../../prob/gamma.ts';
import { improperEnds, type Model, requireProper } from './model.ts';

/** log(x! eˣ/xˣ), about ½ log 2πx. */
const factorialRest = (x: number) => (x === 0 ? 0 : 0.5 * (LOG_2PI + Math.log(x)) + logGammaRest(x));

/** Σ log P(y | λ) where λ is their mean: Σ [y log ȳ − y − log y!], in which nothing large cancels. */
function highestLikelihood(counts: ArrayLike<number>, mean: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const y = counts[i] as number;
    sum -= deviance(y, mean) + factorialRest(y);
  }
  return sum;
}

export function poisson(counts: ArrayLike<number>, a: number, b: number): Model {
  const n = counts.length;
  let total = 0;
  for (let i = 0; i < n; i += 1) total += counts[i] as number;
  const seen = total / n;
  const highest = highestLikelihood(counts, seen);
  const prior = [a, b];
  const [shape, rate] = [a + total, b + n];
  const mean = shape / rate;
  const spread = Math.sqrt(shape) / rate;
  // Towards ∞ it dies out at any temperature.
  const ends = improperEnds([shape]);
  /** E_q[log P(X|Λ)]: as much below the highest as the mean of q is away from ȳ, and as log Λ is spread. */
  const accuracy = ([qa, qb]: Parameters) => {
    const [shapeOfQ, mean] = [qa as number, (qa as number) / (qb as number)];
    const spreads = total * (0.5 / shapeOfQ + digammaRest(shapeOfQ));
    return highest - n * deviance(seen, mean) - spreads;
  };
  const ofTotal = logEvidenceOfTotal(total, n, a, b);
  return {
    family: gamma,
    space: 'line',
    // The sum of the counts, and how it falls to them.
    logEvidence: { value: ofTotal + factorialRest(total) + highest, error: 0 },
    logEvidenceOfCounts: ofTotal,
    // A negative binomial.
    predictive: { mean, variance: mean * (1 + 1 / rate) },
    posterior: [shape, rate],
    accuracy,
    priorEnergy: (q) => gammaSurprise(q, prior),
    complexity: (q) => gamma.klDivergence(q, prior),
    gap: (q) => gamma.klDivergence(q, [shape, rate]),
    logPrior: (point) => gamma.logDensity(prior, point),
    logLikelihood(point) {
      const [lambda] = point as [number];
      if (total === 0) return -n * lambda;
      // So small that a draw knows more of its logarithm than of itself.
      if (lambda < 1e-300) return highest - n * (lambda - seen) + total * (gammaLog(point) - Math.log(seen));
      return highest - n * deviance(seen, lambda);
    },
    ...ends,
    tempered(temperature) {
      requireProper(ends, temperature);
      const q = [1 + (shape - 1) / temperature, rate / temperature] as const;
      const statistics = [gammaLogMean(...q), q[0] / q[1]] as const;
      const energy = gammaSurprise(q, prior) - accuracy(q);
      const entropy = gamma.entropy(q);
      return { logPartition: { value: temperature * entropy - energy, error: 0 }, energy, entropy, statistics };
    },
    window: [[0, Math.max(mean + 6 * spread, Math.min((2.5 * (a + 2)) / b, mean + 25 * spread))]],
  };
}
