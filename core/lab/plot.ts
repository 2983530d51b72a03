// The grammar in which a lab declares its pictures: marks over tables and grids, handles bound to parameters.
import type { Hue } from './hue.ts';
import type { Values, When } from './param.ts';
import type { Result } from './result.ts';

/** A fixed text, or one read off the values. */
export type Text<V = Values> = string | ((values: V) => string);

export interface Axis<V = Values, N = string extends keyof V ? string : never> {
  readonly label?: Text<V>;
  readonly scale?: 'linear' | 'log';
  /** Fixed ends; otherwise the extent of what the marks show, made round. */
  readonly domain?: readonly [number, number];
  /** Names of the rows or columns at 0, 1, 2 …, instead of numbers. */
  readonly categories?: readonly string[] | ((values: V) => readonly string[]);
  /** Gridlines, where values are read off. */
  readonly grid?: boolean;
  /** Include this number, or these, in the extent. */
  readonly include?: number | readonly number[];
  /** It counts steps of the run, perhaps after as many as a scalar says: what was changed on the way is marked on it. */
  readonly steps?: true | { readonly after: N };
  /** Neither ticks nor numbers: a density whose height is not read off. */
  readonly bare?: boolean;
}

/** A fixed hue, or one read off the values: that of the method which they choose. */
export type HueOf<V = Values> = Hue | ((values: V) => Hue);

interface Shown<V, N> {
  readonly when?: When<V>;
  /** The scalar it pictures: hovering either lights up both. */
  readonly term?: N;
  /** Written at the mark, in its colour. */
  readonly label?: Text<V>;
}

interface Dressed<V, N> extends Shown<V, N> {
  readonly hue: HueOf<V>;
}

type OfTable<T> = {
  [K in keyof T & string]: { readonly table: K; readonly x: keyof T[K] & string; readonly y: keyof T[K] & string };
}[keyof T & string];

/**
 * Rows of one kind, or of several: the number in `by` is a row's category. Where each has a meaning of its own, `hues` gives each its
 * colour; where they are the same thing several times over (chains), they are shades of the one `hue`.
 */
type Kinds<C, V, N> =
  | (Dressed<V, N> & { readonly by?: keyof C & string; readonly hues?: never })
  | (Shown<V, N> & { readonly by: keyof C & string; readonly hues: readonly Hue[]; readonly hue?: never });

/** Of several kinds, `names` are written at each. */
type OfKinds<T, V, N> = {
  [K in keyof T & string]: {
    readonly table: K;
    readonly x: keyof T[K] & string;
    readonly y: keyof T[K] & string;
    readonly names?: readonly string[] | ((values: V) => readonly string[]);
  } & Kinds<T[K], V, N>;
}[keyof T & string];

/** `ghost`: of the run before, where it differed in nothing but where it began, the same line stays behind, faint. */
type LineMark<T, V, N> = OfKinds<T, V, N> & {
  readonly mark: 'line';
  readonly dash?: 'dotted' | 'dashed';
  readonly width?: number;
  readonly ghost?: true;
};
/** Rows of data as a hand takes hold of them: a press chooses one, which is a handle from then on; it is moved and taken away, and others are added. */
export interface EditedRows<V> {
  /** The parameter of edits: the table’s rows are the data as these have left them. */
  readonly param: keyof V & string;
  /** The integer that says which row is chosen, from 1. */
  readonly chosen: keyof V & string;
  readonly moves: 'x' | 'xy';
  /** What the row of that number is called. */
  readonly name: (number: number) => string;
}

type DotMark<T, V, N> = {
  [K in keyof T & string]: OfKinds<Pick<T, K>, V, N> & {
    readonly mark: 'dot';
    readonly radius?: number;
    /** A ring: what was not measured here and now. */
    readonly hollow?: true;
    /** Later rows cover earlier ones in full, the first ones hardly show. */
    readonly fade?: boolean;
    /** A column of shares for each of `hues`: a dot’s colour is their mixture. */
    readonly mix?: readonly (keyof T[K] & string)[];
    readonly edits?: EditedRows<V>;
  };
}[keyof T & string];

/** An arrow a row, from (x, y) to (toX, toY). */
type ArrowMark<T, V> = {
  [K in keyof T & string]: {
    readonly mark: 'arrow';
    readonly table: K;
    readonly x: keyof T[K] & string;
    readonly y: keyof T[K] & string;
    readonly toX: keyof T[K] & string;
    readonly toY: keyof T[K] & string;
    /** One a row, written at the arrow’s head in its colour; of kinds by `by`, one a kind, each at its last arrow. */
    readonly names?: readonly string[] | ((values: V) => readonly string[]);
    readonly when?: When<V>;
  } & Tinted<T[K]>;
}[keyof T & string];

