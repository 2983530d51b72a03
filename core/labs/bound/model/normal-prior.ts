// A prior of independent normals, and what it asks of a q of the same kind.
import type { Parameters } from '../../../prob/family.ts';
import { normal } from '../../../prob/normal.ts';
import type { Model } from './model.ts';

/** `prior` is (m₁, s₁, m₂, s₂, …), as the parameters of q are. */
export const normalPrior = (prior: Parameters): Pick<Model, 'logPrior' | 'priorEnergy' | 'complexity'> => ({
  logPrior: (point) => normal.logDensity(prior, point),
  // The statistics of q: its means and variances.
  priorEnergy: (q) =>
    normal.crossEntropy(
      q.map((x, i) => (i % 2 === 0 ? x : x * x)),
      prior,
    ),
  complexity: (q) => normal.klDivergence(q, prior),
});
