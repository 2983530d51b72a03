// A lab's presets, and which of them a run's values are of.
import type { Lab } from '../../core/lab/lab.ts';
import { initialValues, parseValues, type Values } from '../../core/lab/param.ts';
import { same } from './differing.ts';
import type { StoredRun } from './stored-run.ts';

/** The values of a preset: the initial ones, its own over them. */
export const presetValues = (lab: Lab, id: string): Values =>
  parseValues(lab.params, initialValues(lab.params), lab.presets[id]?.values ?? {});

/** Of the values, those that the run itself depends on. */
export const withoutLooks = <V extends Partial<Values>>(lab: Lab, values: V): V =>
  Object.fromEntries(Object.entries(values).filter(([name]) => lab.params[name]?.effect !== 'redraw')) as V;

/** The preset that was begun with stays, changed or not; where there is none, one whose values these are. */
export function presetAt(lab: Lab, values: Values, begun: string | undefined): Pick<StoredRun, 'preset' | 'changed'> {
  const isOf = (id: string) => same(withoutLooks(lab, presetValues(lab, id)), withoutLooks(lab, values));
  const preset = begun ?? Object.keys(lab.presets).find(isOf);
  return { preset, changed: preset !== undefined && !isOf(preset) };
}
