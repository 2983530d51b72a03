// A dot a row: data, a trail’s steps, samples.
import { around } from '../label-places.ts';
import type { DotsNode } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { traceOf } from '../trace.ts';
import { column, type MarkKind, textOf } from './mark.ts';

export const dot: MarkKind<'dot'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, { result, x, y, theme, values, index }) {
    const trace = traceOf(column(result, mark.table, mark.x), column(result, mark.table, mark.y), x, y);
    const xy = trace.filter((px) => !Number.isNaN(px)).map((px) => Math.fround(Math.round(px * 100) / 100));
    if (xy.length === 0) return { nodes: [] };
    const radius = mark.radius ?? 3.5;
    const node: DotsNode = {
      kind: 'dots',
      xy,
      radius,
      fill: markColor(theme, mark.hue),
      ...(radius >= 3 && { rim: theme.surface }),
      ...(mark.term && { term: mark.term }),
    };
    const text = textOf(mark.label, values);
    const [px, py] = [xy.at(-2) as number, xy.at(-1) as number];
    const boxes = [];
    // Few dots are things of their own; a cloud is ground that a label may lie on.
    if (xy.length <= 400) {
      for (let i = 0; i < xy.length; i += 2) {
        boxes.push({ x: (xy[i] as number) - radius, y: (xy[i + 1] as number) - radius, width: 2 * radius, height: 2 * radius });
      }
    }
    const label = text && {
      text,
      fill: inkColor(theme, mark.hue),
      weight: mark.hue === 'soft' ? (400 as const) : (600 as const),
      mark: index,
      places: around(px, py, radius + 5),
      ...(mark.term && { term: mark.term }),
    };
    return { nodes: [node], boxes, ...(label && { labels: [label] }) };
  },
};
