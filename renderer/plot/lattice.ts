// Where the points of a grid lie. The first and the last column stand at the ends of its domain, the rest evenly between them
// in the axis’s own measure: evenly in the logarithm where the axis is logarithmic.
import type { Grid } from '../../core/lab/result.ts';
import type { AxisScale } from './axis-scale.ts';

export interface Lattice {
  /** Column (a fraction lies between two) to px. */
  readonly x: (column: number) => number;
  readonly y: (row: number) => number;
}

function even([low, high]: readonly [number, number], count: number, axis: AxisScale): (index: number) => number {
  const [from, to] = [axis.of(low), axis.of(high)];
  const step = count > 1 ? (to - from) / (count - 1) : to - from;
  // A single column fills the domain, its point in the middle.
  return count > 1 ? (index) => from + index * step : (index) => from + (index + 0.5) * step;
}

export function latticeOf(grid: Grid, x: AxisScale, y: AxisScale): Lattice {
  return { x: even(grid.xDomain, grid.columns, x), y: even(grid.yDomain, grid.rows, y) };
}
