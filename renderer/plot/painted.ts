// One picture at its scales: marks, axes and labels, back to front.
import { turnsAlong } from '../../core/lab/turns.ts';
import { axesAt } from './axes.ts';
import { type AxisScale, axisScale } from './axis-scale.ts';
import type { ColorKey } from './color-key.ts';
import { type Composition, inShade, markKindOf } from './composition.ts';
import { keepApart } from './keep-apart.ts';
import { boxOf, type LabelWish, placeLabels } from './labels.ts';
import { hueOf } from './marks/bar.ts';
import { column, type Drawn } from './marks/mark.ts';
import type { Handle, Rect, Scales, SceneNode, TextNode } from './scene.ts';
import { turnedAt } from './turns.ts';
import { showsImages } from './whole-pixels.ts';

interface Painting {
  readonly scales: Scales;
  /** No label goes beyond it. */
  readonly frame: Rect;
  readonly tight: boolean;
  readonly written?: { readonly x: boolean; readonly y: boolean };
  /** What else labels keep off. */
  readonly key?: ColorKey | undefined;
  /** Whether a label is to be written at all. */
  readonly wanted?: (label: LabelWish) => boolean;
  readonly stood?: readonly TextNode[] | undefined;
  readonly ratio?: number | undefined;
}

export interface Painted {
  readonly children: readonly SceneNode[];
  readonly handles: readonly Handle[];
  readonly labels: readonly TextNode[];
}

export function painted(
  composition: Composition,
  { scales, frame, tight, written, key, wanted = () => true, stood, ratio }: Painting,
): Painted {
  const { plot, result, values, theme, marks, reaches, turns, memory } = composition;
  const [x, y] = [axisScale(scales.x), axisScale(scales.y)];
  const inner = rectOf(x, y);
  const imaged = showsImages(composition);
  const drawn = marks.map(({ mark, index, faint }) => {
    const one = markKindOf(mark).draw(mark, { x, y, inner, theme, values, result, index, ratio, imaged, memory });
    return { index, ...(faint || inShade(composition, mark) ? shaded(one) : one) };
  });
  const turned = turnedAt(turnsAlong(plot.x, result, turns), x, inner, theme, plot.marks.length);
  const axes = axesAt(scales, {
    x: plot.x,
    y: plot.y,
    scales: { x, y },
    inner,
    frame,
    theme,
    values,
    strong: strongRows(composition),
    tight,
    ...(written && { written }),
  });
  const handles = drawn.flatMap((one) => one.handles ?? []);
  const labels = placeLabels(
    [...drawn.flatMap((one) => one.labels ?? []), ...turned.labels].filter(wanted),
    {
      frame: { x: frame.x + 1, y: frame.y + 1, width: frame.width - 2, height: frame.height - 2 },
      inner,
      solid: [
        ...axes.texts.map((node) => boxOf(node.text, node.weight, node)),
        ...handles.map(({ x, y }) => ({ x: x - 8, y: y - 8, width: 16, height: 16 })),
        ...(key?.boxes ?? []),
      ],
      traces: drawn.flatMap(({ index, traces }) => (traces ?? []).map((trace) => ({ mark: index, trace }))),
      gridlines: [...axes.gridlines, ...turned.traces],
      ground: theme.surface,
      boxes: drawn.flatMap(({ index, boxes }) => (boxes ?? []).map((box) => ({ mark: index, box }))),
    },
    stood,
  );

  const covered = reaches.some(({ fills }) => fills);
  const children: SceneNode[] = [
    ...(covered ? [] : axes.grid),
    ...axes.lines,
    ...turned.nodes,
    // Lines along the edge keep their whole width; pixels and bands end where the axes do.
    {
      kind: 'group',
      clip: covered ? inner : grown(inner, 3),
      children: drawn.flatMap(({ nodes }) => nodes.filter((node) => node.kind !== 'text')),
    },
    ...keepApart(drawn.flatMap(({ nodes }) => nodes.filter((node) => node.kind === 'text'))),
    ...axes.texts,
    ...labels,
  ];
  return { children, handles, labels };
}

/** What is left of a mark while another stage is in the light. */
const SHADE = 0.3;

function shaded(drawn: Drawn): Drawn {
  const dim = <T extends { readonly opacity?: number }>(one: T): T => ({ ...one, opacity: SHADE * (one.opacity ?? 1) });
  return { ...drawn, nodes: drawn.nodes.map(dim), ...(drawn.labels && { labels: drawn.labels.map(dim) }) };
}

/** Categories whose bar is ink. */
function strongRows({ marks, result }: Composition): boolean[] {
  const rows: boolean[] = [];
  for (const { mark } of marks) {
    if (mark.mark !== 'bar' || mark.slot) continue;
    column(result, mark.table, mark.at).forEach((at, row) => {
      rows[at] = hueOf(mark, row) === 'ink';
    });
  }
  return rows;
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

/** What lies between the ends of both axes. */
export const rectOf = (x: Pick<AxisScale, 'range'>, y: Pick<AxisScale, 'range'>): Rect => ({
  x: x.range[0],
  y: y.range[1],
  width: x.range[1] - x.range[0],
  height: y.range[0] - y.range[1],
});
