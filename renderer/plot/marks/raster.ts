// A grid as pixels through a colour map. Its points are the pixels’ centres, so that it meets the contours of the same grid.
import type { Grid } from '../../../core/lab/result.ts';
import { colorMap } from '../color-map.ts';
import { latticeOf } from '../lattice.ts';
import { round } from '../round.ts';
import type { ImageNode } from '../scene.ts';
import { gridOf, type MarkKind } from './mark.ts';

/** RGBA, the row of the highest y first; a number that is none is left clear. */
function pixelsOf({ columns, rows, values }: Grid, table: Uint8ClampedArray, zero: boolean): Uint8ClampedArray {
  let low = zero ? 0 : Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const scale = high > low ? 255 / (high - low) : 0;
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0, at = 0; row < rows; row += 1) {
    const from = (rows - 1 - row) * columns;
    for (let column = 0; column < columns; column += 1, at += 4) {
      const value = values[from + column] as number;
      if (Number.isNaN(value)) continue;
      const index = Math.max(0, Math.min(255, Math.round((value - low) * scale))) * 4;
      pixels[at] = table[index] as number;
      pixels[at + 1] = table[index + 1] as number;
      pixels[at + 2] = table[index + 2] as number;
      pixels[at + 3] = table[index + 3] as number;
    }
  }
  return pixels;
}

export const raster: MarkKind<'raster'> = {
  reach({ grid: name }, result) {
    const grid = gridOf(result, name);
    return grid ? { x: [grid.xDomain], y: [grid.yDomain], fills: true } : {};
  },
  draw(mark, { result, x, y, theme }) {
    const grid = gridOf(result, mark.grid);
    if (!grid) return { nodes: [] };
    const lattice = latticeOf(grid, x, y);
    const [left, right] = [lattice.x(-0.5), lattice.x(grid.columns - 0.5)];
    const [top, bottom] = [lattice.y(grid.rows - 0.5), lattice.y(-0.5)];
    const node: ImageNode = {
      kind: 'image',
      x: round(left),
      y: round(top),
      width: round(right - left),
      height: round(bottom - top),
      columns: grid.columns,
      rows: grid.rows,
      pixels: pixelsOf(grid, colorMap(mark.map, theme, mark.hue), mark.map === 'density' || mark.map === 'grey'),
      smooth: mark.map === 'landscape' || mark.map === 'density',
      ...(mark.term && { term: mark.term }),
    };
    return { nodes: [node] };
  },
};
