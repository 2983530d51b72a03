// What was changed on the way while a run went on, as curves over its steps and their words tell of it.
import type { AnyPlot, Lab } from './lab.ts';
import type { Param, Value } from './param.ts';
import type { Result } from './result.ts';
import type { Change } from './session.ts';

/** From this step on other values were in force. */
export interface Turn {
  readonly step: number;
  /** What was set: `temperature 0.5`. */
  readonly text: string;
}

/** The turns that an axis marks, where it has them; none where it counts no steps. */
export function turnsAlong({ steps }: AnyPlot['x'], { scalars }: Pick<Result, 'scalars'>, turns: readonly Turn[]): readonly Turn[] {
  if (steps === undefined) return [];
  const after = steps === true ? 0 : (scalars[steps.after] ?? 0);
  return after === 0 ? turns : turns.map(({ step, text }) => ({ step: step + after, text }));
}

function changeText(param: Param, value: Value): string {
  switch (param.kind) {
    case 'choice':
      return `${param.label}: ${param.options[value as string] ?? value}`;
    case 'toggle':
      return `${param.label} ${value ? 'on' : 'off'}`;
    case 'real':
    case 'integer':
      return `${param.label} ${String(Number((value as number).toPrecision(3))).replace('-', '−')}`;
    case 'subset':
    case 'drawing':
    case 'edits':
    case 'text':
    case 'measurement':
      return `another ${param.label}`;
  }
}

/** Of the changes those that the steps after them felt: what only looks otherwise is none. */
export function turnsOf({ params }: Pick<Lab, 'params'>, changes: readonly Change[]): readonly Turn[] {
  return changes.flatMap(({ step, values }) => {
    const live = Object.entries(values).flatMap(([name, value]) => {
      const param = params[name];
      return param?.effect === 'live' && value !== undefined ? [changeText(param, value)] : [];
    });
    return live.length > 0 ? [{ step, text: live.join(', ') }] : [];
  });
}
