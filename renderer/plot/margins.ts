// The room around the data: for names and numbers at the left and below, for labels, bars’ numbers and a key at the right.
import { gutterOf, speaks, ticksAlong } from './axes.ts';
import { axisScale } from './axis-scale.ts';
import { keyRoom } from './color-key.ts';
import type { Composition, Domains } from './composition.ts';
import { LABEL_SIZE } from './labels.ts';
import { valueWidth } from './marks/bar.ts';
import { BESIDE } from './marks/dot.ts';
import { column, namesOf, textOf } from './marks/mark.ts';
import type { Domain, Rect, Scales } from './scene.ts';
import { textWidth } from './text-width.ts';
import { showsImages } from './whole-pixels.ts';

/** Below this height the x label goes on the line of its numbers. */
const LOW = 200;

export const isTight = ({ height }: Rect): boolean => height < LOW;

/** Px under the data. */
export function footOf({ plot }: Composition, tight: boolean): number {
  if (!speaks(plot.x)) return 10;
  return plot.x.label === undefined || tight ? 24 : 36;
}

/** Where the axes run within `frame`. */
export function scalesWithin(composition: Composition, domains: Domains, frame: Rect): Scales {
  const { plot, values } = composition;
  const top = frame.y + (textOf(plot.y.label, values) ? 22 : 10);
  const bottom = frame.y + frame.height - footOf(composition, isTight(frame));
  const of = (name: 'x' | 'y', range: Domain) => ({ domain: domains[name], range, scale: plot[name].scale ?? ('linear' as const) });
  const upright = of('y', [Math.max(bottom, top + 1), top]);
  const gutter = speaks(plot.y) ? gutterOf(plot.y, ticksAlong('y', axisScale(upright)), values, frame.width) : 0;
  const left = frame.x + Math.ceil(Math.max(gutter + 4, 14));
  const right = Math.floor(frame.x + frame.width - Math.max(14, roomAtRight(composition, domains, frame.width)));
  return { x: of('x', [left, Math.max(right, left + 1)]), y: upright };
}

function roomAtRight(composition: Composition, domains: Domains, width: number): number {
  const key = keyRoom(
    composition.marks.map(({ mark }) => mark),
    composition.result,
  );
  return Math.min(key, width * 0.4) + Math.min(Math.max(roomBeside(composition, domains), roomForKinds(composition)), width * 0.4);
}

/** For the names of kinds of dots, which cannot be read on images. */
function roomForKinds(composition: Composition): number {
  if (!showsImages(composition)) return 0;
  const names = composition.marks.flatMap(({ mark }) => {
    if (mark.mark !== 'dot' || column(composition.result, mark.table, mark.x).length === 0) return [];
    return mark.by === undefined
      ? [textOf(mark.label, composition.values) ?? '']
      : (namesOf(mark, composition.result, composition.values) ?? []);
  });
  return names.length === 0 ? 0 : BESIDE + Math.max(...names.map((name) => textWidth(name, LABEL_SIZE, 600))) + 4;
}

/** For the numbers beside bars, and for labels at the ends of curves that end apart at the right. */
function roomBeside({ plot, marks, reaches, result, values }: Composition, domains: Domains): number {
  const numbers = marks.map(({ mark }) =>
    mark.mark === 'bar' && mark.value ? valueWidth(mark, column(result, mark.table, mark.value)) : 0,
  );
  const beside = Math.max(0, ...numbers);
  if (beside > 0) return beside + 20;
  // A density ends where its axis ends; its label sits on its slope.
  if (reaches.some(({ spans, fills }) => spans || fills)) return 0;
  const ends = marks.flatMap(({ mark }) => {
    if (mark.mark !== 'line') return [];
    const [xs, ys] = [column(result, mark.table, mark.x), column(result, mark.table, mark.y)];
    if (mark.by !== undefined) return endsOfKinds(namesOf(mark, result, values), xs, ys, column(result, mark.table, mark.by));
    const label = textOf(mark.label, values);
    const at = label === undefined || label === '' ? undefined : lastFinite(xs, ys);
    return at ? [{ ...at, width: textWidth(label as string, LABEL_SIZE, 600), kind: false }] : [];
  });
  const share = axisScale({ domain: domains.x, range: [0, 1], scale: plot.x.scale ?? 'linear' });
  const reachEnd = ends.filter(({ x }) => share.of(x) > 0.88);
  const heights = reachEnd.map(({ y }) => y);
  const spread = (Math.max(...heights) - Math.min(...heights)) / Math.abs(domains.y[1] - domains.y[0]);
  const apart = reachEnd.length >= 2 && (spread > 0.15 || reachEnd.some(({ kind }) => kind));
  return apart ? Math.max(...reachEnd.map((end) => end.width)) + 14 : 0;
}

interface End {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** One of several kinds: all of them are named at their ends. */
  readonly kind: boolean;
}

function endsOfKinds(names: readonly string[] = [], xs: Float64Array, ys: Float64Array, by: Float64Array): End[] {
  const ends = new Map<number, End>();
  for (let i = Math.min(xs.length, ys.length, by.length) - 1; i >= 0 && ends.size < names.length; i -= 1) {
    const [x, y, category] = [xs[i] as number, ys[i] as number, by[i] as number];
    const name = names[category];
    if (!name || ends.has(category) || !Number.isFinite(x) || !Number.isFinite(y)) continue;
    ends.set(category, { x, y, width: textWidth(name, LABEL_SIZE, 600), kind: true });
  }
  return [...ends.values()];
}

function lastFinite(xs: Float64Array, ys: Float64Array): { x: number; y: number } | undefined {
  for (let i = Math.min(xs.length, ys.length) - 1; i >= 0; i -= 1) {
    const [x, y] = [xs[i] as number, ys[i] as number];
    if (Number.isFinite(x) && Number.isFinite(y)) return { x, y };
  }
  return undefined;
}
