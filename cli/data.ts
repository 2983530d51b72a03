// The numbers a run works on: a set that ships beside the program, or a file of the user's.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { datasetOf, readOwnImages } from '../core/data/dataset-of.ts';
import { readNumbers } from '../core/io/numbers.ts';
import { type Dataset, filesOf } from '../core/lab/dataset.ts';
import { InputError } from '../core/lab/input-error.ts';
import type { Lab } from '../core/lab/lab.ts';
import type { Values } from '../core/lab/param.ts';
import { readInput } from './files.ts';

/** The user's own numbers, or images where the lab takes those. */
export const readData = async (path: string, lab: Lab): Promise<Dataset> => {
  const bytes = await readInput('data', path);
  return lab.data?.own === 'images' ? readOwnImages(basename(path), bytes) : readNumbers(basename(path), bytes);
};

const shipped = (folder: 'data' | 'models', file: string) =>
  readFile(fileURLToPath(new URL(`../samples/${folder}/${file}`, import.meta.url)));

/** The data set that these values name: shipped, the user's `own`, or none. */
export async function dataFor(lab: Lab, values: Values, own: Dataset | undefined): Promise<Dataset | undefined> {
  if (!lab.data) return undefined;
  const chosen = String(values[lab.data.param]);
  const set = lab.data.sets[chosen];
  if (!set) {
    if (chosen === 'own' && !own) throw new InputError(lab.data.param, 'a file of your numbers beside own (--data FILE)', 'none');
    return chosen === 'own' ? own : undefined;
  }
  const picked = String(lab.models && values[lab.models.param]);
  const model = lab.models?.files[picked];
  if (picked === 'own' && !own?.model) throw new InputError(lab.models?.param ?? '', 'a trained model beside own (--model FILE)', 'none');
  return {
    ...datasetOf(chosen, set, await Promise.all(filesOf(set).map((file) => shipped('data', file)))),
    ...(model && { model: Uint8Array.from(await shipped('models', model.file)) }),
    ...(picked === 'own' && own?.model && { model: own.model }),
  };
}
