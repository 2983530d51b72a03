// A map runs a lab over a lattice of one parameter and a list of variants, point by point, evenly all over from the first on.
import type { Lab, MapSpec } from './lab.ts';
import type { Params, Values } from './param.ts';
import type { Grid, Table } from './result.ts';
import { spaced } from './sweep.ts';

const PREFIX = 'map ';

/** The grid of a scalar over the map. */
export const mapGrid = (scalar: string): string => `${PREFIX}${scalar}`;

/** Whether a grid is one of the lab’s map. */
export const isMapGrid = (name: string): boolean => name.startsWith(PREFIX);

/** The parameters that tell the map's points apart: `over`, and whatever any row sets. */
export const mapAxes = ({ over, rows }: MapSpec<Params>, values: Values): ReadonlySet<string> =>
  new Set([over, ...rows(values).flatMap((row) => Object.keys(row.values))]);

/** The points of `over`. */
export function pointsOf(lab: Lab, { over, count, domain }: MapSpec<Params>, values: Values): readonly number[] {
  const param = lab.params[over];
  if (!param || !('scale' in param)) throw new Error('this lab has no map over a number');
  return spaced(...domain(values), count, param.scale).map((x) => (param.kind === 'integer' ? Math.round(x) : x));
}

/** The map's lattice at these values, nothing of it computed; no grid where the lab has no map. */
export function unfilledMap({ map, scalars }: Lab, values: Values): Readonly<Record<string, Grid>> {
  if (!map) return {};
  const rows = map.rows(values).length;
  const lattice = { columns: map.count, rows, xDomain: map.domain(values), yDomain: [0, rows - 1] as const };
  const cells = new Float32Array(map.count * rows).fill(Number.NaN);
  return Object.fromEntries(Object.keys(scalars).map((name) => [mapGrid(name), { ...lattice, values: cells }]));
}

/** What is computed of a map, as long as it lies on the lattice that these values ask for; else that lattice, unfilled. */
export function mapFor(lab: Lab, values: Values, computed: Readonly<Record<string, Grid>>): Readonly<Record<string, Grid>> {
  const unfilled = unfilledMap(lab, values);
  const fits = Object.entries(unfilled).every(([name, { columns, rows, xDomain }]) => {
    const grid = computed[name];
    return grid?.columns === columns && grid.rows === rows && grid.xDomain.every((end, i) => end === xDomain[i]);
  });
  return fits ? computed : unfilled;
}

/** What is computed of a map at these values as a table: a row a point, with `over`, the row of the map from below, and every scalar. */
export function mapTable(lab: Lab, values: Values, grids: Readonly<Record<string, Grid>>): Table | undefined {
  const { map } = lab;
  const named = Object.keys(lab.scalars).flatMap((name) => {
    const grid = grids[mapGrid(name)];
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
