// A grid as pixels through a colour map. Its points are the pixels’ centres, so that it meets the contours of the same grid.
import { isMapGrid } from '../../../core/lab/map.ts';
import { type Grid, sameCells } from '../../../core/lab/result.ts';
import { colorMap } from '../color-map.ts';
import { type Lattice, latticeOf } from '../lattice.ts';
import type { Image } from '../memory.ts';
import { pxText, round } from '../round.ts';
import type { ImageNode, PathNode, Rect } from '../scene.ts';
import { edgesOf, isMosaic, placeOf } from '../whole-pixels.ts';
import { type Ground, gridOf, type MarkKind, type MarkOf } from './mark.ts';

export interface ColorRange {
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
}

/** The numbers at the two ends of the map: as declared, or what the grid holds. Undefined where it holds none. */
export function rangeOf({ map, range, scale = 'linear' }: MarkOf<'raster'>, { values }: Grid): ColorRange | undefined {
  if (range) return { low: range[0], high: range[1], scale };
  const zero = scale === 'linear' && (map === 'density' || map === 'grey');
  let low = zero ? 0 : Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high, scale } : undefined;
}

/** A number to its place in the map’s 256 colours; on a logarithmic scale, what has no logarithm is lowest. */
function stepOf({ low, high, scale }: ColorRange): (value: number) => number {
  const [from, to] = scale === 'log' ? [Math.log(low), Math.log(high)] : [low, high];
  const factor = to > from ? 255 / (to - from) : 0;
  const clamped = (step: number) => Math.max(0, Math.min(255, Math.round(step)));
  return scale === 'log'
    ? (value) => (value > 0 ? clamped((Math.log(value) - from) * factor) : 0)
    : (value) => clamped((value - from) * factor);
}

/** RGBA, the row of the highest y first unless the axis runs downwards; what is no finite number is left clear. */
function pixelsOf({ columns, rows, values }: Grid, table: Uint8ClampedArray, range: ColorRange, downwards: boolean): Uint8ClampedArray {
  const step = stepOf(range);
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0, at = 0; row < rows; row += 1) {
    const from = (downwards ? row : rows - 1 - row) * columns;
    for (let column = 0; column < columns; column += 1, at += 4) {
      const value = values[from + column] as number;
      if (!Number.isFinite(value)) continue;
      const index = step(value) * 4;
      pixels[at] = table[index] as number;
      pixels[at + 1] = table[index + 1] as number;
      pixels[at + 2] = table[index + 2] as number;
      pixels[at + 3] = table[index + 3] as number;
    }
  }
  return pixels;
}

/** Half a cross, in px, where a cell has room for it. */
const CROSS = 3;

/** Of the cells of a map: a stroke from corner to corner of those that are not computed yet, a small cross in those that have no finite number. */
function signsOf({ columns, rows, values }: Grid, { x, y }: Lattice): { readonly hatch: string; readonly crosses: string } {
  let [hatch, crosses] = ['', ''];
  const line = (x0: number, y0: number, x1: number, y1: number) => `M${pxText(x0)},${pxText(y0)}L${pxText(x1)},${pxText(y1)}`;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = values[row * columns + column] as number;
      if (Number.isFinite(value)) continue;
      const [left, right] = [x(column - 0.5), x(column + 0.5)];
      const [low, high] = [Math.max(y(row - 0.5), y(row + 0.5)), Math.min(y(row - 0.5), y(row + 0.5))];
      if (Number.isNaN(value)) {
        hatch += line(left, low, right, high);
        continue;
      }
      const [cx, cy] = [(left + right) / 2, (low + high) / 2];
      const half = Math.min(CROSS, (right - left) / 3, (low - high) / 3);
      crosses += line(cx - half, cy - half, cx + half, cy + half) + line(cx - half, cy + half, cx + half, cy - half);
    }
  }
  return { hatch, crosses };
}

/** The pixels of a mark's grid and their place; the very same ones as long as neither numbers nor place are others. */
function imageOf(
  mark: MarkOf<'raster'>,
  grid: Grid,
  whole: Rect,
  downwards: boolean,
  { inner, theme, ratio, index, memory }: Ground,
): Image {
  const colors = colorMap(mark.map, theme, mark.hue);
  const at = JSON.stringify([whole, downwards, inner, ratio]);
  const before = memory.images.get(index);
  if (before?.at === at && before.colors === colors && sameCells(before.grid, grid)) return before.image;
  const range = rangeOf(mark, grid) ?? { low: 0, high: 1, scale: 'linear' };
  const { place, cells } =
    isMosaic(grid) && ratio !== undefined ? placeOf(grid, whole, inner, ratio) : { place: rounded(whole), cells: grid };
  const image = { ...place, columns: cells.columns, rows: cells.rows, pixels: pixelsOf(cells, colors, range, downwards) };
  memory.images.set(index, { grid, colors, at, image });
  return image;
}

const rounded = ({ x, y, width, height }: Rect): Rect => ({ x: round(x), y: round(y), width: round(width), height: round(height) });

export const raster: MarkKind<'raster'> = {
  reach({ grid: name }, result) {
    const grid = gridOf(result, name);
    if (!grid) return {};
    // Of images no half pixel is cut off.
    const ends = (domain: Grid['xDomain'], count: number) => (isMosaic(grid) ? edgesOf(domain, count) : domain);
    const reach = { x: [ends(grid.xDomain, grid.columns)], y: [ends(grid.yDomain, grid.rows)], fills: true };
    return { ...reach, ...(isMapGrid(name) && { cells: grid.columns }) };
  },
  draw(mark, ground) {
    const { result, x, y, theme } = ground;
    const grid = gridOf(result, mark.grid);
    if (!grid) return { nodes: [] };
    const lattice = latticeOf(grid, x, y);
    const [left, right] = [lattice.x(-0.5), lattice.x(grid.columns - 0.5)];
    const [bottom, top] = [lattice.y(-0.5), lattice.y(grid.rows - 0.5)];
    const whole = { x: left, y: Math.min(top, bottom), width: right - left, height: Math.abs(bottom - top) };
    const shared = mark.term ? { term: mark.term } : {};
    const node: ImageNode = {
      kind: 'image',
      ...imageOf(mark, grid, whole, top > bottom, ground),
      smooth: mark.smooth ?? (mark.map === 'landscape' || mark.map === 'density'),
      ...shared,
    };
    const { hatch, crosses } = isMapGrid(mark.grid) ? signsOf(grid, lattice) : { hatch: '', crosses: '' };
    const signs = [
      { d: hatch, color: theme.line },
      { d: crosses, color: theme.faint },
    ].flatMap(({ d, color }): PathNode[] => (d === '' ? [] : [{ kind: 'path', d, stroke: { color, width: 1 }, ...shared }]));
    return { nodes: [node, ...signs] };
  },
};
