// The tempered posterior Q_T ∝ P(X, Θ)^{1/T}: what is asked of it, and its closed form where the joint is normal.
import type { Estimate } from '../../math/quadrature.ts';
import { LOG_2PI } from '../../math/special.ts';

/** The exact minimizer of F at temperature T, Q_T ∝ P(X, Θ)^{1/T}. */
export interface Tempered {
  /** T log ∫ P(X, Θ)^{1/T} dΘ = −min F; log P(X) at T = 1. */
  readonly logPartition: Estimate;
  /** −E[log P(X, Θ)] and H under Q_T. */
  readonly energy: number;
  readonly entropy: number;
  /** The expected statistics that the family’s `crossEntropy` takes: by quadrature, mean and variance of each coordinate. */
  readonly statistics: readonly number[];
  /** What quadrature may have missed of them: of means in standard deviations, of variances relative. */
  readonly statisticsError?: number;
}

/** Q_T of a normal whose log joint has this peak, mean and precision: P(X, Θ) = e^{peak − precision (Θ − mean)²/2}. */
export function temperedNormal(peak: number, mean: number, precision: number, temperature: number): Tempered {
  const entropy = 0.5 * (LOG_2PI + 1 + Math.log(temperature / precision));
  const energy = 0.5 * temperature - peak;
  return {
    logPartition: { value: temperature * entropy - energy, error: 0 },
    energy,
    entropy,
    statistics: [mean, temperature / precision],
  };
}
