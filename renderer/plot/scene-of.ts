// A plot as it is declared, with its numbers, becomes a scene: margins, domains, marks, axes, labels and handles, in that order.

import type { AnyPlot } from '../../core/lab/lab.ts';
import { applies, type Values } from '../../core/lab/param.ts';
import type { Result } from '../../core/lab/result.ts';
import { axesOf, gutterOf, speaks, ticksAlong } from './axes.ts';
import { type AxisScale, axisScale } from './axis-scale.ts';
import { domainOf } from './domains.ts';
import { boxOf, LABEL_SIZE, placeLabels } from './labels.ts';
import { area } from './marks/area.ts';
import { bar, hueOf, valueWidth } from './marks/bar.ts';
import { contour } from './marks/contour.ts';
import { dot } from './marks/dot.ts';
import { handle } from './marks/handle.ts';
import { line } from './marks/line.ts';
import { type AnyMark, column, type MarkKind, textOf } from './marks/mark.ts';
import { raster } from './marks/raster.ts';
import { rule } from './marks/rule.ts';
import type { Domain, Rect, Scales, Scene, SceneNode } from './scene.ts';
import { textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';

const kinds: { readonly [K in AnyMark['mark']]: MarkKind<K> } = { line, dot, area, bar, rule, raster, contour, handle };

/** The kind of a mark; TypeScript does not see that the two go together. */
const kindOf = (mark: AnyMark) => kinds[mark.mark] as MarkKind<AnyMark['mark']>;

export interface SceneInput {
  readonly plot: AnyPlot;
  /** With the house’s `sweep` among its tables. */
  readonly result: Result;
  readonly values: Values;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
  /** An earlier scene of this plot at this size: under the hand its axes keep still, and its labels go along. */
  readonly held?: Pick<Scene, 'scales' | 'labels'>;
  /** Px at the top and the bottom that are left free: a figure writes its title and its origin there. */
  readonly inset?: { readonly top: number; readonly bottom: number };
}

/** The picture of a plot. The same input gives the same scene, on every machine. */
export function sceneOf({ plot, result, values, theme, width, height, held, inset = { top: 0, bottom: 0 } }: SceneInput): Scene {
  const marks = plot.marks.map((mark, index) => ({ mark, index })).filter(({ mark }) => applies(mark.when, values));
  const reaches = marks.map(({ mark }) => kindOf(mark).reach(mark, result));
  const tight = height - inset.top - inset.bottom < 200;
  const still = held && fits(held.scales, plot, width, height) ? held : undefined;
  const scales = still?.scales ?? scalesOf();
  const [x, y] = [axisScale(scales.x), axisScale(scales.y)];
  const inner = rectOf(x, y);

  const drawn = marks.map(({ mark, index }) => ({
    index,
    ...kindOf(mark).draw(mark, { x, y, inner, theme, values, result, index }),
  }));
  const axes = axesOf({ x: plot.x, y: plot.y, scales: { x, y }, inner, theme, values, strong: strongRows(), tight });
  const handles = drawn.flatMap((one) => one.handles ?? []);
  const labels = placeLabels(
    drawn.flatMap((one) => one.labels ?? []),
    {
      frame: { x: 1, y: inset.top + 1, width: width - 2, height: height - inset.top - inset.bottom - 2 },
      inner,
      solid: [
        ...axes.texts.map((node) => boxOf(node.text, node.weight, node)),
        ...handles.map(({ x, y }) => ({ x: x - 8, y: y - 8, width: 16, height: 16 })),
      ],
      traces: drawn.flatMap(({ index, traces }) => (traces ?? []).map((trace) => ({ mark: index, trace }))),
      gridlines: axes.gridlines,
      ground: theme.surface,
      boxes: drawn.flatMap(({ index, boxes }) => (boxes ?? []).map((box) => ({ mark: index, box }))),
    },
    still?.labels,
  );

  const covered = reaches.some(({ fills }) => fills);
  const children: SceneNode[] = [
    ...(covered ? [] : axes.grid),
    ...axes.lines,
    // Lines along the edge keep their whole width; pixels and bands end where the axes do.
    {
      kind: 'group',
      clip: covered ? inner : grown(inner, 3),
      children: drawn.flatMap(({ nodes }) => nodes.filter((node) => node.kind !== 'text')),
    },
    ...drawn.flatMap(({ nodes }) => nodes.filter((node) => node.kind === 'text')),
    ...axes.texts,
    ...labels,
  ];
  return { width, height, background: theme.surface, children, handles, labels, scales, inner };

  function scalesOf(): Scales {
    const domains = { x: domainOf(plot.x, 'x', reaches, values), y: domainOf(plot.y, 'y', reaches, values) };
    const top = inset.top + (textOf(plot.y.label, values) ? 22 : 10);
    const bottom = height - inset.bottom - (!speaks(plot.x) ? 10 : plot.x.label === undefined || tight ? 24 : 36);
    const of = (name: 'x' | 'y', range: Domain) => ({ domain: domains[name], range, scale: plot[name].scale ?? ('linear' as const) });
    const upright = of('y', [Math.max(bottom, top + 1), top]);
    const gutter = speaks(plot.y) ? gutterOf(plot.y, ticksAlong('y', axisScale(upright)), values, width) : 0;
    const left = Math.ceil(Math.max(gutter + 4, 14));
    const right = Math.floor(width - Math.max(14, Math.min(roomAtRight(domains), width * 0.4)));
    return { x: of('x', [left, Math.max(right, left + 1)]), y: upright };
  }

  /** For the numbers beside bars, and for labels at the ends of curves that end apart at the right. */
  function roomAtRight(domains: { x: Domain; y: Domain }): number {
    const numbers = marks.map(({ mark }) =>
      mark.mark === 'bar' && mark.value ? valueWidth(mark, column(result, mark.table, mark.value)) : 0,
    );
    const beside = Math.max(0, ...numbers);
    if (beside > 0) return beside + 20;
    // A density ends where its axis ends; its label sits on its slope.
    if (reaches.some(({ spans, fills }) => spans || fills)) return 0;
    const ends = marks.flatMap(({ mark }) => {
      if (mark.mark !== 'line' || !textOf(mark.label, values)) return [];
      const at = lastFinite(column(result, mark.table, mark.x), column(result, mark.table, mark.y));
      return at ? [{ ...at, width: textWidth(textOf(mark.label, values) as string, LABEL_SIZE, 600) }] : [];
    });
    const [low, high] = domains.x;
    const reachEnd = ends.filter(({ x }) => x > high - 0.12 * (high - low));
    const heights = reachEnd.map(({ y }) => y);
    const spread = (Math.max(...heights) - Math.min(...heights)) / Math.abs(domains.y[1] - domains.y[0]);
    return reachEnd.length >= 2 && spread > 0.15 ? Math.max(...reachEnd.map((end) => end.width)) + 14 : 0;
  }

  function strongRows(): boolean[] {
    const rows: boolean[] = [];
    for (const { mark } of marks) {
      if (mark.mark !== 'bar' || mark.slot) continue;
      column(result, mark.table, mark.at).forEach((at, row) => {
        rows[at] = hueOf(mark, row) === 'ink';
      });
    }
    return rows;
  }
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

const rectOf = (x: AxisScale, y: AxisScale): Rect => ({
  x: x.range[0],
  y: y.range[1],
  width: x.range[1] - x.range[0],
  height: y.range[0] - y.range[1],
});

/** Scales of another size or another kind of axis are of no use. */
const fits = ({ x, y }: Scales, plot: AnyPlot, width: number, height: number): boolean =>
  x.range[1] <= width &&
  y.range[0] <= height &&
  x.range[1] > width * 0.5 &&
  y.range[0] > height * 0.5 &&
  x.scale === (plot.x.scale ?? 'linear') &&
  y.scale === (plot.y.scale ?? 'linear');

function lastFinite(xs: Float64Array, ys: Float64Array): { x: number; y: number } | undefined {
  for (let i = Math.min(xs.length, ys.length) - 1; i >= 0; i -= 1) {
    const [x, y] = [xs[i] as number, ys[i] as number];
    if (Number.isFinite(x) && Number.isFinite(y)) return { x, y };
  }
  return undefined;
}
