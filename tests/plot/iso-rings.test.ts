import { contours } from 'd3-contour';
import { describe, expect, it } from 'vitest';
import type { Grid } from '../../core/lab/result.ts';
import { isoRings } from '../../renderer/plot/iso-rings.ts';

const gridOf = (columns: number, rows: number, f: (column: number, row: number) => number): Grid => ({
  columns,
  rows,
  xDomain: [0, 1],
  yDomain: [0, 1],
  values: Float32Array.from({ length: columns * rows }, (_, i) => f(i % columns, Math.floor(i / columns))),
});

/** Twice the signed area: positive where the high ground lies at the left of the line. */
function area(ring: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i] as number, ring[i + 1] as number];
    const [nx, ny] = [ring[(i + 2) % ring.length] as number, ring[(i + 3) % ring.length] as number];
    sum += x * ny - nx * y;
  }
  return sum / 2;
}

describe('isoRings', () => {
  it('finds the circle of a cone', () => {
    const [ring, ...others] = isoRings(
      gridOf(61, 61, (x, y) => -Math.hypot(x - 30, y - 30)),
      -20,
    );
    expect(others).toEqual([]);
    for (let i = 0; i < (ring as Float32Array).length; i += 2) {
      const radius = Math.hypot((ring?.[i] as number) - 30, (ring?.[i + 1] as number) - 30);
      // Along an edge of length 1 a circle of radius 20 bends away from its chord by less than 1/(8·20).
      expect(Math.abs(radius - 20)).toBeLessThan(1 / 160);
    }
    expect(area(ring as Float32Array)).toBeCloseTo(Math.PI * 400, -1);
  });

  it('keeps the high ground at the left: around a hill one way, around a hollow the other', () => {
    const hill = isoRings(
      gridOf(21, 21, (x, y) => -Math.hypot(x - 10, y - 10)),
      -5,
    );
    const hollow = isoRings(
      gridOf(21, 21, (x, y) => Math.hypot(x - 10, y - 10)),
      5,
    );
    expect(hill.map(area)[0]).toBeGreaterThan(0);
    expect(hollow.map(area).filter((a) => a < 0)).toHaveLength(1);
    // The outer ring of the hollow runs around the whole grid, half a cell outside.
    expect(Math.max(...hollow.map(area))).toBeCloseTo(21 * 21 - 0.5, 6);
  });

  it('covers what d3-contour covers, at any level of a rough landscape', () => {
    const grid = gridOf(37, 23, (x, y) => Math.sin(x / 3) * Math.cos(y / 4) + Math.sin((x * y) / 40) + 0.03 * x);
    const draw = contours().size([37, 23]);
    for (const level of [-1.5, -0.9, -0.3, 0.01, 0.4, 1.1, 1.9]) {
      const ours = isoRings(grid, level).reduce((sum, ring) => sum + area(ring), 0);
      const theirs = draw
        .contour(Array.from(grid.values), level)
        .coordinates.flat()
        // Its rings repeat their first point and run the other way round.
        .reduce((sum, ring) => sum - area(ring.slice(0, -1).flat()), 0);
      // They part where four corners make a saddle, by a part of a cell, and at the rim by its corners.
      expect(Math.abs(Math.abs(theirs) - ours), `${level}`).toBeLessThan(2);
    }
  });

  it('stands against a wall of infinity, and takes what is no number for low ground', () => {
    const walled = isoRings(
      gridOf(9, 9, (x) => (x > 4 ? Number.POSITIVE_INFINITY : 0)),
      1,
    );
    const xs = walled.flatMap((ring) => [...ring].filter((_, i) => i % 2 === 0));
    expect(Math.min(...xs)).toBeCloseTo(4, 2);
    const holed = isoRings(
      gridOf(9, 9, (x, y) => (x === 4 && y === 4 ? Number.NaN : 1)),
      0.5,
    );
    expect(holed).toHaveLength(2);
    expect(holed.every((ring) => [...ring].every(Number.isFinite))).toBe(true);
  });

  it('finds nothing above the highest point', () => {
    expect(
      isoRings(
        gridOf(5, 5, () => 1),
        2,
      ),
    ).toEqual([]);
  });
});
