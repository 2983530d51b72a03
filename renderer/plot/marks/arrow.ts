// An arrow a row, from a place to a place: what one step is made of.
import { around } from '../label-places.ts';
import type { LabelWish, Place } from '../labels.ts';
import { pxText } from '../round.ts';
import type { PathNode } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { column, type MarkKind, namesOf, tintOf } from './mark.ts';

const WIDTH = 2;
const HEAD = 10;
/** Half the head’s width, as a share of its length. */
const SLENDER = 0.42;
/** An arrow shorter than this points nowhere. */
const SHORTEST = 1.5;

interface Arrow {
  readonly row: number;
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly length: number;
}

/** Shaft and head as one path; the stroke’s round joins reach to the tip, and not beyond. */
function arrowPath({ from: [x0, y0], to: [x1, y1], length }: Arrow): string {
  const [dx, dy] = [(x1 - x0) / length, (y1 - y0) / length];
  const tip = length - WIDTH / 2;
  const head = Math.min(HEAD, tip);
  const at = (along: number, beside: number) => `${pxText(x0 + dx * along - dy * beside)},${pxText(y0 + dy * along + dx * beside)}`;
  const [neck, half] = [tip - head, head * SLENDER];
  return `M${at(0, 0)}L${at(neck, 0)}M${at(tip, 0)}L${at(neck, half)}L${at(neck, -half)}Z`;
}

/** An arrow’s name stays at its head, whatever it lies upon. */
const NEAR = -40;

/** What it costs to stand back where the arrow comes from. */
const BEHIND = 10;

/** Beyond the head first, then around it. */
function headPlaces({ from, to: [x, y], length }: Arrow): Place[] {
  const [dx, dy] = [(x - from[0]) / length, (y - from[1]) / length];
  const anchor = dx > 0.4 ? 'start' : dx < -0.4 ? 'end' : 'middle';
  const beyond: Place = { x: x + dx * 6, y: y + dy * 8 + (anchor === 'middle' ? (dy > 0 ? 6 : 0) : 4), anchor, cost: NEAR };
  const ahead = ({ x: px, y: py }: Place) => ((px - x) * dx + (py - 4 - y) * dy) / Math.max(1, Math.hypot(px - x, py - 4 - y));
  return [beyond, ...around(x, y, 11, NEAR + 2).map((place) => ({ ...place, cost: place.cost + BEHIND * (1 - ahead(place)) }))];
}

export const arrow: MarkKind<'arrow'> = {
  reach: ({ table, x, y, toX, toY }, result) => ({
    x: [column(result, table, x), column(result, table, toX)],
    y: [column(result, table, y), column(result, table, toY)],
    airy: true,
  }),
  draw(mark, { result, x, y, theme, values, index }) {
    const [xs, ys, toXs, toYs] = [mark.x, mark.y, mark.toX, mark.toY].map((name) => column(result, mark.table, name)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const names = namesOf(mark, result, values);
    const arrows = Array.from(xs, (tail, row): Arrow => {
      const from = [x.of(tail), y.of(ys[row] as number)] as const;
      const to = [x.of(toXs[row] as number), y.of(toYs[row] as number)] as const;
      return { row, from, to, length: Math.hypot(to[0] - from[0], to[1] - from[1]) };
    }).filter(({ length }) => Number.isFinite(length) && length >= SHORTEST);
    const kinds = arrows.map((one) => ({ ...one, ...tintOf(mark, result, one.row) }));
    const lastOfKinds = new Map(kinds.map((one) => [one.category, one]));
    return {
      nodes: arrows.map((one): PathNode => {
        const color = markColor(theme, tintOf(mark, result, one.row).hue);
        return { kind: 'path', d: arrowPath(one), fill: color, stroke: { color, width: WIDTH } };
      }),
      traces: arrows.map(({ from, to }) => Float32Array.of(...from, ...to)),
      labels: [...lastOfKinds.values()].flatMap(({ category, hue, ...one }): LabelWish[] => {
        const text = names?.[category];
        return text ? [{ text, fill: inkColor(theme, hue), weight: 600, mark: index, places: headPlaces(one), inside: true }] : [];
      }),
    };
  },
};
