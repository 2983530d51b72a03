// Small multiples: one picture a name, all on the same axes, which are written at the outer edge alone.
import type { Table } from '../../core/lab/result.ts';
import { gutterOf, speaks, ticksAlong } from './axes.ts';
import { axisScale } from './axis-scale.ts';
import { colorKey, keyRoom } from './color-key.ts';
import type { Composition, Domains } from './composition.ts';
import { evened, isEqual } from './evened.ts';
import { LABEL_SIZE, type LabelWish } from './labels.ts';
import { footOf } from './margins.ts';
import { textOf } from './marks/mark.ts';
import { painted, rectOf } from './painted.ts';
import { round } from './round.ts';
import type { Domain, Rect, Scales, Scene, SceneNode, TextNode } from './scene.ts';
import { fitText } from './text-width.ts';

/** Px between two pictures, and over each for its name. */
const ACROSS = 14;
const DOWN = 8;
const HEAD = 18;
/** Width over height that a picture likes best, and how much an empty place costs beside that. */
const SHAPE = 1.3;
const EMPTY = 0.5;

interface Facets {
  /** The column whose number says in which picture a row is. */
  readonly by: string;
  readonly names: readonly string[];
  readonly domains: Domains;
  readonly frame: Rect;
}

/** How many stand in a row, so that each comes near to its best shape and few places are left empty. */
function columnsFor(count: number, width: number, height: number, shape: number): number {
  const costOf = (columns: number) => {
    const rows = Math.ceil(count / columns);
    const [across, down] = [width / columns - ACROSS, height / rows - HEAD - DOWN];
    if (across < 20 || down < 20) return 100 + columns * rows;
    return Math.abs(Math.log(across / down / shape)) + (EMPTY * (columns * rows - count)) / rows;
  };
  const all = Array.from({ length: count }, (_, i) => i + 1);
  return all.reduce((best, columns) => (costOf(columns) < costOf(best) ? columns : best), 1);
}

/** The tables of each picture: of those that have the column, its rows; the others whole. */
function tablesOf(tables: Composition['result']['tables'], used: ReadonlySet<string>, by: string, count: number) {
  const parts: Record<string, Table>[] = Array.from({ length: count }, () => ({}));
  for (const name of used) {
    const table = tables[name];
    if (!table) continue;
    const rows = table[by] && rowsOf(table[by], count);
    parts.forEach((part, k) => {
      part[name] = rows ? rowsAt(table, rows[k] as readonly number[]) : table;
    });
  }
  return parts;
}

function rowsOf(by: Float64Array, count: number): number[][] {
  const rows: number[][] = Array.from({ length: count }, () => []);
  by.forEach((k, row) => {
    rows[k]?.push(row);
  });
  return rows;
}

function rowsAt(table: Table, rows: readonly number[]): Table {
  return Object.fromEntries(
    Object.entries(table).map(([name, numbers]) => {
      const own = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i += 1) own[i] = numbers[rows[i] as number] as number;
      return [name, own];
    }),
  );
}

