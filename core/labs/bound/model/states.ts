// Two to six hypotheses: a prior, the probability that each gives what was seen, and q, all finite sums.
import { logSumExp } from '../../../math/special.ts';
import { categorical, normalize } from '../../../prob/categorical.ts';
import type { Model } from './model.ts';

/** `prior` are weights, `likelihood` the probability of the data under each state. */
export function states(prior: readonly number[], likelihood: readonly number[]): Model {
  const logPrior = normalize(prior).map(Math.log);
  const logLikelihood = likelihood.map(Math.log);
  const logJoint = logPrior.map((p, i) => p + (logLikelihood[i] as number));
  const logEvidence = logSumExp(logJoint);
  const posterior = logJoint.map((x) => Math.exp(x - logEvidence));
  return {
    family: categorical,
    space: 'states',
    logEvidence: { value: logEvidence, error: 0 },
    accuracy: (q) => -categorical.crossEntropy(q, likelihood),
    priorEnergy: (q) => categorical.crossEntropy(q, normalize(prior)),
    complexity: (q) => categorical.klDivergence(q, normalize(prior)),
    gap: (q) => categorical.klDivergence(q, posterior),
    logPrior: ([state]) => logPrior[state as number] as number,
    logLikelihood: ([state]) => logLikelihood[state as number] as number,
    tempered(temperature) {
      const scaled = logJoint.map((x) => x / temperature);
      const total = logSumExp(scaled);
      const q = scaled.map((x) => Math.exp(x - total));
      return {
        logPartition: { value: temperature * total, error: 0 },
        energy: -q.reduce((sum, p, i) => sum + p * (logJoint[i] as number), 0),
        entropy: categorical.entropy(q),
        statistics: q,
      };
    },
    window: [[0, prior.length - 1]],
  };
}
