// What was changed on the way while a run went on, as curves over its steps and their words tell of it.
import type { Lab } from './lab.ts';
import type { Param, Value } from './param.ts';
import type { Change } from './session.ts';

/** From this step on other values were in force. */
export interface Turn {
  readonly step: number;
  /** What was set: `temperature 0.5`. */
  readonly text: string;
}

function told(param: Param, value: Value): string {
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
      return `another ${param.label}`;
  }
}

/** Of the changes those that the steps after them felt: what only looks otherwise is none. */
export function turnsOf({ params }: Pick<Lab, 'params'>, changes: readonly Change[]): readonly Turn[] {
  return changes.flatMap(({ step, values }) => {
    const live = Object.entries(values).flatMap(([name, value]) => {
      const param = params[name];
      return param?.effect === 'live' && value !== undefined ? [told(param, value)] : [];
    });
    return live.length > 0 ? [{ step, text: live.join(', ') }] : [];
  });
}
