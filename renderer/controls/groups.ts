// The controls that are to be seen, as the lab's groups of them.
import type { Hue } from '../../core/lab/hue.ts';
import type { Lab, Preset } from '../../core/lab/lab.ts';
import { applies, type Effect, type Param, type Params, type Values } from '../../core/lab/param.ts';

export interface ControlGroup {
  readonly name: string;
  /** What the preset is about: always seen. */
  readonly front: boolean;
  readonly hue: Hue | undefined;
  /** What a change of any of them does, where it is the same for all. */
  readonly effect: Effect | undefined;
  readonly params: readonly string[];
  /** Its one control has the group's name: that is heading enough. */
  readonly alone: boolean;
}

const shared = <T>(items: readonly T[]): T | undefined => (items.every((item) => item === items[0]) ? items[0] : undefined);

/** What a preset is about: what it names, or else what it sets. */
const aboutOf = ({ about, values }: Preset<Params>): readonly string[] => about ?? Object.keys(values);

/** The name of the group in which a preset's own controls stand. */
const ABOUT = 'In this preset';

/** In front what the preset is about, then the lab's own groups of all the rest. The walk sets its stage itself, and a picture has the sheet beside
 * it that is drawn on. */
export function groupsOf(
  { params, training, presets, plots }: Pick<Lab, 'params' | 'training' | 'presets' | 'plots'>,
  values: Values,
  preset: string | undefined,
): readonly ControlGroup[] {
  const about = preset === undefined ? [] : aboutOf(presets[preset] as Preset<Params>);
  const elsewhere = [training?.walk?.param, ...Object.values(plots).map(({ pad }) => pad)];
  const all = Object.entries(params).filter(([name, { when }]) => !elsewhere.includes(name) && applies(when, values));
  const first = about.filter((name) => all.some(([other]) => other === name));
  const seen = all.filter(([name]) => !first.includes(name));
  const effect = shared(first.map((name) => params[name]?.effect));
  const front: ControlGroup[] =
    first.length === 0 ? [] : [{ name: ABOUT, front: true, hue: undefined, effect, params: first, alone: false }];
  const names = [...new Set(seen.map(([, { group }]) => group))];
  const groups = names.map((name): ControlGroup => {
    const members = seen.filter(([, { group }]) => group === name) as [string, Param][];
    return {
      name,
      front: false,
      hue: shared(members.map(([, { hue }]) => hue)),
      effect: shared(members.map(([, { effect }]) => effect)),
      params: members.map(([param]) => param),
      alone: members.length === 1 && members[0]?.[1].label === name,
    };
  });
  return [...front, ...groups];
}

/** Whether a control, or its group, is called or told of by these letters. */
export function isFound({ params }: Pick<Lab, 'params'>, name: string, letters: string): boolean {
  const { label = '', help = '', group = '', tex = '' } = params[name] ?? {};
  const searchText = [name, label, help, group, tex].join(' ').toLowerCase();
  return letters
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searchText.includes(word));
}
