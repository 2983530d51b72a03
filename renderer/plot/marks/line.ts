// A line through the rows of a table, in their order; a row without a place lifts the pen.
import type { Hue } from '../../../core/lab/hue.ts';
import { alongCurve, spreadApart } from '../label-places.ts';
import type { LabelWish, Place } from '../labels.ts';
import type { DotsNode, LineNode, PathNode } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { pathOf } from '../trace.ts';
import { kindsOf, type RowKind } from './kinds-of.ts';
import { column, type Ground, type MarkKind } from './mark.ts';

const dashes = { dotted: [0, 4.5], dashed: [5, 3] } as const;

export const dashOf = (dash: keyof typeof dashes | undefined) => (dash ? { dash: dashes[dash] } : {});

/** A line of more points is no element of a page, and ground that labels may lie on, as a cloud of dots is. */
const MANY_POINTS = 1500;

const isLong = (trace: Float32Array) => trace.length > 2 * MANY_POINTS;

/** The column at the ends of several curves is where their names are looked for. */
const COLUMN = -40;

/** The label of a curve: right of its end where there is room for it, else along it. */
export function curveLabel(
  text: string | undefined,
  { hue, term }: { readonly hue: Hue; readonly term?: string | undefined },
  trace: Float32Array,
  { inner, theme, index }: Ground,
): LabelWish[] {
  if (!text) return [];
  const weight = hue === 'soft' ? 400 : 600;
  return [{ text, fill: inkColor(theme, hue), weight, mark: index, places: alongCurve(trace, inner), ...(term && { term }) }];
}

/** Names of kinds whose curves end at the right stand in one column there, in the order of the ends. */
function kindLabels(kinds: readonly RowKind[], term: string | undefined, ground: Ground): LabelWish[] {
  const { inner } = ground;
  const ends = kinds.map(({ trace }) => lastPlaced(trace)).filter((end) => end !== undefined);
  const right = Math.max(...ends.map(([px]) => px));
  const column = ends.filter(([px]) => px > inner.x + 0.88 * inner.width);
  const heights = spreadApart(
    column.map(([, py]) => py),
    inner.y + 4,
    inner.y + inner.height - 5,
  );
  return kinds.flatMap(({ hue, name, trace }) => {
    const [label] = curveLabel(name, { hue, term }, trace, ground);
    const end = lastPlaced(trace);
    const at = column.findIndex(([px, py]) => px === end?.[0] && py === end[1]);
    if (!label || at < 0 || kinds.length < 2) return label ? [label] : [];
    const place: Place = { x: right + 8, y: (heights[at] as number) + 4, anchor: 'start', cost: COLUMN };
    return [{ ...label, places: [place, ...label.places] }];
  });
}

/** The radius, in px, of a line that has come to one point only. */
const LONE = 2.5;

/** The one point of a line that has no other. */
function lonePoint(trace: Float32Array): Float32Array | undefined {
  let found: number | undefined;
  for (let i = 0; i < trace.length; i += 2) {
    if (Number.isNaN(trace[i] as number)) continue;
    if (found !== undefined) return undefined;
    found = i;
  }
  return found === undefined ? undefined : trace.slice(found, found + 2);
}

function lastPlaced(trace: Float32Array): readonly [x: number, y: number] | undefined {
  for (let i = trace.length - 2; i >= 0; i -= 2) {
    if (!Number.isNaN(trace[i] as number)) return [trace[i] as number, trace[i + 1] as number];
  }
  return undefined;
}

export const line: MarkKind<'line'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, ground) {
    const width = mark.width ?? (mark.dash === 'dotted' ? 2 : mark.hue === 'soft' ? 1.25 : 2);
    const kinds = kindsOf(mark, ground);
    const nodes = kinds.map(({ trace, hue, again, opacity }): PathNode | LineNode | DotsNode => {
      const alone = lonePoint(trace);
      if (alone)
        return { kind: 'dots', xy: alone, radius: LONE, fill: markColor(ground.theme, hue), ...(mark.term && { term: mark.term }) };
      const stroke = { color: markColor(ground.theme, hue), width, ...dashOf(mark.dash ?? (again ? 'dashed' : undefined)) };
      const shared = { stroke, ...(opacity !== undefined && { opacity }), ...(mark.term && { term: mark.term }) };
      return isLong(trace) ? { kind: 'line', xy: trace, ...shared } : { kind: 'path', d: pathOf(trace), ...shared };
    });
    const seen = kinds.filter(({ trace }) => lastPlaced(trace));
    return {
      nodes: nodes.filter((node) => node.kind !== 'path' || node.d !== ''),
      traces: seen.map(({ trace }) => trace).filter((trace) => !isLong(trace)),
      labels: kindLabels(seen, mark.term, ground),
    };
  },
};
