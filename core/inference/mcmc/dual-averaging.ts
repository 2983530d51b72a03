// Tunes a step size until acceptance is as asked: Nesterov’s dual averaging as Hoffman and Gelman (2014) use it.
import { exp, log, power } from '../../math/elementary.ts';

export interface DualAveraging {
  readonly logStepSize: number;
  /** What is used once tuning has ended. */
  readonly logAverage: number;
  readonly error: number;
  readonly count: number;
  /** The value that log ε is drawn towards. */
  readonly centre: number;
}

const GAMMA = 0.05;
const DELAY = 10;
const KAPPA = 0.75;

export const beginTuning = (stepSize: number): DualAveraging => ({
  logStepSize: log(stepSize),
  logAverage: log(stepSize),
  error: 0,
  count: 0,
  centre: log(10 * stepSize),
});

/** After a step whose mean acceptance was `acceptance`. */
export function tune({ logAverage, error, count, centre }: DualAveraging, acceptance: number, wanted: number): DualAveraging {
  const t = count + 1;
  const nextError = error + (wanted - (Number.isFinite(acceptance) ? acceptance : 0) - error) / (t + DELAY);
  const logStepSize = centre - (Math.sqrt(t) / GAMMA) * nextError;
  const weight = power(t, -KAPPA);
  return { logStepSize, logAverage: weight * logStepSize + (1 - weight) * logAverage, error: nextError, count: t, centre };
}

/** The step size in force: the newest while tuning, the average after, and what was set where nothing was ever tuned. */
export function tunedStepSize(
  tuning: DualAveraging,
  { stepSize, adapt }: { readonly stepSize: number; readonly adapt: number | undefined },
): number {
  if (adapt !== undefined && tuning.count > 0) return exp(tuning.logStepSize);
  return tuning.count > 0 ? exp(tuning.logAverage) : stepSize;
}
