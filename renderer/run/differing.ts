// Which values are others than those of another set.
import type { Value, Values } from '../../core/lab/param.ts';

export const differing = (values: Values, from: Values): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => !Object.is(value, from[name])));

export const same = (a: Values, b: Values): boolean => Object.keys(differing(a, b)).length === 0;
