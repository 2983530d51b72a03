// A line through the rows of a table, in their order; a row without a place lifts the pen.
import type { Hue } from '../../../core/lab/hue.ts';
import { alongCurve } from '../label-places.ts';
import type { LabelWish } from '../labels.ts';
import type { PathNode } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { pathOf } from '../trace.ts';
import { kindsOf } from './kinds-of.ts';
import { column, type Ground, type MarkKind } from './mark.ts';

const dashes = { dotted: [0, 4.5], dashed: [5, 3] } as const;

export const dashOf = (dash: keyof typeof dashes | undefined) => (dash ? { dash: dashes[dash] } : {});

/** A line of more points is ground that labels may lie on, as a cloud of dots is. */
const MANY_POINTS = 1500;

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

export const line: MarkKind<'line'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, ground) {
    const width = mark.width ?? (mark.dash === 'dotted' ? 2 : mark.hue === 'soft' ? 1.25 : 2);
    const lines = kindsOf(mark, ground).map((kind) => ({ ...kind, d: pathOf(kind.trace) }));
    const seen = lines.filter(({ d }) => d !== '');
    return {
      nodes: seen.map(
        ({ d, hue, again }): PathNode => ({
          kind: 'path',
          d,
          stroke: { color: markColor(ground.theme, hue), width, ...dashOf(mark.dash ?? (again ? 'dashed' : undefined)) },
          ...(mark.term && { term: mark.term }),
        }),
      ),
      traces: seen.filter(({ trace }) => trace.length <= 2 * MANY_POINTS).map(({ trace }) => trace),
      labels: seen.flatMap(({ hue, name, trace }) => curveLabel(name, { hue, term: mark.term }, trace, ground)),
    };
  },
};
