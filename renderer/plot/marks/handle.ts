// A point that is dragged. Where its place lies off the axes it waits at their edge, so that it can be fetched back.
import { around } from '../label-places.ts';
import type { LabelWish } from '../labels.ts';
import { round } from '../round.ts';
import type { Handle } from '../scene.ts';
import { slotOf } from '../slot.ts';
import { inkColor, markColor } from '../theme.ts';
import { column, type MarkKind, textOf } from './mark.ts';

const HANDLE_RADIUS = 6;

export const handle: MarkKind<'handle'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, { result, x, y, inner, theme, values, index }) {
    const xs = column(result, mark.table, mark.x);
    const ys = column(result, mark.table, mark.y);
    const label = textOf(mark.label, values);
    const color = markColor(theme, mark.hue);
    const handles: Handle[] = [];
    for (let row = 0; row < Math.min(xs.length, ys.length); row += 1) {
      const at = { x: xs[row] as number, y: ys[row] as number };
      const slot = mark.slot && slotOf(x, at.x, mark.slot);
      const [px, py] = [slot ? slot.start + slot.thickness / 2 : x.of(at.x), y.of(at.y)];
      if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
      handles.push({
        mark: index,
        row,
        name: typeof mark.name === 'function' ? mark.name(row, values) : mark.name,
        ...(label && { label }),
        color,
        rim: theme.surface,
        moves: mark.moves,
        x: round(Math.max(inner.x, Math.min(inner.x + inner.width, px))),
        y: round(Math.max(inner.y, Math.min(inner.y + inner.height, py))),
        at,
        ...(mark.stops && { stops: mark.stops(values) }),
      });
    }
    const last = handles.at(-1);
    const labels: LabelWish[] =
      label && last
        ? [{ text: label, fill: inkColor(theme, mark.hue), weight: 600, mark: index, places: around(last.x, last.y, HANDLE_RADIUS + 5) }]
        : [];
    return { nodes: [], handles, labels };
  },
};
