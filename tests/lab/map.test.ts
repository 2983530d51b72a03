// A map: every point once, evenly all over wherever it stops, each with the very scalars that its own run has.
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../core/lab/lab.ts';
import { mapAxes, mapFor, mapTable, unfilledMap } from '../../core/lab/map.ts';
import { initialValues, type Values } from '../../core/lab/param.ts';
import { openRun } from '../../core/lab/run.ts';
import { evenly, openMap } from '../../core/lab/run-map.ts';
import { walk } from './walk.ts';
import { withEngine } from './with-engine.ts';

const values = initialValues(walk.params);
const mapped: Lab = {
  ...walk,
  map: {
    over: 'rate',
    count: 5,
    domain: () => [0.01, 100],
    rows: () => [
      { label: 'plain', values: { kind: 'plain' }, steps: 200 },
      { label: 'noisy', values: { kind: 'noisy', start: 1 }, steps: 3 },
    ],
  },
};

const whole = async (lab: Lab) => {
  const map = openMap(lab, values, 7);
  while (map.share() < 1) await map.fill();
  return map.grids();
};

describe('evenly', () => {
  it.each([
    [41, 12],
    [60, 2],
    [1, 9],
    [101, 40],
  ])('visits each of %i by %i cells once', (columns, rows) => {
    const cells = [...evenly(columns, rows)].map(([column, row]) => row * columns + column);
    expect(cells.toSorted((a, b) => a - b)).toEqual([...Array(columns * rows).keys()]);
  });

  /** How far the cell that is farthest from all of the first `count` is from the nearest of them, in widths of the map. */
  const largestHole = (cells: readonly (readonly [number, number])[], size: number) => {
    let hole = 0;
    for (let x = 0; x < size; x += 1) {
      for (let y = 0; y < size; y += 1) hole = Math.max(hole, Math.min(...cells.map(([c, r]) => Math.hypot(c - x, r - y))));
    }
    return hole / size;
  };

  it('leaves no large hole wherever it stops, as row after row would', () => {
    const [size, cells] = [40, [...evenly(40, 40)]];
    // A square lattice of n points leaves holes of 0.71/√n; this order, at the edges, about twice that.
    for (const count of [25, 100, 400]) expect(largestHole(cells.slice(0, count), size)).toBeLessThan(1.6 / Math.sqrt(count));
    const rowAfterRow = Array.from({ length: 400 }, (_, i) => [i % size, Math.floor(i / size)] as const);
    expect(largestHole(rowAfterRow, size)).toBeGreaterThan(0.7);
  });
});

describe('openMap', () => {
  it('holds at each point what a run of its own gives', async () => {
    const grid = (await whole(mapped))['map at'];
    expect(grid).toMatchObject({ columns: 5, rows: 2, xDomain: [0.01, 100], yDomain: [0, 1] });
    const there = { ...values, kind: 'noisy', start: 1, rate: 1 };
    const { result } = await (await openRun(walk, there, 7)).next(3, there);
    // The middle of 0.01 to 100 on the scale of the rate is 1, in the upper row.
    expect(grid?.values[5 + 2]).toBe(Math.fround(result.scalars.at as number));
    // (1 − 0.01)²⁰⁰ · 8, the plain walk at the lowest rate.
    expect(grid?.values[0]).toBeCloseTo(8 * 0.99 ** 200, 6);
  });

  it('holds ∞ where the run diverges or the scalar is not there', async () => {
    const grids = await whole(mapped);
    // At rate 100 the walk grows by −99 a step and passes the largest double long before step 200, in 3 steps it does not.
    expect([grids['map at']?.values[4], grids['map at']?.values[9]]).toEqual([Number.POSITIVE_INFINITY, expect.any(Number)]);
    expect(Number.isFinite(grids['map at']?.values[9])).toBe(true);
    const unknown = withEngine(mapped, ({ observe }) => ({
      observe: (state, given) => ({ ...observe(state, given), scalars: { at: 0 } }) as never,
    }));
    expect(new Set((await whole(unknown))['map energy']?.values)).toEqual(new Set([Number.POSITIVE_INFINITY]));
  });

  it('hands out arrays of its own, and tells its share', async () => {
    const map = openMap(mapped, values, 1);
    const before = map.grids();
    expect(map.share()).toBe(0);
    await map.fill();
    expect(map.share()).toBe(0.1);
    expect(before['map at']?.values.every(Number.isNaN)).toBe(true);
    expect(map.grids()['map at']?.values.filter((at) => !Number.isNaN(at)).length).toBe(1);
  });

  it('is a table of the points that are computed, each with its place and the scalars of its own run', async () => {
    const map = openMap(mapped, values, 7);
    expect(mapTable(mapped, values, map.grids())).toMatchObject({ rate: new Float64Array(), row: new Float64Array() });
    for (let i = 0; i < 4; i += 1) await map.fill();
    const some = mapTable(mapped, values, map.grids());
    expect([some?.rate?.length, some?.at?.length]).toEqual([4, 4]);

    const all = mapTable(mapped, values, await whole(mapped));
    expect(Object.keys(all ?? {})).toEqual(['rate', 'row', ...Object.keys(mapped.scalars)]);
    expect([...(all?.row ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    for (let at = 0; at < 10; at += 1) {
      const laid = at < 5 ? { kind: 'plain' } : { kind: 'noisy', start: 1 };
      const rate = 10 ** (-2 + (at % 5));
      expect(all?.rate?.[at]).toBeCloseTo(rate, 12);
      const there = { ...values, ...laid, rate: all?.rate?.[at] as number } as Values;
      const { diverged, result } = await (await openRun(walk, there, 7)).next(at < 5 ? 200 : 3, there);
      expect(all?.at?.[at]).toBe(diverged ? Number.NaN : Math.fround(result.scalars.at as number));
    }
    expect(mapTable(walk, values, {})).toBeUndefined();
  });

  it('is shown only on the lattice that the values ask for: before it is filled anew, unknown there', async () => {
    const grids = await whole(mapped);
    expect(mapFor(mapped, values, grids)).toBe(grids);
    const unknown = mapFor(mapped, values, {});
    expect(unknown).toEqual(openMap(mapped, values, 7).grids());
    const map = mapped.map as NonNullable<Lab['map']>;
    const moved: Lab = { ...mapped, map: { ...map, domain: () => [0.02, 100] } };
    expect(mapFor(moved, values, grids)).toEqual(unfilledMap(moved, values));
    const fewer: Lab = { ...mapped, map: { ...map, rows: (given) => map.rows(given).slice(1) } };
    expect(mapFor(fewer, values, grids)['map at']).toMatchObject({ rows: 1, xDomain: [0.01, 100] });
  });

  it('is told apart by what it runs over and by whatever its rows set', () => {
    expect([...mapAxes(mapped.map as NonNullable<Lab['map']>, values)].toSorted()).toEqual(['kind', 'rate', 'start']);
  });

  it('is refused where the lab declares none', () => {
    expect(() => openMap(walk, values, 1)).toThrow('this lab has no map over a number');
  });
});
