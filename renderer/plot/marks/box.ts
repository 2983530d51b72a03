// A rectangle a row, filled or in outline: an interval with a thickness, a bar of a picture that is no chart.
import { round } from '../round.ts';
import type { PathNode, Rect } from '../scene.ts';
import { markColor } from '../theme.ts';
import { column, type MarkKind, tintOf } from './mark.ts';

/** A box of no width or height is still seen to be there, in px. */
const LEAST = 1;

export const box: MarkKind<'box'> = {
  reach: ({ table, x, y, toX, toY }, result) => ({
    x: [column(result, table, x), column(result, table, toX)],
    y: [column(result, table, y), column(result, table, toY)],
  }),
  draw(mark, { result, x, y, theme }) {
    const corner = (across: string, up: string, row: number) =>
      [x.of(column(result, mark.table, across)[row] as number), y.of(column(result, mark.table, up)[row] as number)] as const;
    const rows = Array.from(column(result, mark.table, mark.x), (_, row) => {
      const [[x0, y0], [x1, y1]] = [corner(mark.x, mark.y, row), corner(mark.toX, mark.toY, row)];
      const rect: Rect = {
        x: Math.min(x0, x1),
        y: Math.min(y0, y1),
        width: Math.max(LEAST, Math.abs(x1 - x0)),
        height: Math.max(LEAST, Math.abs(y1 - y0)),
      };
      return { row, rect };
    }).filter(({ rect }) => Object.values(rect).every(Number.isFinite));
    const nodes = rows.map(({ row, rect }): PathNode => {
      const color = markColor(theme, tintOf(mark, result, row).hue);
      const d = `M${round(rect.x)},${round(rect.y)}h${round(rect.width)}v${round(rect.height)}h${round(-rect.width)}Z`;
      return {
        kind: 'path',
        d,
        ...(mark.outline ? { stroke: { color, width: 1 } } : { fill: color }),
        ...(mark.term && { term: mark.term }),
      };
    });
    return { nodes, ...(!mark.outline && { boxes: rows.map(({ rect }) => rect) }) };
  },
};
