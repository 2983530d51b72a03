// A lab's work over and over, whose joules are measured.
import type { Values } from './param.ts';
import type { Run } from './run.ts';

/** Exerts a run for `ms` by the clock `now`, in ms, or a little more: how many answers that gave. Throws InputError for a lab whose work is not measured. */
export async function exertFor(run: Pick<Run, 'exert'>, values: Values, ms: number, now: () => number): Promise<number> {
  const until = now() + ms;
  let answers = 0;
  do answers += await run.exert(values);
  while (now() < until);
  return answers;
}
