// How far each axis goes: as declared, or as far as the marks reach, made round.
import { nice } from 'd3-array';
import type { Values } from '../../core/lab/param.ts';
import type { Axis } from '../../core/lab/plot.ts';
import type { Reach } from './marks/mark.ts';
import type { Domain } from './scene.ts';

/** Free room beyond the outermost point, so that curves, handles and labels do not touch the frame; and beyond what ends in names. */
const ROOM = 0.04;
const AIR = 0.15;

export const categoriesOf = ({ categories }: Axis, values: Values): readonly string[] | undefined =>
  typeof categories === 'function' ? categories(values) : categories;

interface Span {
  low: number;
  high: number;
}

function take(span: Span, numbers: ArrayLike<number>, positive: boolean) {
  for (let i = 0; i < numbers.length; i += 1) {
    const value = numbers[i] as number;
    if (!Number.isFinite(value) || (positive && value <= 0)) continue;
    if (value < span.low) span.low = value;
    if (value > span.high) span.high = value;
  }
}

/** The domain of axis `name`; rows of categories run downwards, as they are read, but those of a grid upwards, as its rows do. */
export function domainOf(axis: Axis, name: 'x' | 'y', reaches: readonly Reach[], values: Values): Domain {
  const categories = categoriesOf(axis, values);
  const covering = reaches.filter(({ fills }) => fills);
  if (categories) {
    const [first, last] = [-0.5, categories.length - 0.5];
    return name === 'x' || covering.length > 0 ? [first, last] : [last, first];
  }
  if (axis.domain) return axis.domain;

  const log = axis.scale === 'log';
  const spanning = name === 'x' ? reaches.filter(({ spans }) => spans) : [];
  const bounding = covering.length > 0 ? covering : spanning.length > 0 ? spanning : reaches;
  const span: Span = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  for (const reach of bounding) for (const numbers of reach[name] ?? []) take(span, numbers, log);
  if (axis.include !== undefined) take(span, typeof axis.include === 'number' ? [axis.include] : axis.include, log);
  if (span.low > span.high) return log ? [1, 10] : [0, 1];
  if (span.low === span.high) return widened(span.low, log);
  if (bounding !== reaches) {
    const cells = name === 'x' ? covering.find((reach) => reach.cells !== undefined)?.cells : undefined;
    return cells === undefined || cells < 2 ? [span.low, span.high] : withHalves(span, cells, log);
  }
  if (log) {
    const factor = name === 'x' ? 1 : (span.high / span.low) ** ROOM;
    return [span.low / factor, span.high * factor];
  }
  if (reaches.some(({ airy }) => airy) && !reaches.some(({ spans }) => spans)) {
    const air = (span.high - span.low) * AIR;
    return [span.low - air, span.high + air];
  }
  // A curve that only grazes zero is not worth an axis below it.
  const room = name === 'x' ? 0 : (span.high - span.low) * ROOM;
  const low = span.low >= 0 && span.low - room < 0 ? Math.min(span.low, 0) : span.low - (span.low === 0 ? 0 : room);
  const high = span.high <= 0 && span.high + room > 0 ? 0 : span.high + (span.high === 0 ? 0 : room);
  const [from, to] = nice(low, high, name === 'x' ? 10 : 8);
  return [from, to];
}

/** Half a cell more at either end, in the axis’s own measure. */
function withHalves({ low, high }: Span, cells: number, log: boolean): Domain {
  const half = 0.5 / (cells - 1);
  if (!log) return [low - half * (high - low), high + half * (high - low)];
  const factor = (high / low) ** half;
  return [low / factor, high * factor];
}

function widened(value: number, log: boolean): Domain {
  if (log) return [value / 2, value * 2];
  if (value === 0) return [0, 1];
  const half = Math.max(Math.abs(value) / 10, 0.5);
  return [value - half, value + half];
}
