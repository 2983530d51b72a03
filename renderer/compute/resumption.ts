// From where a run that is asked for can go on: the last checkpoint, if the plan goes through it.
import type { Dataset } from '../../core/data/dataset.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Checkpoint } from '../../core/lab/run.ts';
import type { Change } from '../../core/lab/session.ts';

/** A run from its start to one of its steps. */
export interface Plan {
  readonly values: Values;
  readonly seed: number;
  readonly data: Dataset | undefined;
  readonly changes: readonly Change[];
  readonly steps: number;
}

/** A checkpoint, and the run it is one of, up to there. */
export interface Resumable extends Omit<Plan, 'steps'> {
  /** Of this run alone, from its first step to its last. */
  readonly id: string;
  readonly checkpoint: Checkpoint;
}

type Part = (values: Partial<Values>) => Partial<Values>;

const courseText = (values: Values, changes: readonly Change[], step: number, part: Part): string =>
  JSON.stringify([
    part(values),
    changes
      .filter((change) => change.step < step)
      .map((change) => ({ step: change.step, values: part(change.values) }))
      .filter((change) => Object.keys(change.values).length > 0),
  ]);

/** Whether `plan` is at that step just as the run of the checkpoint was; `part` leaves what only changes the look out. */
export function goesThrough(plan: Plan, { checkpoint, values, changes, seed, data }: Resumable, part: Part): boolean {
  const { step } = checkpoint;
  return (
    step > 0 &&
    plan.steps >= step &&
    plan.seed === seed &&
    plan.data === data &&
    courseText(plan.values, plan.changes, step, part) === courseText(values, changes, step, part)
  );
}
