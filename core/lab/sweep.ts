// A sweep runs a lab over a lattice of parameter values: any scalar against any parameter.
import { InputError } from '../base/input-error.ts';
import type { Lab } from './lab.ts';
import { applies, type Param, parseValue, type Value, type Values } from './param.ts';
import type { Table } from './result.ts';
import type { Divergence } from './run.ts';

/** More points on one axis are a slip of the hand. */
const MAX_COUNT = 1e6;

export interface SweepAxis {
  readonly name: string;
  readonly values: readonly Value[];
}

export interface SweepPoint {
  readonly index: number;
  readonly over: Readonly<Record<string, Value>>;
  readonly seed: number;
}

export interface SweepOutcome extends SweepPoint {
  readonly step: number;
  readonly scalars: Readonly<Record<string, number>>;
  readonly diverged?: Divergence;
}

/** `count` numbers from `from` to `to`, both included, evenly spaced on the scale. */
export function spaced(from: number, to: number, count: number, scale: 'linear' | 'log'): number[] {
  const [low, high] = scale === 'log' ? [Math.log(from), Math.log(to)] : [from, to];
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    if (i === count - 1) return to;
    const at = low + ((high - low) * i) / (count - 1);
    return scale === 'log' ? Math.exp(at) : at;
  });
}

/** Reads `name=from:to:count[:log]`, or `name=a,b,c` for a choice; of a subset, `a+b` is one of its values. Throws InputError. */
export function parseAxis(lab: Lab, text: string): SweepAxis {
  const [name = '', range = ''] = text.split(/=(.*)/s);
  const param: Param | undefined = Object.hasOwn(lab.params, name) ? lab.params[name] : undefined;
  if (!param) throw new InputError(name || 'over', `a parameter (${Object.keys(lab.params).join(', ')})`, 'an unknown name');
  if (!('scale' in param)) {
    const options = range.split(',').map((option) => (param.kind === 'subset' ? option.replaceAll('+', ',') : option));
    return { name, values: options.map((option) => parseValue(param, name, option)) };
  }
  const [from = '', to = '', count = '', scale = 'linear', ...rest] = range.split(':');
  const points = Number(count);
  const wrong = rest.length > 0 || !['linear', 'log'].includes(scale) || !Number.isInteger(points) || points < 1;
  if (wrong) throw new InputError(name, 'from:to:count or from:to:count:log', range || 'nothing');
  if (points > MAX_COUNT) throw new InputError(name, `at most ${MAX_COUNT} points`, count);
  const ends = [parseValue(param, name, from), parseValue(param, name, to)] as [number, number];
  if (scale === 'log' && !(ends[0] > 0 && ends[1] > 0)) throw new InputError(name, 'ends above 0 on a log scale', range);
  const values = spaced(...ends, points, scale as 'linear' | 'log');
  return { name, values: param.kind === 'integer' ? [...new Set(values.map(Math.round))] : values };
}

/** Points of a sweep's curve. */
const CURVE = 81;

/** What a numeric parameter is swept over for a curve: as far as its slider goes. Empty for one that is no number. */
function sweepValues(lab: Lab, name: string): readonly number[] {
  const param = lab.params[name];
  if (!param || !('scale' in param)) return [];
  const [low, high] = param.slider ?? [param.min, param.max];
  const from = param.scale === 'log' && low <= 0 ? high / 1e4 : low;
  const values = spaced(from, high, CURVE, param.scale);
  return param.kind === 'integer' ? [...new Set(values.map(Math.round))] : values;
}

/** The parameters that can be swept at these values. */
export const sweepable = (lab: Lab, values: Values): string[] =>
  Object.keys(lab.params).filter((name) => sweepValues(lab, name).length > 0 && applies(lab.params[name]?.when, values));

/** What a curve is swept over: the parameter asked for, where it can be swept at these values, else the first one that can. */
export function curveAxis(lab: Lab, values: Values, asked: string | undefined): SweepAxis | undefined {
  const can = sweepable(lab, values);
  const name = asked !== undefined && can.includes(asked) ? asked : can[0];
  return name === undefined ? undefined : { name, values: sweepValues(lab, name) };
}

/** How many points the lattice has. Throws InputError for one whose points cannot all be numbered. */
export function sweepSize(axes: readonly SweepAxis[]): number {
  const size = axes.reduce((product, { values }) => product * values.length, 1);
  if (size > Number.MAX_SAFE_INTEGER) throw new InputError('over', 'at most 2^53 points in all', size.toExponential(2));
  return size;
}

/** Point `index` of the lattice, the last axis running fastest; its seed depends on the base seed and its index alone. */
export function sweepPoint(axes: readonly SweepAxis[], seed: number, index: number): SweepPoint {
  let rest = index;
  const coordinates = axes.toReversed().map(({ name, values }): [string, Value] => {
    const value = values[rest % values.length] as Value;
    rest = Math.floor(rest / values.length);
    return [name, value];
  });
  // Weyl's sequence by the golden ratio: distinct seeds for 2³² points.
  return { index, over: Object.fromEntries(coordinates.reverse()), seed: (seed + Math.imul(index, 0x9e3779b9)) >>> 0 };
}

/** Every point of the lattice, in the order of its indices. */
export function sweepPoints(axes: readonly SweepAxis[], seed: number): SweepPoint[] {
  return Array.from({ length: sweepSize(axes) }, (_, index) => sweepPoint(axes, seed, index));
}

/** The indices [from, to) of shard `shard` of `shards`, counted from 1: contiguous, so that shards in order make the whole. */
export function shardRange(size: number, shard: number, shards: number): readonly [from: number, to: number] {
  return [Math.floor((size * (shard - 1)) / shards), Math.floor((size * shard) / shards)];
}

/** A curve's numbers, and the parameter they are over. */
export interface Sweep {
  readonly over: string;
  readonly table: Table;
}

/** A sweep over one numeric axis as a table: the parameter as `x`, and every scalar of the lab, NaN where it is unknown. */
export function sweepTable(lab: Lab, axis: SweepAxis, outcomes: readonly SweepOutcome[]): Table {
  const columns = Object.keys(lab.scalars).map((name) => [name, Float64Array.from(outcomes, ({ scalars }) => scalars[name] ?? Number.NaN)]);
  return { x: Float64Array.from(outcomes, ({ over }) => Number(over[axis.name])), ...Object.fromEntries(columns) };
}
