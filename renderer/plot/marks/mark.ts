// What every kind of mark answers: which numbers it wants on the axes, and what it draws once they have a place.

import type { Hue } from '../../../core/lab/hue.ts';
import type { AnyPlot } from '../../../core/lab/lab.ts';
import type { Values } from '../../../core/lab/param.ts';
import type { HueOf, Text } from '../../../core/lab/plot.ts';
import type { Grid, Result } from '../../../core/lab/result.ts';
import type { AxisScale } from '../axis-scale.ts';
import type { LabelWish } from '../labels.ts';
import type { Memory } from '../memory.ts';
import type { Handle, Rect, SceneNode } from '../scene.ts';
import type { Theme } from '../theme.ts';

type Declared = AnyPlot['marks'][number];

/** With the hue that it has at the values. */
type Settled<M> = M extends { readonly hue: HueOf } ? Omit<M, 'hue'> & { readonly hue: Hue } : M;

export type AnyMark = Settled<Declared>;
export type MarkOf<K extends AnyMark['mark']> = Extract<AnyMark, { mark: K }>;

/** The numbers that an axis should hold for a mark to be seen. */
export interface Reach {
  readonly x?: readonly ArrayLike<number>[];
  readonly y?: readonly ArrayLike<number>[];
  /** It covers the plane: the axes end where it ends. */
  readonly fills?: boolean;
  /** It covers the plane with so many cells across, whose middles those numbers are: half a cell more is to be seen at either end. */
  readonly cells?: number;
  /** It runs the whole way along x, and the axis ends where it ends. */
  readonly spans?: boolean;
  /** It ends in names: the axes go on beyond it, where nothing else bounds them. */
  readonly airy?: boolean;
}

/** Where and with what a mark is drawn. */
export interface Ground {
  readonly x: AxisScale;
  readonly y: AxisScale;
  readonly inner: Rect;
  readonly theme: Theme;
  readonly values: Values;
  readonly result: Result;
  /** The mark's place in the plot's list. */
  readonly index: number;
  /** Pixels of the screen to a px, where it is drawn for one. */
  readonly ratio?: number | undefined;
  readonly memory: Memory;
  /** Images lie under it, on which no word could be read: names stand beside them. */
  readonly imaged?: boolean;
}

export interface Drawn {
  readonly nodes: readonly SceneNode[];
  readonly labels?: readonly LabelWish[];
  readonly handles?: readonly Handle[];
  /** What labels should not lie upon: polylines x0, y0, x1, y1, … in px (NaN lifts the pen), and boxes. */
  readonly traces?: readonly Float32Array[];
  readonly boxes?: readonly Rect[];
}

export interface MarkKind<K extends AnyMark['mark']> {
  reach(mark: MarkOf<K>, result: Result): Reach;
  draw(mark: MarkOf<K>, ground: Ground): Drawn;
}

const nothing = new Float64Array(0);

/** A column of a table; empty where the result has none. */
export const column = (result: Result, table: string, name: string): Float64Array => result.tables[table]?.[name] ?? nothing;
export const gridOf = (result: Result, name: string): Grid | undefined => {
  const grid = result.grids[name];
  return grid && grid.columns > 0 && grid.rows > 0 && grid.values.length >= grid.columns * grid.rows ? grid : undefined;
};

/** What the kinds of a mark’s rows are called: as the result names those of its table, or else as the mark does. */
export function namesOf(
  { table, names }: Extract<AnyMark, { readonly names?: unknown }>,
  result: Result,
  values: Values,
): readonly string[] | undefined {
  return result.names?.[table] ?? (typeof names === 'function' ? names(values) : names);
}

/** A row’s category, the number in the column `by` or the row itself, and the hue that goes with it. */
export function tintOf(
  { table, hues, by }: { readonly table: string; readonly hues: readonly Hue[]; readonly by?: string },
  result: Result,
  row: number,
): { readonly hue: Hue; readonly category: number } {
  const category = by === undefined ? row : (column(result, table, by)[row] as number);
  return { hue: (hues.length === 1 ? hues[0] : hues[category]) ?? 'ink', category };
}

export const settled = (mark: Declared, values: Values): AnyMark =>
  ('hue' in mark && typeof mark.hue === 'function' ? { ...mark, hue: mark.hue(values) } : mark) as AnyMark;

export const textOf = (text: Text | undefined, values: Values): string | undefined => (typeof text === 'function' ? text(values) : text);
