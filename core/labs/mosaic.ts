// Images laid side by side as one grid.
import type { Grid } from '../lab/result.ts';

/** The size of an image. */
export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Where the tiles lie: the centres of the first and the last one, from the left and from the bottom. */
export interface Span {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** The centres of pixels at both ends, of `count` tiles whose centres go from `first` to `last`; one tile is 1 wide. */
function pixelSpan([first, last]: readonly [number, number], count: number, pixels: number): readonly [number, number] {
  const pitch = (count > 1 ? (last - first) / (count - 1) : 1) / pixels;
  const reach = ((pixels - 1) / 2) * pitch;
  return [first - reach, last + reach];
}

/** Images row by row from the top, each [rows × columns] from its top left, as a grid of tiles `across` wide; what is missing is no number. */
export function mosaic(images: Float32Array, { rows, columns }: Size, across: number, span?: Span): Grid {
  const size = rows * columns;
  const count = images.length / size;
  const down = Math.max(1, Math.ceil(count / across));
  const width = across * columns;
  const values = new Float32Array(width * down * rows).fill(Number.NaN);
  for (let tile = 0; tile < count; tile += 1) {
    const [left, top] = [(tile % across) * columns, Math.floor(tile / across) * rows];
    for (let row = 0; row < rows; row += 1) {
      const from = tile * size + row * columns;
      values.set(images.subarray(from, from + columns), (down * rows - 1 - top - row) * width + left);
    }
  }
  const { x, y } = span ?? { x: [0, across - 1], y: [0, down - 1] };
  return {
    columns: width,
    rows: down * rows,
    xDomain: pixelSpan(x, across, columns),
    yDomain: pixelSpan(y, down, rows),
    values,
    tile: [columns, rows],
  };
}

/** An image made another size: each pixel the mean of what it covers, or the nearest. */
export function resampled(image: Float32Array, from: Size, to: Size): Float32Array {
  if (from.rows === to.rows && from.columns === to.columns) return image;
  return Float32Array.from({ length: to.rows * to.columns }, (_, at) => {
    const [row, column] = [Math.floor(at / to.columns), at % to.columns];
    const range = (i: number, n: number, m: number) => [
      Math.floor((i * m) / n),
      Math.max(Math.floor((i * m) / n) + 1, Math.ceil(((i + 1) * m) / n)),
    ];
    const [top = 0, bottom = 0] = range(row, to.rows, from.rows);
    const [left = 0, right = 0] = range(column, to.columns, from.columns);
    let sum = 0;
    for (let r = top; r < bottom; r += 1) for (let c = left; c < right; c += 1) sum += image[r * from.columns + c] as number;
    return sum / ((bottom - top) * (right - left));
  });
}
