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

/** The place under the pointer, in data units; a coordinate that the handle does not move stays as it is. */
export function dragTo(scales: Scales, handle: Handle, px: { readonly x: number; readonly y: number }): DragTo {
  const [x, y] = [axisScale(scales.x), axisScale(scales.y)];
  return {
    x: handle.moves === 'y' ? handle.at.x : clamped(x, x.invert(px.x)),
    y: handle.moves === 'x' ? handle.at.y : clamped(y, y.invert(px.y)),
    row: handle.row,
  };
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
 * axis only, all four arrows do. Undefined for any other key.
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

  const end = ends.get(key);
  if (end !== undefined) return to(main, endsOf(axes[main])[end]);
  const page = pages.get(key);
  if (page !== undefined) return to(main, moved(axes[main], handle.at[main], page / 100));
  const step = steps.get(key);
  if (!step) return undefined;
  const name = handle.moves === 'xy' ? step[0] : main;
  return to(name, moved(axes[name], handle.at[name], (step[1] * (shift ? 10 : alt ? 0.1 : 1)) / 100));
}
