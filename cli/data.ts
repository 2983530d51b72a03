// The numbers a run works on: a set that ships beside the program, or a file of the user's.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readNumbers } from '../core/io/numbers.ts';
import type { Dataset } from '../core/lab/dataset.ts';
import { InputError } from '../core/lab/input-error.ts';
import type { Lab } from '../core/lab/lab.ts';
import type { Values } from '../core/lab/param.ts';
import { readInput } from './files.ts';

/** The user's own numbers. */
export const readData = async (path: string): Promise<Dataset> => readNumbers(basename(path), await readInput('data', path));

/** The data set that these values name: shipped, the user's `own`, or none. */
export async function dataFor(lab: Lab, values: Values, own: Dataset | undefined): Promise<Dataset | undefined> {
  if (!lab.data) return undefined;
  const chosen = String(values[lab.data.param]);
  const set = lab.data.sets[chosen];
  if (!set) {
    if (chosen === 'own' && !own) throw new InputError(lab.data.param, 'a file of your numbers beside own (--data FILE)', 'none');
    return chosen === 'own' ? own : undefined;
  }
  const { columns } = readNumbers(set.file, await readFile(fileURLToPath(new URL(`../samples/data/${set.file}`, import.meta.url))));
  const names = set.columns ?? Object.keys(columns);
  return { name: chosen, columns: Object.fromEntries(names.map((name) => [name, columns[name] as Float64Array])) };
}
