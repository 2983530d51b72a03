// A straight line across the plot at each row’s value: a bound, an exact number.
import { besideColumn, besideRow } from '../label-places.ts';
import type { LabelWish } from '../labels.ts';
import { round } from '../round.ts';
import type { PathNode } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { dashOf } from './line.ts';
import { column, type MarkKind, textOf } from './mark.ts';

export const rule: MarkKind<'rule'> = {
  reach: (mark, result) =>
    mark.x !== undefined ? { x: [column(result, mark.table, mark.x)] } : { y: [column(result, mark.table, mark.y as string)] },
  draw(mark, { result, x, y, inner, theme, values, index }) {
    const upright = mark.x !== undefined;
    const axis = upright ? x : y;
    const [low, high] = upright ? [inner.x, inner.x + inner.width] : [inner.y, inner.y + inner.height];
    const places = Array.from(column(result, mark.table, (upright ? mark.x : mark.y) as string), (value) => axis.of(value)).filter(
      (px) => px >= low - 0.5 && px <= high + 0.5,
    );
    if (places.length === 0) return { nodes: [] };
    const ends = (at: number): [number, number, number, number] =>
      upright ? [at, inner.y, at, inner.y + inner.height] : [inner.x, at, inner.x + inner.width, at];
    const node: PathNode = {
      kind: 'path',
      d: places.map((at) => `M${ends(at).slice(0, 2).map(round)}L${ends(at).slice(2).map(round)}`).join(''),
      stroke: {
        color: markColor(theme, mark.hue),
        width: 1.25,
        ...(mark.dash && (mark.dash === 'dotted' ? { dash: [0, 3.5] } : dashOf(mark.dash))),
      },
      ...(mark.term && { term: mark.term }),
    };
    const text = textOf(mark.label, values);
    const at = places.at(-1) as number;
    const label: LabelWish | undefined = text
      ? {
          text,
          fill: inkColor(theme, mark.hue),
          weight: mark.hue === 'soft' ? 400 : 600,
          mark: index,
          places: upright ? besideColumn(at, inner) : besideRow(at, inner),
          inside: !upright,
          ...(mark.term && { term: mark.term }),
        }
      : undefined;
    return { nodes: [node], traces: places.map((place) => Float32Array.from(ends(place))), ...(label && { labels: [label] }) };
  },
};
