// What lies between a curve and zero, or between two curves, lightly filled.
import type { PathNode } from '../scene.ts';
import { markColor } from '../theme.ts';
import { areaOf, bandOf } from '../trace.ts';
import { kindsOf } from './kinds-of.ts';
import { curveLabel } from './line.ts';
import { column, type MarkKind, textOf } from './mark.ts';

export const area: MarkKind<'area'> = {
  reach: ({ table, x, y, from }, result) => ({
    x: [column(result, table, x)],
    y: [column(result, table, y), from ? column(result, table, from) : [0]],
    spans: true,
  }),
  draw(mark, ground) {
    const { y, theme, inner, values } = ground;
    const { from } = mark;
    const zero = y.of(0);
    const base = Number.isFinite(zero) ? zero : inner.y + inner.height;
    const others = from ? kindsOf({ ...mark, y: from }, ground) : [];
    const kinds = kindsOf(mark, ground);
    const nodes = kinds
      .map(({ trace, hue, opacity = 1 }, at): PathNode => {
        const other = others[at]?.trace;
        return {
          kind: 'path',
          d: other ? bandOf(trace, other) : areaOf(trace, base),
          fill: markColor(theme, hue),
          opacity: 0.15 * opacity,
          ...(mark.term && { term: mark.term }),
        };
      })
      .filter(({ d }) => d !== '');
    if (nodes.length === 0) return { nodes };
    const [first] = kinds;
    return {
      nodes,
      labels: first && !mark.by ? curveLabel(textOf(mark.label, values), { ...first, term: mark.term }, first.trace, ground) : [],
    };
  },
};