/** Down to 0, or to the column `from`: a band, one for each kind of rows. */
type AreaMark<T, V, N> = {
  [K in keyof T & string]: {
    readonly mark: 'area';
    readonly table: K;
    readonly x: keyof T[K] & string;
    readonly y: keyof T[K] & string;
    readonly from?: keyof T[K] & string;
  } & Kinds<T[K], V, N>;
}[keyof T & string];

/** Horizontal or vertical bars from `from` to `to` at categories `at`, each row in its own hue. */
type BarMark<T, V, N> = {
  [K in keyof T & string]: {
    readonly mark: 'bar';
    readonly orient: 'horizontal' | 'vertical';
    readonly table: K;
    readonly at: keyof T[K] & string;
    readonly from?: keyof T[K] & string;
    readonly to: keyof T[K] & string;
    /** One a row; a single hue serves all. */
    readonly hues: readonly Hue[];
    /** One a row: the scalar each bar pictures; a single one serves all. */
    readonly terms?: readonly N[];
    /** A signed number written beside each bar. */
    readonly value?: keyof T[K] & string;
    /** These are counts, and written so. */
    readonly counted?: true;
    /** Shares a category with other bars: this one takes slot `index` of `count`. */
    readonly slot?: readonly [index: number, count: number];
    readonly when?: When<V>;
    readonly label?: Text<V>;
  };
}[keyof T & string];

/** A rectangle a row, from corner (x, y) to corner (toX, toY); or its outline alone. */
type BoxMark<T, V, N> = {
  [K in keyof T & string]: {
    readonly mark: 'box';
    readonly table: K;
    readonly x: keyof T[K] & string;
    readonly y: keyof T[K] & string;
    readonly toX: keyof T[K] & string;
    readonly toY: keyof T[K] & string;
    readonly outline?: true;
    readonly term?: N;
    readonly when?: When<V>;
    /** One a kind by `by`, written at its largest box in its colour. */
    readonly names?: readonly string[] | ((values: V) => readonly string[]);
  } & Tinted<T[K]>;
}[keyof T & string];

/** One hue a row, or by the category in the column `by`; a single hue serves all. */
interface Tinted<C> {
  readonly hues: readonly Hue[];
  readonly by?: keyof C & string;
}

type Anchor = 'start' | 'middle' | 'end';

/** A text a row, its baseline’s middle at (x, y): its name, by `by` as its hue is, or the number in `value`, short. */
type TextMark<T, V, N> = {
  [K in keyof T & string]: {
    readonly mark: 'text';
    readonly table: K;
    readonly x: keyof T[K] & string;
    readonly y: keyof T[K] & string;
    readonly anchor?: Anchor;
    readonly names?: readonly string[] | ((values: V) => readonly string[]);
    readonly value?: keyof T[K] & string;
    readonly term?: N;
    readonly when?: When<V>;
  } & Tinted<T[K]>;
}[keyof T & string];

/** A text at a place of its own, in data units. */
interface NoteMark<V, N> {
  readonly mark: 'note';
  readonly at: readonly [x: number, y: number];
  readonly text: Text<V>;
  readonly hue: Hue;
  readonly anchor?: Anchor;
  readonly strong?: true;
  readonly term?: N;
  readonly when?: When<V>;
}

/** A straight line across the plot at each row's value. */
type RuleMark<T, V, N> = {
  [K in keyof T & string]: Dressed<V, N> & {
    readonly mark: 'rule';
    readonly table: K;
    readonly dash?: 'dotted' | 'dashed';
  } & ({ readonly x: keyof T[K] & string; readonly y?: never } | { readonly y: keyof T[K] & string; readonly x?: never });
}[keyof T & string];

/** `landscape` is a quiet sequential map, low is light; `density` fades from nothing into the hue. */
interface RasterMark<G, V, N> {
  readonly mark: 'raster';
  readonly grid: keyof G & string;
  readonly map: 'landscape' | 'density' | 'viridis' | 'grey';
  readonly hue?: Hue;
  readonly term?: N;
  /** The numbers at the two ends of the map; what the grid holds if left out. */
  readonly range?: readonly [number, number];
  /** Colours by the logarithm. */
  readonly scale?: 'linear' | 'log';
  /** A strip that says which colour is which number. */
  readonly key?: boolean;
  /** Whether pixels run into each other; where left out, those of a landscape and a density do. */
  readonly smooth?: boolean;
  readonly when?: When<V>;
}

