// A line through the rows of a table, in their order; a row without a place lifts the pen.
import { alongCurve, atEnd } from '../label-places.ts';
import type { LabelWish } from '../labels.ts';
import type { PathNode } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { pathOf, traceOf } from '../trace.ts';
import { column, type Ground, type MarkKind, type MarkOf, textOf } from './mark.ts';

const dashes = { dotted: [0, 4.5], dashed: [5, 3] } as const;

export const dashOf = (dash: keyof typeof dashes | undefined) => (dash ? { dash: dashes[dash] } : {});

/** The label of a curve: right of its end where the axes keep room for it, else along it. */
export function curveLabel(mark: MarkOf<'line' | 'area'>, trace: Float32Array, { inner, theme, values, index }: Ground): LabelWish[] {
  const text = textOf(mark.label, values);
  if (!text) return [];
  const places = alongCurve(trace, inner);
  const end = lastPoint(trace);
  if (end && end[0] > inner.x + inner.width - 3) places.unshift(...atEnd(...end).map((place) => ({ ...place, cost: place.cost - 4 })));
  const quiet = mark.hue === 'soft';
  return [{ text, fill: inkColor(theme, mark.hue), weight: quiet ? 400 : 600, mark: index, places, ...(mark.term && { term: mark.term }) }];
}

function lastPoint(trace: Float32Array): [number, number] | undefined {
  for (let i = trace.length - 2; i >= 0; i -= 2) {
    if (!Number.isNaN(trace[i] as number)) return [trace[i] as number, trace[i + 1] as number];
  }
  return undefined;
}

export const line: MarkKind<'line'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, ground) {
    const { result, x, y, theme } = ground;
    const trace = traceOf(column(result, mark.table, mark.x), column(result, mark.table, mark.y), x, y);
    const width = mark.width ?? (mark.dash === 'dotted' ? 2 : mark.hue === 'soft' ? 1.25 : 2);
    const node: PathNode = {
      kind: 'path',
      d: pathOf(trace),
      stroke: { color: markColor(theme, mark.hue), width, ...dashOf(mark.dash) },
      ...(mark.term && { term: mark.term }),
    };
    return node.d === '' ? { nodes: [] } : { nodes: [node], traces: [trace], labels: curveLabel(mark, trace, ground) };
  },
};
