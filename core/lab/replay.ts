// From a course to its frame: a run is opened and led through the changes on its way, in this thread or behind messages.
import type { Values } from './param.ts';
import type { Checkpoint, Frame } from './run.ts';
import type { Change } from './session.ts';

/** What a replay goes by: the values at step 0, those that were changed later, and the last step. */
interface Course {
  readonly values: Values;
  readonly changes: readonly Change[];
  readonly steps: number;
}

/** A run that is not open yet, wherever it computes. */
export interface Replayable {
  /** Begins at these values, or goes on from a checkpoint at the values in force there, and observes. */
  open(values: Values, from: Checkpoint | undefined): Frame | Promise<Frame>;
  /** Takes up to `steps` steps at these values, then observes; 0 only observes. */
  next(steps: number, values: Values): Frame | Promise<Frame>;
}

/** Asked before each stretch of steps, with the values in force: how many to take at most; below 1 ends the replay where it is. */
export type Stride = (frame: Frame, values: Values) => number | Promise<number>;

export interface ReplayOptions {
  readonly stride?: Stride;
  /** A checkpoint of this very course to begin at. */
  readonly from?: Checkpoint | undefined;
}

/** The values in force when step `step` has been taken. */
export const valuesAt = ({ values, changes }: Pick<Course, 'values' | 'changes'>, step: number): Values =>
  Object.assign({}, values, ...changes.filter((change) => change.step < step).map((change) => change.values));

/**
 * Leads a run from the start of a course, or from a checkpoint of it, to its last step: the same frame, bit for bit, on every host and by every
 * stride. The caller closes the run.
 */
export async function replay(
  run: Replayable,
  course: Course,
  { stride = () => Number.POSITIVE_INFINITY, from }: ReplayOptions = {},
): Promise<{ readonly frame: Frame; readonly values: Values }> {
  const begun = from?.step ?? 0;
  let values = valuesAt(course, begun);
  let frame = await run.open(values, from);
  /** False where the replay was ended before `step`. */
  const advance = async (step: number) => {
    while (frame.step < step && !frame.done) {
      const steps = Math.min(step - frame.step, await stride(frame, values));
      if (steps < 1) return false;
      frame = await run.next(steps, values);
    }
    return true;
  };
  const ahead = course.changes.filter(({ step }) => step >= begun);
  for (const [at, change] of ahead.entries()) {
    if (!(await advance(change.step))) return { frame, values };
    values = { ...values, ...change.values };
    // Of those at one step the last one’s values are looked at.
    if (ahead[at + 1]?.step !== change.step) frame = await run.next(0, values);
  }
  await advance(course.steps);
  return { frame, values };
}
