// A rectangle a row, filled or in outline: an interval with a thickness, a bar of a picture that is no chart.
import type { LabelWish, Place } from '../labels.ts';
import { round } from '../round.ts';
import type { PathNode, Rect } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { column, type MarkKind, namesOf, tintOf } from './mark.ts';

/** A box of no width or height is still seen to be there, in px. */
const LEAST = 1;

/** Over a box, or under it. */
const beside = ({ x, y, width, height }: Rect): Place[] => [
  { x: x + width / 2, y: y - 5, anchor: 'middle', cost: 0 },
  { x: x + width / 2, y: y - 18, anchor: 'middle', cost: 2 },
  { x: x + width / 2, y: y + height + 13, anchor: 'middle', cost: 3 },
  { x: x + width + 4, y: y + 10, anchor: 'start', cost: 4 },
  { x: x - 4, y: y + 10, anchor: 'end', cost: 5 },
];

export const box: MarkKind<'box'> = {
  reach: ({ table, x, y, toX, toY }, result) => ({
    x: [column(result, table, x), column(result, table, toX)],
    y: [column(result, table, y), column(result, table, toY)],
  }),
  draw(mark, { result, x, y, theme, values, index }) {
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
    const names = namesOf(mark, result, values) ?? [];
    const largest = new Map<number, (typeof rows)[number] & ReturnType<typeof tintOf>>();
    for (const one of rows) {
      const tint = tintOf(mark, result, one.row);
      const before = largest.get(tint.category);
      if (!before || one.rect.height > before.rect.height) largest.set(tint.category, { ...one, ...tint });
    }
    const labels = [...largest.values()].flatMap(({ category, hue, rect }): LabelWish[] => {
      const text = names[category];
      return text ? [{ text, fill: inkColor(theme, hue), weight: 600, mark: index, places: beside(rect) }] : [];
    });
    return { nodes, labels, ...(!mark.outline && { boxes: rows.map(({ rect }) => rect) }) };
  },
};
