// Lines of equal height of a grid by marching squares. d3-contour does the same for any data; here each crossed edge points to
// the next one of its ring, so that a landscape is redrawn in every frame of a drag.
import type { Grid } from '../../core/lab/result.ts';

/** The sides of a cell: below, right, above, left. */
const [S, E, N, W] = [0, 1, 2, 3];

/** By which corners are at or above the level (1: low left, 2: low right, 4: high right, 8: high left): from side to side, the high ground at the left. */
const segments: readonly (readonly number[])[] = [
  [],
  [S, W],
  [E, S],
  [E, W],
  [N, E],
  [S, W, N, E],
  [N, S],
  [N, W],
  [W, N],
  [S, N],
  [E, S, W, N],
  [E, N],
  [W, E],
  [S, E],
  [W, S],
  [],
];
/** The same for the two saddles, where the middle is high too. */
const joined: Readonly<Record<number, readonly number[]>> = { 5: [S, E, N, W], 10: [E, N, W, S] };

/** How far from a to b the level is crossed; an infinite wall is stood against, and half way where both are without end. */
function crossing(a: number, b: number, level: number): number {
  const t = (level - a) / (b - a);
  if (Number.isFinite(a) && Number.isFinite(b)) return t;
  return Number.isFinite(a) ? 0.001 : Number.isFinite(b) ? 0.999 : 0.5;
}

/**
 * The rings around all that is at or above `level`, each x0, y0, x1, y1, … in columns and rows (0 is the first point of the
 * lattice). The ground outside the grid counts as low, half a cell away. A number that is none is low.
 */
export function isoRings({ columns, rows, values }: Grid, level: number): Float32Array[] {
  const stride = columns + 2;
  // An edge’s number is twice its lower left point’s, plus one if it goes up. Points are counted from −1.
  const next = new Int32Array(stride * (rows + 2) * 2).fill(-1);
  const starts: number[] = [];
  const high = new Uint8Array(stride * (rows + 2));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if ((values[row * columns + column] as number) >= level) high[(row + 1) * stride + column + 1] = 1;
    }
  }
  const at = (column: number, row: number) => {
    const value = values[row * columns + column] as number;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };

  const sides = [0, 0, 0, 0];
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      const point = row * stride + column;
      const corners =
        (high[point] as number) |
        ((high[point + 1] as number) << 1) |
        ((high[point + stride + 1] as number) << 2) |
        ((high[point + stride] as number) << 3);
      if (corners === 0 || corners === 15) continue;
      let lines = segments[corners] as readonly number[];
      if (corners === 5 || corners === 10) {
        const middle = (at(column - 1, row - 1) + at(column, row - 1) + at(column, row) + at(column - 1, row)) / 4;
        if (middle >= level) lines = joined[corners] as readonly number[];
      }
      sides[S] = point * 2;
      sides[E] = (point + 1) * 2 + 1;
      sides[N] = (point + stride) * 2;
      sides[W] = point * 2 + 1;
      for (let k = 0; k < lines.length; k += 2) {
        const from = sides[lines[k] as number] as number;
        next[from] = sides[lines[k + 1] as number] as number;
        starts.push(from);
      }
    }
  }

  const inside = (column: number, row: number) => column >= 0 && row >= 0 && column < columns && row < rows;
  const rings: Float32Array[] = [];
  const ring: number[] = [];
  for (const start of starts) {
    if ((next[start] as number) < 0) continue;
    ring.length = 0;
    for (let edge = start; (next[edge] as number) >= 0; ) {
      const up = edge & 1;
      const point = edge >> 1;
      const column = (point % stride) - 1;
      const row = Math.floor(point / stride) - 1;
      const whole = inside(column, row) && inside(column + 1 - up, row + up);
      const t = whole ? crossing(at(column, row), at(column + 1 - up, row + up), level) : 0.5;
      ring.push(column + (up ? 0 : t), row + (up ? t : 0));
      const following = next[edge] as number;
      next[edge] = -1;
      edge = following;
    }
    rings.push(Float32Array.from(ring));
  }
  return rings;
}
