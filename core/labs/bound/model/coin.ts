// A coin's bias Θ ~ Beta(a, b) after h heads in n ordered tosses; q a Beta, too.
import { dirichletPredictive, logEvidenceOfCounts, logEvidenceOfSequence } from '../../../inference/conjugate/dirichlet-categorical.ts';
import { beta, betaLogMeans, betaLogs, betaSurprise } from '../../../prob/beta.ts';
import type { Parameters } from '../../../prob/family.ts';
import { improperEnds, type Model, requireProper } from './model.ts';

export function coin(heads: number, tosses: number, a: number, b: number): Model {
  const tails = tosses - heads;
  const seen = [heads, tails];
  const prior = [a, b] as const;
  const [next, otherwise] = dirichletPredictive(seen, prior) as [number, number];
  const posterior = [a + heads, b + tails] as const;
  const ends = improperEnds(posterior);
  const accuracy = ([qa, qb]: Parameters) => {
    const [logTheta, logRest] = betaLogMeans(qa as number, qb as number);
    return heads * logTheta + tails * logRest;
  };
  return {
    family: beta,
    space: 'line',
    logEvidence: { value: logEvidenceOfSequence(seen, prior), error: 0 },
    logEvidenceOfCounts: logEvidenceOfCounts(seen, prior),
    // Of the next toss, heads being 1.
    predictive: { mean: next, variance: next * otherwise },
    posterior,
    accuracy,
    priorEnergy: (q) => betaSurprise(q, prior),
    complexity: (q) => beta.klDivergence(q, prior),
    gap: (q) => beta.klDivergence(q, posterior),
    logPrior: (point) => beta.logDensity(prior, point),
    logLikelihood(point) {
      const [logTheta, logRest] = betaLogs(point);
      return (heads === 0 ? 0 : heads * logTheta) + (tails === 0 ? 0 : tails * logRest);
    },
    ...ends,
    tempered(temperature) {
      requireProper(ends, temperature);
      // θ^{(A−1)/T} (1−θ)^{(B−1)/T}: a Beta again, as long as both exponents stay above −1.
      const q = posterior.map((x) => 1 + (x - 1) / temperature) as [number, number];
      const statistics = betaLogMeans(...q);
      const energy = betaSurprise(q, prior) - accuracy(q);
      const entropy = beta.entropy(q);
      return { logPartition: { value: temperature * entropy - energy, error: 0 }, energy, entropy, statistics };
    },
    window: [[0, 1]],
  };
}
