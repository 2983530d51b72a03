// Joules of a run, less what the machine draws while it does nothing, with an interval.
import { InputError } from '../base/input-error.ts';

/** Joules of a stretch of time. */
export interface Stretch {
  readonly joules: number;
  readonly seconds: number;
}

export interface Measured {
  /** Of one answer. */
  readonly joules: number;
  readonly standardError: number;
}

/** What counts joules: the processor, over its packages, or the battery, over all that it feeds. */
export const meters = ['RAPL', 'battery'] as const;
export type Meter = (typeof meters)[number];

/** What a run came to. */
export interface Measurement extends Measured {
  readonly answers: number;
  /** Of the run, without idleness. */
  readonly seconds: number;
  readonly by: Meter;
}

/** Shorter than this, the counters’ own steps and what else the machine does are too much of it. */
export const LEAST_SECONDS = 2;

const meanAndVariance = (numbers: readonly number[]) => {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return { mean, variance: numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, numbers.length - 1) };
};

/**
 * (watts of the run − watts at idle) × seconds / answers. Both are cut into stretches, from whose spread the standard error is taken. Throws InputError
 * for fewer than two stretches of either, or a run of less than 2 s.
 */
export function measuredJoules(run: readonly Stretch[], idle: readonly Stretch[], answers: number): Measured {
  if (run.length < 2 || idle.length < 2)
    throw new InputError('energy', 'two stretches or more, busy and idle', `${run.length} and ${idle.length}`);
  const seconds = run.reduce((sum, each) => sum + each.seconds, 0);
  if (seconds < LEAST_SECONDS) throw new InputError('energy', `a run of ${LEAST_SECONDS} s or more`, `${seconds.toFixed(2)} s`);
  const watts = (stretches: readonly Stretch[]) => meanAndVariance(stretches.map(({ joules, seconds: s }) => joules / s));
  const [busy, still] = [watts(run), watts(idle)];
  const each = seconds / answers;
  return {
    joules: (busy.mean - still.mean) * each,
    standardError: Math.sqrt(busy.variance / run.length + still.variance / idle.length) * each,
  };
}
