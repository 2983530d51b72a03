// The points of a sweep, computed: whoever only asks for a sweep does without this, and without all that a run computes with.
import type { Dataset } from '../data/dataset.ts';
import type { Lab } from './lab.ts';
import type { Values } from './param.ts';
import type { Table } from './result.ts';
import { openRun } from './run.ts';
import { type SweepAxis, type SweepOutcome, type SweepPoint, sweepPoints, sweepTable } from './sweep.ts';

/** Runs one point to `steps` steps and keeps its scalars. */
export async function runPoint(lab: Lab, base: Values, point: SweepPoint, steps: number, data?: Dataset): Promise<SweepOutcome> {
  const values = { ...base, ...point.over };
  const run = await openRun(lab, values, point.seed, data);
  try {
    const { step, diverged, result } = await run.next(steps, values);
    return { ...point, step, scalars: result.scalars, ...(diverged && { diverged }) };
  } finally {
    run.close();
  }
}

/** What a curve is swept at: the values that stay, the steps that each point takes, and the seed of them all. */
export interface SweepBase {
  readonly values: Values;
  readonly seed: number;
  readonly steps: number;
  readonly data?: Dataset | undefined;
}

/**
 * Every scalar over one axis. All points have one seed: the curve shows the parameter, not the noise. `goes` is asked before each point;
 * undefined where it says no.
 */
export async function sweepOf(
  lab: Lab,
  { values, seed, steps, data }: SweepBase,
  axis: SweepAxis,
  goes: () => boolean | Promise<boolean> = () => true,
): Promise<Table | undefined> {
  const outcomes: SweepOutcome[] = [];
  for (const point of sweepPoints([axis], seed)) {
    if (!(await goes())) return undefined;
    outcomes.push(await runPoint(lab, values, { ...point, seed }, steps, data));
  }
  return sweepTable(lab, axis, outcomes);
}
