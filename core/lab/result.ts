// A result is named numbers: scalars, tables, grids; and what kinds of rows are called, where the data alone know it.

/** Columns of equal length. */
export type Table = Readonly<Record<string, Float64Array>>;

/**
 * A regular lattice; `values` runs along x first, row 0 at the low end of y. The first and the last column stand at the ends
 * of the domain; along a plot’s logarithmic axis the lattice is even in the logarithm.
 */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly xDomain: readonly [number, number];
  readonly yDomain: readonly [number, number];
  readonly values: Float32Array;
  /** It is images side by side, each of so many columns and rows: they are shown square, in whole pixels of the screen, none of them cut. */
  readonly tile?: readonly [columns: number, rows: number];
}

/** A column of no rows, and a grid of no cells: what is there to be shown later. */
export const emptyColumn = new Float64Array();
export const emptyGrid: Grid = { columns: 0, rows: 0, xDomain: [0, 1], yDomain: [0, 1], values: new Float32Array() };

/** f(0), f(1) … as a column. */
export const column = (length: number, f: (i: number) => number): Float64Array => Float64Array.from({ length }, (_, i) => f(i));

/** Whether two lattices hold the same numbers, to the last bit, in cells that are tiled alike. */
export function sameCells(a: Grid, b: Grid): boolean {
  if (a === b) return true;
  if (a.columns !== b.columns || a.rows !== b.rows || a.tile?.join() !== b.tile?.join() || a.values.length !== b.values.length)
    return false;
  // As whole numbers, so that what is unknown is the same, too.
  const [one, other] = [a, b].map(({ values }) => new Uint32Array(values.buffer, values.byteOffset, values.length)) as [
    Uint32Array,
    Uint32Array,
  ];
  for (let i = 0; i < one.length; i += 1) if (one[i] !== other[i]) return false;
  return true;
}

export interface Result {
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly grids: Readonly<Record<string, Grid>>;
  /** By table, the names of its kinds of rows; before those that marks declare. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

/** The result with what is computed beside the run laid over it: the sweep as a table of that name, the map as grids. */
export function withSweepAndMap(result: Result, sweep: Table | undefined, map: Result['grids'] | undefined): Result {
  const { tables, grids } = result;
  return { ...result, tables: sweep ? { ...tables, sweep } : tables, grids: map ? { ...grids, ...map } : grids };
}

/** The buffers that a message may move instead of copying; empty ones, which labs may share, are not worth it. */
export function buffersOf(result: Result): ArrayBuffer[] {
  const columns = Object.values(result.tables).flatMap((table) => Object.values(table));
  const lattices = Object.values(result.grids).map((grid) => grid.values);
  return [...new Set([...columns, ...lattices].map((array) => array.buffer as ArrayBuffer))].filter(({ byteLength }) => byteLength > 0);
}