interface ContourMark<G, V, N> {
  readonly mark: 'contour';
  readonly grid: keyof G & string;
  readonly hue: Hue;
  /** How many levels, or where they lie: `quantile` spaces them by rank, for landscapes with walls. */
  readonly levels: number;
  readonly spacing?: 'linear' | 'quantile';
  /** Fills between the levels with the landscape map. */
  readonly filled?: boolean;
  readonly dash?: 'dotted' | 'dashed';
  readonly term?: N;
  readonly label?: string;
  readonly when?: When<V>;
}

/** A point of the picture that is dragged: each row of the table is one handle. */
/** Places along the axes, in data units and in order; an axis that has none is free. */
export interface Stops {
  readonly x?: readonly number[];
  readonly y?: readonly number[];
}

type HandleMark<T, V> = OfTable<T> & {
  readonly mark: 'handle';
  readonly hue: HueOf<V>;
  /** What the handle is, for whoever cannot see it: `mean of q`. */
  readonly name: string | ((row: number, values: V) => string);
  readonly moves: 'x' | 'y' | 'xy';
  /** The parameters it sets. */
  readonly params: readonly (keyof V & string)[];
  /** What dragging to (x, y), in data units, sets. */
  readonly drag: (to: { readonly x: number; readonly y: number; readonly row: number }, values: V) => Partial<V>;
  readonly label?: Text<V>;
  readonly when?: When<V>;
  /** A click on the plot brings it there. */
  readonly fetched?: boolean;
  /** What it sets begins the run again, and plays it: it is put where something is to be seen happening. */
  readonly plays?: true;
  /** Where alone it can stand (the cells of a map): pointer and keys take it from one to the next. */
  readonly stops?: (values: V) => Stops;
  /** Where x is a category shared by bars: the slot whose middle it takes. */
  readonly slot?: readonly [index: number, count: number];
};

/** A mark of some stages of what is told: it is faint while another one is in the light, which the plot’s `stage` says. */
interface Staged {
  readonly stage?: string | readonly string[];
}

export type Mark<T, G, V = Values, N = string> = (
  | LineMark<T, V, N>
  | DotMark<T, V, N>
  | ArrowMark<T, V>
  | AreaMark<T, V, N>
  | BarMark<T, V, N>
  | BoxMark<T, V, N>
  | TextMark<T, V, N>
  | NoteMark<V, N>
  | RuleMark<T, V, N>
  | RasterMark<G, V, N>
  | ContourMark<G, V, N>
  | HandleMark<T, V>
) &
  Staged;

/** A button that sets values. */
export interface Offer<V> {
  readonly label: Text<V>;
  readonly set: (values: V) => Partial<V>;
}

export interface Plot<T, G, V = Values, N = string> {
  readonly title: string;
  /** The word on its tab, where it shares a place; the title if left out. */
  readonly tab?: string;
  /** At the right of the title: units, or what the picture leaves out. */
  readonly caption?: string | ((values: V, result?: Pick<Result, 'scalars' | 'tables'>) => string);
  /** A unit across is as long as a unit up: a plane, or images; always, or at some values. */
  readonly equal?: true | When<V>;
  readonly x: Axis<V, N>;
  readonly y: Axis<V, N>;
  readonly marks: readonly Mark<T, G, V, N>[];
  /** The choice parameter whose value is the stage in the light; all marks are while it is none of theirs. */
  readonly stage?: keyof V & string;
  /**
   * Small multiples with shared axes, one a name: a mark whose table has the column `by` shows in multiple k its rows where that is k,
   * any other mark is the same in all.
   */
  readonly facets?: { readonly by: string; readonly names: (values: V) => readonly string[] };
  readonly when?: When<V>;
  /** In place of the picture while none of its marks has anything to show: what fills it, and a button that does. */
  readonly empty?: { readonly words: Text<V>; readonly offer?: Offer<V> };
  /** A drawing parameter whose sheet stands beside the picture, and no more among the controls. */
  readonly pad?: keyof V & string;
  /** One sentence that says what is to be seen now, for whoever cannot see it; read off result and values. */
  readonly sentence: (result: Pick<Result, 'scalars' | 'tables' | 'names'>, values: V) => string;
}
