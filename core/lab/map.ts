// A map runs a lab over a lattice of one parameter and a list of variants, point by point, evenly all over from the first on.
import { InputError } from '../base/input-error.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Lab, MapSpec } from './lab.ts';
import type { Params, Values } from './param.ts';
import type { Grid, Table } from './result.ts';
import { runPoint, spaced } from './sweep.ts';

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

const PREFIX = 'map ';

/** Whether a grid is one of the lab’s map. */
export const isMapGrid = (name: string): boolean => name.startsWith(PREFIX);

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

/** The parameters that tell the map's points apart: `over`, and whatever any row sets. */
export const mapAxes = ({ over, rows }: MapSpec<Params>, values: Values): ReadonlySet<string> =>
  new Set([over, ...rows(values).flatMap((row) => Object.keys(row.values))]);

/** The points of `over`. */
function pointsOf(lab: Lab, { over, count, domain }: MapSpec<Params>, values: Values): readonly number[] {
  const param = lab.params[over];
  if (!param || !('scale' in param)) throw new Error('this lab has no map over a number');
  return spaced(...domain(values), count, param.scale).map((x) => (param.kind === 'integer' ? Math.round(x) : x));
}

/** What is computed of a map at these values as a table: a row a point, with `over`, the row of the map from below, and every scalar. */
export function mapTable(lab: Lab, values: Values, grids: Readonly<Record<string, Grid>>): Table | undefined {
  const { map } = lab;
  const named = Object.keys(lab.scalars).flatMap((name) => {
    const grid = grids[`${PREFIX}${name}`];
    return grid ? [{ name, cells: grid.values }] : [];
  });
  const first = named[0]?.cells;
  if (!map || !first) return undefined;
  const along = pointsOf(lab, map, values);
  const points = [...first.keys()].filter((at) => !Number.isNaN(first[at] as number));
  const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
  return {
    [map.over]: Float64Array.from(points, (at) => along[at % along.length] as number),
    row: Float64Array.from(points, (at) => Math.floor(at / along.length)),
    ...Object.fromEntries(named.map(({ name, cells }) => [name, Float64Array.from(points, (at) => finite(cells[at] as number))])),
  };
}

/** The lab's map at these values, nothing of it computed yet; every point runs with the same seed. Throws where the lab has none. */
export function openMap(lab: Lab, values: Values, seed: number, data?: Dataset): LabMap {
  const spec = lab.map;
  if (!spec) throw new Error('this lab has no map over a number');
  const { over, count } = spec;
  const rows = spec.rows(values);
  const domain = spec.domain(values);
  const along = pointsOf(lab, spec, values);
  const size = count * rows.length;
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
      Object.fromEntries(
        filled.map(([name, grid]) => [
          `${PREFIX}${name}`,
          { columns: count, rows: rows.length, xDomain: domain, yDomain: [0, rows.length - 1], values: grid.slice() },
        ]),
      ),
  };
}
