// What the controls show, and a figure says, of a run that has stepped.
import type { Lab } from './lab.ts';
import type { Value, Values } from './param.ts';
import type { Frame } from './run.ts';

/** The values in force; where the run has stepped, a parameter that follows the state shows the state. */
export function shownValues({
  lab,
  values,
  frame,
}: {
  readonly lab: Lab;
  readonly values: Values;
  readonly frame: Frame | undefined;
}): Values {
  if (!frame || frame.step === 0) return values;
  const followed = Object.entries(lab.params).flatMap(([name, param]): [string, Value][] => {
    if (!('follows' in param) || !param.follows) return [];
    const [table, column] = param.follows;
    const now = frame.result.tables[table]?.[column]?.at(-1);
    return now === undefined || Number.isNaN(now) ? [] : [[name, now]];
  });
  return { ...values, ...Object.fromEntries(followed) };
}
