// A map as it is filled, point by point: whoever only shows it does without this.
import { InputError } from '../base/input-error.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Lab } from './lab.ts';
import { mapGrid, pointsOf, unfilledMap } from './map.ts';
import type { Values } from './param.ts';
import type { Grid } from './result.ts';
import { runPoint } from './run-sweep.ts';

export interface LabMap {
  /** How much of it is computed, 0 to 1. */
  share(): number;
  /** Computes one point more, if there is one. */
  fill(): Promise<void>;
  /**
   * Every scalar as a grid of its own, `map <scalar>`: `over` along x, the rows along y; NaN where nothing is computed yet, ∞ where there is no
   * finite number, since the run diverged or does not know it.
   */
  grids(): Readonly<Record<string, Grid>>;
}

/** Steps of Roberts’ R₂ sequence: 1/ρ and 1/ρ², where ρ³ = ρ + 1. No stretch of it leaves a large hole. */
const [ALONG, ACROSS] = [0.7548776662466927, 0.5698402909980532];

/** Every cell of a lattice once, in an order that is even all over wherever it is cut off. */
export function* evenly(columns: number, rows: number): Generator<readonly [column: number, row: number]> {
  const seen = new Set<number>();
  for (let n = 0; seen.size < columns * rows; n += 1) {
    const column = Math.floor(((0.5 + n * ALONG) % 1) * columns);
    const row = Math.floor(((0.5 + n * ACROSS) % 1) * rows);
    const cell = row * columns + column;
    if (seen.has(cell)) continue;
    seen.add(cell);
    yield [column, row];
  }
}

/** The lab's map at these values, nothing of it computed yet; every point runs with the same seed. Throws where the lab has none. */
export function openMap(lab: Lab, values: Values, seed: number, data?: Dataset): LabMap {
  const spec = lab.map;
  if (!spec) throw new Error('this lab has no map over a number');
  const { over, count } = spec;
  const rows = spec.rows(values);
  const along = pointsOf(lab, spec, values);
  const size = count * rows.length;
  const lattice = unfilledMap(lab, values);
  const filled = Object.keys(lab.scalars).map((name) => [name, new Float32Array(size).fill(Number.NaN)] as const);
  const cells = evenly(count, rows.length);
  let computed = 0;

  /** The scalars at a point; none where the values are refused or the run diverges. */
  const scalarsAt = async (column: number, row: number): Promise<Readonly<Record<string, number>>> => {
    const { values: laid, steps } = rows[row] as (typeof rows)[number];
    const point = { index: row * count + column, over: { [over]: along[column] as number }, seed };
    try {
      const { scalars, diverged } = await runPoint(lab, { ...values, ...laid } as Values, point, steps, data);
      return diverged ? {} : scalars;
    } catch (error) {
      if (error instanceof InputError) return {};
      throw error;
    }
  };

  return {
    share: () => computed / size,
    async fill() {
      const next = cells.next();
      if (next.done) return;
      const [column, row] = next.value;
      const scalars = await scalarsAt(column, row);
      for (const [name, grid] of filled) grid[row * count + column] = scalars[name] ?? Number.POSITIVE_INFINITY;
      computed += 1;
    },
    grids: () =>
      Object.fromEntries(filled.map(([name, cells]) => [mapGrid(name), { ...(lattice[mapGrid(name)] as Grid), values: cells.slice() }])),
  };
}
