// The controls that are to be seen, as the lab's groups of them.
import type { Hue } from '../../core/lab/hue.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { applies, type Effect, type Param, type Values } from '../../core/lab/param.ts';

export interface ControlGroup {
  readonly name: string;
  readonly hue: Hue | undefined;
  /** What a change of any of them does, where it is the same for all. */
  readonly effect: Effect | undefined;
  readonly params: readonly string[];
  /** Its one control has the group's name: that is heading enough. */
  readonly alone: boolean;
}

const shared = <T>(items: readonly T[]): T | undefined => (items.every((item) => item === items[0]) ? items[0] : undefined);

/** The walk sets its stage itself, and a picture has the sheet beside it that is drawn on. */
export function groupsOf({ params, walk, plots }: Pick<Lab, 'params' | 'walk' | 'plots'>, values: Values): readonly ControlGroup[] {
  const elsewhere = [walk?.param, ...Object.values(plots).map(({ pad }) => pad)];
  const seen = Object.entries(params).filter(([name, { when }]) => !elsewhere.includes(name) && applies(when, values));
  const names = [...new Set(seen.map(([, { group }]) => group))];
  return names.map((name) => {
    const members = seen.filter(([, { group }]) => group === name) as [string, Param][];
    return {
      name,
      hue: shared(members.map(([, { hue }]) => hue)),
      effect: shared(members.map(([, { effect }]) => effect)),
      params: members.map(([param]) => param),
      alone: members.length === 1 && members[0]?.[1].label === name,
    };
  });
}
