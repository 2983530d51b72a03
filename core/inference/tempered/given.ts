// Q_T in the plane by integrals within integrals: of the first coordinate given the second, then of the second.
import { type Interval, weighLine } from './line.ts';
import type { Tempered } from './tempered.ts';

/**
 * Q_T in the plane of which `first(y)` is Q_T of the first coordinate given the second, of all of the log joint but the `logPrior` of the
 * second: that is integrated by quadrature. `around` is where to begin to look for the second, at so many `looks`.
 */
export function temperedGiven(
  first: (y: number) => Tempered,
  logPrior: (y: number) => number,
  around: Interval,
  temperature: number,
  tolerance: number,
  looks?: number,
): Tempered {
  // Every expectation asks for the same places.
  const known = new Map<number, Tempered>();
  const at = (y: number): Tempered => {
    const found = known.get(y) ?? first(y);
    known.set(y, found);
    return found;
  };
  const { tempered, expect } = weighLine((y) => logPrior(y) + at(y).logPartition.value, around, [], temperature, tolerance, looks);
  const moments = (y: number) => at(y).statistics as readonly [mean: number, variance: number];
  const mean = expect((y) => moments(y)[0]);
  const energy = expect((y) => at(y).energy - logPrior(y));
  const { value, error } = tempered.logPartition;
  const total = error + expect((y) => at(y).logPartition.error);
  return {
    logPartition: { value, error: total },
    statisticsError: total / temperature,
    energy,
    entropy: (energy + value) / temperature,
    statistics: [mean, expect((y) => moments(y)[1] + (moments(y)[0] - mean) ** 2), ...tempered.statistics],
  };
}
