// Images in whole pixels of the screen: each pixel of theirs a square of as many, or, where there is less room, each image made smaller by
// whole pixels. Nothing of them is cut, and no tile runs into the next.
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Grid, Result } from '../../core/lab/result.ts';
import { isEqual } from './evened.ts';
import { type AnyMark, gridOf } from './marks/mark.ts';
import type { Domain, Rect, Scales } from './scene.ts';

/** A grid that is made of images. */
export type Mosaic = Grid & { readonly tile: readonly [columns: number, rows: number] };

export const isMosaic = (grid: Grid): grid is Mosaic => grid.tile !== undefined;

/** What rounding may have taken from a whole number of pixels. */
const SLACK = 1e-6;

/** Pixels of the screen that a tile takes, where a pixel of it has room for `room` px of `ratio` pixels each. */
function screenTile([columns, rows]: Mosaic['tile'], room: number, ratio: number): readonly [columns: number, rows: number] {
  const whole = Math.floor(room * ratio + SLACK);
  if (whole >= 1) return [whole * columns, whole * rows];
  const across = Math.max(1, Math.floor(room * ratio * columns + SLACK));
  return [across, Math.max(1, Math.round((across * rows) / columns))];
}

/** Where a mosaic is drawn in whole pixels within `inner`, in px; and what its tiles are made: as they are, or of fewer pixels. */
export function placeOf(grid: Mosaic, { x, y, width, height }: Rect, inner: Rect, ratio: number) {
  const { columns, rows, tile } = grid;
  const size = screenTile(tile, Math.min(width / columns, height / rows), ratio);
  const [across, down] = [(columns / tile[0]) * size[0], (rows / tile[1]) * size[1]];
  // In the middle of its room, and not a pixel of it beyond the edge, where it would be cut.
  const from = (start: number, length: number, whole: number, edge: number, free: number) => {
    const [least, most] = [Math.ceil(edge * ratio - SLACK), Math.floor((edge + free) * ratio - whole + SLACK)];
    return Math.max(least, Math.min(most, Math.round((start + length / 2) * ratio - whole / 2))) / ratio;
  };
  return {
    place: {
      x: from(x, width, across, inner.x, inner.width),
      y: from(y, height, down, inner.y, inner.height),
      width: across / ratio,
      height: down / ratio,
    },
    cells: size[0] < tile[0] ? shrunk(grid, size) : grid,
  };
}

/** Each tile made smaller: a pixel is the mean of what it covers, parts of pixels by their area. */
function shrunk({ columns, rows, values, tile, ...rest }: Mosaic, size: readonly [columns: number, rows: number]): Grid {
  const [wide, high] = [(columns / tile[0]) * size[0], (rows / tile[1]) * size[1]];
  const across = sharesOf(tile[0], size[0]);
  const down = sharesOf(tile[1], size[1]);
  const narrowed = new Float32Array(wide * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < wide; column += 1) {
      const first = row * columns + Math.floor(column / size[0]) * tile[0];
      let sum = 0;
      for (const [at, share] of across[column % size[0]] as Shares) sum += share * (values[first + at] as number);
      narrowed[row * wide + column] = sum;
    }
  }
  const out = new Float32Array(wide * high);
  for (let row = 0; row < high; row += 1) {
    const first = Math.floor(row / size[1]) * tile[1];
    for (const [at, share] of down[row % size[1]] as Shares) {
      const from = (first + at) * wide;
      for (let column = 0; column < wide; column += 1)
        out[row * wide + column] = (out[row * wide + column] as number) + share * (narrowed[from + column] as number);
    }
  }
  return { ...rest, columns: wide, rows: high, values: out };
}

type Shares = readonly (readonly [at: number, share: number])[];

/** Of `to` pixels in place of `from`: what each is the mean of. */
const sharesOf = (from: number, to: number): readonly Shares[] =>
  Array.from({ length: to }, (_, i) => {
    const [low, high] = [(i * from) / to, ((i + 1) * from) / to];
    const first = Math.floor(low);
    return Array.from({ length: Math.ceil(high - SLACK) - first }, (_, j) => {
      const at = first + j;
      return [at, (Math.min(high, at + 1) - Math.max(low, at)) / (high - low)] as const;
    });
  });

/** From edge to edge of the cells along an axis whose first and last cells have their middles at the ends of the domain. */
export const edgesOf = ([low, high]: Domain, count: number): Domain => {
  const half = count > 1 ? (high - low) / (count - 1) / 2 : 0;
  return [low - half, high + half];
};

/** A plot as far as its images go. */
interface Imaged {
  readonly plot: AnyPlot;
  readonly values: Values;
  readonly result: Result;
  readonly marks: readonly { readonly mark: AnyMark }[];
}

/** The first mosaic of a plot whose axes are its own, as the axes of images are. */
function mosaicOf({ plot, values, marks, result }: Imaged): Mosaic | undefined {
  if (!isEqual(plot, values) || plot.x.domain || plot.y.domain) return undefined;
  for (const { mark } of marks) {
    const grid = mark.mark === 'raster' ? gridOf(result, mark.grid) : undefined;
    if (grid && isMosaic(grid)) return grid;
  }
  return undefined;
}

export const showsImages = (seen: Imaged): boolean => mosaicOf(seen) !== undefined;

/** Axes along which the pixels of a plot’s images are whole, in the middle of the room there is; undefined where it shows no images. */
export function wholePixels(seen: Imaged, { x, y }: Scales, ratio: number | undefined): Scales | undefined {
  const grid = mosaicOf(seen);
  if (!grid) return undefined;
  const { columns, rows, tile } = grid;
  const span = ([from, to]: Domain) => Math.abs(to - from);
  const cell = { x: span(edgesOf(grid.xDomain, columns)) / columns, y: span(edgesOf(grid.yDomain, rows)) / rows };
  const room = Math.min((span(x.range) / span(x.domain)) * cell.x, (span(y.range) / span(y.domain)) * cell.y);
  const size = ratio === undefined ? undefined : screenTile(tile, room, ratio);
  /** Px a pixel of an image. */
  const pitch = (side: 0 | 1) => (size && ratio ? size[side] / (ratio * tile[side]) : room);
  const within = (axis: Scales['x'], unit: number): Domain => {
    const [start, end] = axis.range;
    const length = span(axis.domain) * unit;
    const free = span(axis.range) - length;
    const low = Math.min(start, end) + free / 2;
    const at = ratio === undefined ? low : Math.round(low * ratio) / ratio;
    return start < end ? [at, at + length] : [at + length, at];
  };
  return {
    x: { ...x, range: within(x, pitch(0) / cell.x) },
    y: { ...y, range: within(y, pitch(1) / cell.y) },
  };
}