/** The pictures; none has a handle, which would have to say whose parameter it sets. */
export function facetsOf(
  composition: Composition,
  { by, names, domains, frame }: Facets,
): Omit<Scene, 'width' | 'height' | 'background' | 'blank'> {
  const { plot, values, theme, result } = composition;
  const marks = composition.marks.filter(({ mark }) => mark.mark !== 'handle');
  const used = new Set(marks.flatMap(({ mark }) => ('table' in mark ? [mark.table] : [])));
  const tables = tablesOf(result.tables, used, by, names.length);
  const declared = marks.map(({ mark }) => mark);
  const [labelX, labelY] = [textOf(plot.x.label, values), textOf(plot.y.label, values)];

  const top = frame.y + (labelY && speaks(plot.y) ? 16 : 2);
  const bottom = frame.y + frame.height - footOf(composition, false);
  const right = Math.floor(frame.x + frame.width - Math.max(14, Math.min(keyRoom(declared, result), frame.width * 0.4)));
  const span = ([from, to]: Domain) => Math.abs(to - from);
  const shape = isEqual(plot, values) ? span(domains.x) / span(domains.y) : SHAPE;
  const columns = columnsFor(names.length, right - frame.x, bottom - top, shape);
  const rows = Math.ceil(names.length / columns);
  const down = Math.max(1, Math.floor((bottom - top - rows * HEAD - (rows - 1) * DOWN) / rows));
  const scaleOf = (name: 'x' | 'y') => plot[name].scale ?? ('linear' as const);
  const ticks = ticksAlong('y', axisScale({ domain: domains.y, range: [down, 0], scale: scaleOf('y') }));
  const gutter = speaks(plot.y) ? gutterOf(plot.y, ticks, values, frame.width) : 0;
  const left = frame.x + Math.ceil(Math.max(gutter + 4, 14));
  const across = Math.max(1, Math.floor((right - left - (columns - 1) * ACROSS) / columns));

  const even = evened(plot, values, {
    x: { domain: domains.x, range: [0, across], scale: scaleOf('x') },
    y: { domain: domains.y, range: [down, 0], scale: scaleOf('y') },
  });
  // The axes’ own labels are written once for all.
  const { label: _x, ...x } = plot.x;
  const { label: _y, ...y } = plot.y;
  const bare = { ...plot, x, y };
  const writtenLabels = new Set<string>();
  const pictures = names.map((name, k) => {
    const [column, row] = [k % columns, Math.floor(k / columns)];
    const cell = { x: left + column * (across + ACROSS), y: top + row * (down + HEAD + DOWN) + HEAD };
    const scales: Scales = {
      x: { ...even.x, range: [cell.x, cell.x + across] },
      y: { ...even.y, range: [cell.y + down, cell.y] },
    };
    const lowest = k + columns >= names.length;
    // A label that has been written in one picture is understood in the next.
    const fresh = ({ mark, text }: LabelWish) => !writtenLabels.has(`${mark} ${text}`) && writtenLabels.add(`${mark} ${text}`).size > 0;
    const picture = painted(
      { ...composition, marks, plot: bare, result: { ...result, tables: tables[k] as Record<string, Table> } },
      {
        scales,
        frame: { x: cell.x, y: cell.y, width: across, height: down },
        tight: false,
        written: { x: lowest, y: column === 0 },
        wanted: fresh,
      },
    );
    const title = text(cell.x, cell.y - 6, fitText(name, across, LABEL_SIZE, 600), 'start', { weight: 600, fill: theme.ink.ink });
    return { scales, picture, children: [...picture.children, title] };
  });

  const first = (pictures[0] as (typeof pictures)[number]).scales;
  const all: Rect = {
    x: left,
    y: top + HEAD,
    width: columns * (across + ACROSS) - ACROSS,
    height: rows * (down + HEAD + DOWN) - HEAD - DOWN,
  };
  const key = colorKey(declared, result, all, theme);
  const labels: SceneNode[] = [];
  if (labelY && speaks(plot.y)) labels.push(text(frame.x + 4, frame.y + 12, labelY, 'start'));
  if (labelX && speaks(plot.x)) labels.push(text(all.x + all.width, all.y + all.height + 30, labelX, 'end'));
  return {
    children: [...(key ? [key.strip] : []), ...pictures.flatMap(({ children }) => children), ...(key?.texts ?? []), ...labels],
    handles: [],
    labels: pictures.flatMap(({ picture }) => picture.labels),
    scales: first,
    inner: rectOf(first.x, first.y),
  };

  function text(x: number, y: number, said: string, anchor: TextNode['anchor'], look: Partial<TextNode> = {}): TextNode {
    return { kind: 'text', x: round(x), y: round(y), text: said, size: LABEL_SIZE, weight: 400, anchor, fill: theme.soft, ...look };
  }
}
