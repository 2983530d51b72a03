// A dot a row: data, a trail’s steps, samples.
import { around } from '../label-places.ts';
import type { Place } from '../labels.ts';
import type { DotsNode, Rect } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { kindsOf } from './kinds-of.ts';
import { column, type MarkKind } from './mark.ts';

/** More kinds than these have no room for their names. */
const NAMED = 12;

/** From the picture to names in a column beside it, and from line to line there, in px. */
export const BESIDE = 10;
const COLUMN = 17;

/** Where dots fade in: how many shades of age, the oldest and the newest. */
const SHADES = 6;
const [OLDEST, NEWEST] = [0.12, 0.9];

/** Few dots are things of their own; a cloud is ground that a label may lie on. */
const isCloud = (xy: Float32Array): boolean => xy.length > 400;

/** The places of the rows that have one, rounded as every coordinate is. */
function placed(trace: Float32Array): Float32Array {
  const xy = new Float32Array(trace.length);
  let count = 0;
  for (let i = 0; i < trace.length; i += 2) {
    if (Number.isNaN(trace[i] as number)) continue;
    xy[count] = Math.round((trace[i] as number) * 100) / 100;
    xy[count + 1] = Math.round((trace[i + 1] as number) * 100) / 100;
    count += 2;
  }
  return xy.slice(0, count);
}

/** In the order of the rows, as nearly equal in number as whole dots can be. */
function shadesOf(xy: Float32Array): { readonly xy: Float32Array; readonly opacity: number }[] {
  const end = (shade: number) => 2 * Math.round((xy.length / 2 / SHADES) * shade);
  return Array.from({ length: SHADES }, (_, shade) => ({
    xy: xy.subarray(end(shade), end(shade + 1)),
    opacity: Math.round((OLDEST + ((NEWEST - OLDEST) * shade) / (SHADES - 1)) * 1000) / 1000,
  })).filter((one) => one.xy.length > 0);
}

export const dot: MarkKind<'dot'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, ground) {
    const { theme, index, inner, imaged } = ground;
    const clouds = kindsOf(mark, ground)
      .map(({ hue, name, opacity, trace }) => ({ hue, name, opacity, xy: placed(trace) }))
      .filter(({ xy }) => xy.length > 0);
    const radius = mark.radius ?? 3.5;
    const nodeOf = (xy: Float32Array, fill: string, opacity?: number): DotsNode => ({
      kind: 'dots',
      xy,
      radius,
      fill,
      ...(radius >= 3 && { rim: theme.surface }),
      ...(opacity !== undefined && { opacity }),
      ...(mark.term && { term: mark.term }),
    });
    const nodes = clouds.flatMap(({ hue, opacity, xy }) => {
      const fill = markColor(theme, hue);
      return mark.fade ? shadesOf(xy).map((shade) => nodeOf(shade.xy, fill, shade.opacity)) : [nodeOf(xy, fill, opacity)];
    });
    // The newest of every kind lie above the oldest of any.
    if (mark.fade) nodes.sort((a, b) => (a.opacity ?? 1) - (b.opacity ?? 1));

    const boxes: Rect[] = [];
    for (const { xy } of clouds) {
      for (let i = 0; !isCloud(xy) && i < xy.length; i += 2) {
        boxes.push({ x: (xy[i] as number) - radius, y: (xy[i + 1] as number) - radius, width: 2 * radius, height: 2 * radius });
      }
    }
    const named = clouds.length <= NAMED ? clouds : [];
    const pitch = Math.min(COLUMN, inner.height / named.length);
    // Kinds in a column from the top; what stands by itself at its foot.
    const beside = (i: number): Place => ({
      x: inner.x + inner.width + BESIDE,
      y: mark.by === undefined ? inner.y + inner.height - 4 : inner.y + (i + 0.5) * pitch + 4,
      anchor: 'start',
      cost: 0,
    });
    const labels = named.flatMap(({ hue, name, xy }, i) =>
      name
        ? [
            {
              text: name,
              fill: inkColor(theme, hue),
              weight: hue === 'soft' ? (400 as const) : (600 as const),
              mark: index,
              places: imaged ? [beside(i)] : around(xy.at(-2) as number, xy.at(-1) as number, radius + 5),
              ...(mark.term && { term: mark.term }),
              ...(!imaged && isCloud(xy) && { clouded: true }),
            },
          ]
        : [],
    );
    return { nodes, boxes, labels };
  },
};
