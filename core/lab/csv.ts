// A table as CSV with the head that makes it again: lab, version, seed, step, values; numbers to the last bit.
import { csvFormatRows, csvParseRows } from 'd3-dsv';
import { exactJson } from '../base/exact-json.ts';
import { InputError } from '../base/input-error.ts';
import type { Column } from './lab.ts';
import type { Values } from './param.ts';
import type { Table } from './result.ts';

/** What a table came from. */
export interface Provenance {
  readonly lab: string;
  /** The lab's version. */
  readonly version: number;
  readonly seed: number;
  readonly step: number;
  /** Those in force when it was made. */
  readonly values: Values;
  readonly table: string;
  /** Of a map: what its rows are called, from 0 on. */
  readonly rows?: readonly string[];
}

/** The columns that are data: those that are not said to be places in a picture. */
const dataColumns = (table: Table, specs: Readonly<Record<string, Column>>): readonly string[] =>
  Object.keys(table).filter((name) => !specs[name]?.place);

const number = (x: number) => (Number.isNaN(x) ? '' : Object.is(x, -0) ? '-0' : String(x));

/**
 * The table as CSV (RFC 4180) under `# key: value` lines. A number is written in the fewest digits that give it back
 * exactly, NaN as an empty cell. Columns that are places in a picture are left out.
 */
export function csvOf(provenance: Provenance, table: Table, specs: Readonly<Record<string, Column>> = {}): string {
  const names = dataColumns(table, specs);
  const units = Object.fromEntries(names.flatMap((name) => (specs[name]?.unit ? [[name, specs[name].unit]] : [])));
  const head = Object.entries({ ...provenance, units }).map(
    ([key, value]) => `# ${key}: ${typeof value === 'string' ? value : exactJson(value)}\n`,
  );
  const columns = names.map((name) => table[name] as Float64Array);
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => columns.map((column) => number(column[row] as number)));
  return `${head.join('')}${csvFormatRows([[...names], ...rows])}\n`;
}

/** Reads what `csvOf` wrote. Throws InputError. */
export function readTable(text: string): { provenance: Provenance; units: Readonly<Record<string, string>>; table: Table } {
  const [, head = '', body = ''] = /^((?:# [^\n]*\n)*)(.*)$/s.exec(text) ?? [];
  const fields = Object.fromEntries([...head.matchAll(/^# (\w+): (.*)$/gm)].map(([, key, value]) => [key, value])) as Record<
    string,
    string
  >;
  const field = (key: string) => {
    if (fields[key] === undefined) throw new InputError('table', `a line “# ${key}: …”`, 'none');
    return fields[key];
  };
  const parsed = (key: string) => {
    try {
      return JSON.parse(field(key));
    } catch {
      throw new InputError(key, 'JSON', field(key));
    }
  };
  const [names = [], ...rows] = csvParseRows(body);
  const ragged = rows.findIndex((row) => row.length !== names.length);
  if (ragged >= 0) throw new InputError('table', `${names.length} cells in row ${ragged + 2}`, String(rows[ragged]?.length));
  const column = (at: number) => Float64Array.from(rows, (row) => (row[at] === '' ? Number.NaN : Number(row[at])));
  return {
    provenance: {
      lab: field('lab'),
      version: parsed('version'),
      seed: parsed('seed'),
      step: parsed('step'),
      values: parsed('values'),
      table: field('table'),
    },
    units: parsed('units'),
    table: Object.fromEntries(names.map((name, at) => [name, column(at)])),
  };
}
