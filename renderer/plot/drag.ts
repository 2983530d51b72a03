// From the hand back to the data: where a handle was pulled to, by pointer or by key, kept within the axes.
import { type AxisScale, axisScale } from './axis-scale.ts';
import type { Handle, Scales } from './scene.ts';

/** What a handle mark’s `drag` takes. */
export interface DragTo {
  readonly x: number;
  readonly y: number;
  readonly row: number;
}

/** The ends of an axis, the lower number first, whichever way it runs. */
const endsOf = ({ domain: [a, b] }: AxisScale): [number, number] => (a < b ? [a, b] : [b, a]);

const clamped = (axis: AxisScale, value: number): number => {
  const [low, high] = endsOf(axis);
  return Math.max(low, Math.min(high, value));
};

/** Of the stops along an axis the one that is nearest on the screen. */
const nearest = (axis: AxisScale, stops: readonly number[], px: number): number =>
  stops.reduce((best, stop) => (Math.abs(axis.of(stop) - px) < Math.abs(axis.of(best) - px) ? stop : best));

/** The place under the pointer, in data units, or the stop that is nearest to it; a coordinate that the handle does not move stays as it is. */
export function dragTo(scales: Scales, handle: Handle, px: { readonly x: number; readonly y: number }): DragTo {
  const to = (name: 'x' | 'y') => {
    const axis = axisScale(scales[name]);
    const stops = handle.stops?.[name];
    return stops ? nearest(axis, stops, px[name]) : clamped(axis, axis.invert(px[name]));
  };
  return {
    x: handle.moves === 'y' ? handle.at.x : to('x'),
    y: handle.moves === 'x' ? handle.at.y : to('y'),
    row: handle.row,
  };
}

/** So many stops further, from wherever it stands. */
function stopFrom(stops: readonly number[], from: number, by: number): number {
  const near = 1e-9 * Math.abs(from);
  const beyond = by > 0 ? stops.findIndex((stop) => stop > from + near) : stops.findLastIndex((stop) => stop < from - near);
  const at = beyond < 0 ? (by > 0 ? stops.length - 1 : 0) : beyond + by - Math.sign(by);
  return stops[Math.max(0, Math.min(stops.length - 1, at))] ?? from;
}

const steps = new Map<string, readonly ['x' | 'y', number]>([
  ['ArrowLeft', ['x', -1]],
  ['ArrowRight', ['x', 1]],
  ['ArrowDown', ['y', -1]],
  ['ArrowUp', ['y', 1]],
]);
const pages = new Map([
  ['PageUp', 10],
  ['PageDown', -10],
]);
const ends = new Map<string, 0 | 1>([
  ['Home', 0],
  ['End', 1],
]);

/** Moves by a share of the axis in its own measure, so that a logarithmic one is walked in equal factors. */
function moved(axis: AxisScale, value: number, share: number): number {
  const [low, high] = endsOf(axis);
  if (axis.scale === 'linear') return clamped(axis, value + share * (high - low));
  return clamped(axis, value * (high / low) ** share);
}

/**
 * Where a key moves a handle: arrows by 1 % of the axis (with shift 10 %, with alt 0.1 %), page keys by 10 %, home and end
 * to the ends. Page, home and end act on x where the handle moves along it, else on y; on a handle that moves along one
 * axis only, all four arrows do. Between stops an arrow goes to the next one, a page key, or an arrow with shift, three further. Undefined
 * for any other key.
 */
export function nudge(
  scales: Scales,
  handle: Handle,
  key: string,
  { shift = false, alt = false }: { readonly shift?: boolean; readonly alt?: boolean } = {},
): DragTo | undefined {
  const axes = { x: axisScale(scales.x), y: axisScale(scales.y) };
  const main = handle.moves === 'y' ? 'y' : 'x';
  const to = (name: 'x' | 'y', value: number): DragTo => ({ ...handle.at, row: handle.row, [name]: value });
  const by = (name: 'x' | 'y', share: number, count: number): DragTo => {
    const stops = handle.stops?.[name];
    return to(name, stops ? stopFrom(stops, handle.at[name], count) : moved(axes[name], handle.at[name], share));
  };

  const end = ends.get(key);
  if (end !== undefined) return to(main, handle.stops?.[main]?.at(-end) ?? endsOf(axes[main])[end]);
  const page = pages.get(key);
  if (page !== undefined) return by(main, page / 100, 3 * Math.sign(page));
  const step = steps.get(key);
  if (!step) return undefined;
  const name = handle.moves === 'xy' ? step[0] : main;
  return by(name, (step[1] * (shift ? 10 : alt ? 0.1 : 1)) / 100, step[1] * (shift ? 3 : 1));
}
