// A dot a row: data, a trail’s steps, samples.
import { EDITABLE_ROWS } from '../../../core/lab/editable-rows.ts';
import { around } from '../label-places.ts';
import type { Place } from '../labels.ts';
import { mixerOf } from '../mixed-color.ts';
import { round } from '../round.ts';
import type { DotsNode, Handle, Rect } from '../scene.ts';
import { inkColor, markColor } from '../theme.ts';
import { traceOf } from '../trace.ts';
import { kindsOf } from './kinds-of.ts';
import { column, type Ground, type MarkKind, type MarkOf } from './mark.ts';

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

/** Shares are told apart in steps of this part: a step more is no colour more to the eye, and dots of one colour are drawn together. */
const PART = 32;

/** The colour of a row: the mixture of its kinds’ hues by its shares; undefined of dots that are not mixed. */
function mixtureOf({ table, mix, hues }: MarkOf<'dot'>, { result, theme }: Ground): ((row: number) => string) | undefined {
  if (!mix || !hues) return undefined;
  const columns = mix.map((name) => column(result, table, name));
  const mixed = mixerOf(mix.map((_, k) => markColor(theme, hues[k] ?? 'ink')));
  return (row) => mixed(columns.map((shares) => Math.round(PART * (shares[row] ?? 0))));
}

/** All rows that have a place by the colours of their mixtures, what is rare and so undecided above what is common. */
function mixedRows(mixture: (row: number) => string, trace: Float32Array): { readonly fill: string; readonly xy: Float32Array }[] {
  const places = new Map<string, number[]>();
  for (let row = 0; 2 * row < trace.length; row += 1) {
    const fill = mixture(row);
    const own = places.get(fill) ?? [];
    if (own.length === 0) places.set(fill, own);
    own.push(trace[2 * row] as number, trace[2 * row + 1] as number);
  }
  const crowds = [...places].map(([fill, own]) => ({ fill, xy: placed(Float32Array.from(own)) }));
  return crowds.filter(({ xy }) => xy.length > 0).sort((a, b) => b.xy.length - a.xy.length);
}

/** The chosen one of rows that a hand edits, and what it is called. */
function chosenOf(mark: MarkOf<'dot'>, ground: Ground, color: (row: number) => string): readonly Handle[] {
  const { edits, table } = mark;
  const { result, values, x, y, theme, index } = ground;
  const [xs, ys] = [column(result, table, mark.x), column(result, table, mark.y)];
  if (!edits || xs.length === 0 || xs.length > EDITABLE_ROWS) return [];
  const row = Math.min(xs.length, Number(values[edits.chosen])) - 1;
  const at = { x: xs[row] as number, y: ys[row] as number };
  return [
    {
      mark: index,
      row,
      name: edits.name(row + 1),
      color: color(row),
      rim: theme.surface,
      moves: edits.moves,
      x: round(x.of(at.x)),
      y: round(y.of(at.y)),
      at,
      edits: true,
    },
  ];
}

export const dot: MarkKind<'dot'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, ground) {
    const { theme, index, inner, imaged, result } = ground;
    const kinds = kindsOf(mark, ground);
    const clouds = kinds
      .map(({ hue, name, opacity, trace }) => ({ hue, name, opacity, xy: placed(trace) }))
      .filter(({ xy }) => xy.length > 0);
    const radius = mark.radius ?? 3.5;
    const nodeOf = (xy: Float32Array, color: string, opacity?: number): DotsNode => ({
      kind: 'dots',
      xy,
      radius,
      fill: mark.hollow ? theme.surface : color,
      ...(mark.hollow ? { rim: color } : radius >= 3 && { rim: theme.surface }),
      ...(opacity !== undefined && { opacity }),
      ...(mark.term && { term: mark.term }),
    });
    const mixture = mixtureOf(mark, ground);
    const nodes = mixture
      ? mixedRows(mixture, traceOf(column(result, mark.table, mark.x), column(result, mark.table, mark.y), ground.x, ground.y)).map(
          ({ fill, xy }) => nodeOf(xy, fill),
        )
      : clouds.flatMap(({ hue, opacity, xy }) => {
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
    const handles = chosenOf(mark, ground, mixture ?? (() => markColor(theme, kinds[0]?.hue ?? 'ink')));
    return { nodes, boxes, labels, handles };
  },
};
