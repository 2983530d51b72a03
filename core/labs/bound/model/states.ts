// Two to six hypotheses: a prior, the probability that each gives what was seen, and q, all finite sums.
import { logSumExp } from '../../../math/special.ts';
import { categorical, normalize } from '../../../prob/categorical.ts';
import type { Parameters } from '../../../prob/family.ts';
import type { Model } from './model.ts';

/** Σ qᵢ f(i), with 0 · f = 0. */
const expect = (q: Parameters, f: (i: number) => number) => q.reduce((sum, p, i) => (p === 0 ? sum : sum + p * f(i)), 0);

/** `prior` are weights, `logLikelihood` the log of the probability of the data under each hypothesis, however small that is. */
export function hypotheses(prior: readonly number[], logLikelihood: readonly number[]): Model {
  const logPrior = normalize(prior).map(Math.log);
  const logJoint = logPrior.map((p, i) => p + (logLikelihood[i] as number));
  const logEvidence = logSumExp(logJoint);
  const at = (xs: readonly number[]) => (i: number) => xs[i] as number;
  return {
    family: categorical,
    space: 'states',
    logEvidence: { value: logEvidence, error: 0 },
    accuracy: (q) => expect(q, at(logLikelihood)),
    priorEnergy: (q) => -expect(q, at(logPrior)),
    complexity: (q) => categorical.klDivergence(q, normalize(prior)),
    // A posterior probability may be too small to be written.
    gap: (q) => expect(q, (i) => Math.log(q[i] as number) - ((logJoint[i] as number) - logEvidence)),
    logPrior: ([state]) => logPrior[state as number] as number,
    logLikelihood: ([state]) => logLikelihood[state as number] as number,
    tempered(temperature) {
      const scaled = logJoint.map((x) => x / temperature);
      const total = logSumExp(scaled);
      const q = scaled.map((x) => Math.exp(x - total));
      return {
        logPartition: { value: temperature * total, error: 0 },
        energy: -expect(q, at(logJoint)),
        entropy: categorical.entropy(q),
        statistics: q,
      };
    },
    window: [[0, prior.length - 1]],
  };
}

/** `likelihood` is the probability of the data under each state. */
export const states = (prior: readonly number[], likelihood: readonly number[]): Model => hypotheses(prior, likelihood.map(Math.log));
