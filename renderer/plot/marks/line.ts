// A line through the rows of a table, in their order; a row without a place lifts the pen.
import { alongCurve } from '../label-places.ts';
import type { LabelWish } from '../labels.ts';
import type { PathNode } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { pathOf, traceOf } from '../trace.ts';
import { column, type Ground, type MarkKind, type MarkOf, textOf } from './mark.ts';

const dashes = { dotted: [0, 4.5], dashed: [5, 3] } as const;

export const dashOf = (dash: keyof typeof dashes | undefined) => (dash ? { dash: dashes[dash] } : {});

/** The label of a curve: right of its end where there is room for it, else along it. */
export function curveLabel(mark: MarkOf<'line' | 'area'>, trace: Float32Array, { inner, theme, values, index }: Ground): LabelWish[] {
  const text = textOf(mark.label, values);
  if (!text) return [];
  const places = alongCurve(trace, inner);
  const quiet = mark.hue === 'soft';
  return [{ text, fill: inkColor(theme, mark.hue), weight: quiet ? 400 : 600, mark: index, places, ...(mark.term && { term: mark.term }) }];
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
