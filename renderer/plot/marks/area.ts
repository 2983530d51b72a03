// What lies between a curve and zero, lightly filled.
import type { PathNode } from '../scene.ts';
import { markColor } from '../theme.ts';
import { areaOf, traceOf } from '../trace.ts';
import { curveLabel } from './line.ts';
import { column, type MarkKind, textOf } from './mark.ts';

export const area: MarkKind<'area'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y), [0]], spans: true }),
  draw(mark, ground) {
    const { result, x, y, theme, inner } = ground;
    const trace = traceOf(column(result, mark.table, mark.x), column(result, mark.table, mark.y), x, y);
    const zero = y.of(0);
    const node: PathNode = {
      kind: 'path',
      d: areaOf(trace, Number.isFinite(zero) ? zero : inner.y + inner.height),
      fill: markColor(theme, mark.hue),
      opacity: 0.15,
      ...(mark.term && { term: mark.term }),
    };
    return node.d === '' ? { nodes: [] } : { nodes: [node], labels: curveLabel(textOf(mark.label, ground.values), mark, trace, ground) };
  },
};
