// The numbers a run works on: a set that ships beside the program, or a file of the user's.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InputError } from '../core/base/input-error.ts';
import { type Dataset, filesOf, OWN } from '../core/data/dataset.ts';
import { datasetOf, readOwn } from '../core/data/dataset-of.ts';
import type { Lab } from '../core/lab/lab.ts';
import type { Values } from '../core/lab/param.ts';
import { readInputs } from './files.ts';

const isImage = (name: string) => /\.(png|jpe?g)$|idx\d/i.test(name);

/** The user's own numbers, or images where the lab takes those: a file, or a folder of pictures. */
export const readData = async (path: string, lab: Lab): Promise<Dataset> => readOwn(lab.data?.own, await readInputs('data', path, isImage));

const isModel = (name: string) => /\.(safetensors|onnx|json|bin)$/i.test(name);

/** A trained model of the user's: a file, a folder of them, or those that make one together. */
export async function readModel(paths: readonly string[], lab: Lab): Promise<NonNullable<Dataset['model']>> {
  const read = await lab.models?.reader();
  if (!read) throw new InputError('model', 'a lab that takes trained models', 'another');
  return read((await Promise.all(paths.map((path) => readInputs('model', path, isModel)))).flat());
}

const shipped = (folder: 'data' | 'models', file: string) =>
  readFile(fileURLToPath(new URL(`../samples/${folder}/${file}`, import.meta.url)));

/** The data set that these values name: shipped, the user's `own`, or none. */
export async function dataFor(lab: Lab, values: Values, own: Dataset | undefined): Promise<Dataset | undefined> {
  if (!lab.data) return undefined;
  const chosen = String(values[lab.data.param]);
  const set = lab.data.sets[chosen];
  if (!set) {
    if (chosen === OWN && !own) throw new InputError(lab.data.param, 'a file of your numbers beside own (--data FILE)', 'none');
    return chosen === OWN ? own : undefined;
  }
  const picked = String(lab.models && values[lab.models.param]);
  const model = lab.models?.files[picked];
  if (picked === OWN && !own?.model) throw new InputError(lab.models?.param ?? '', 'a trained model beside own (--model FILE)', 'none');
  return {
    ...datasetOf(chosen, set, await Promise.all(filesOf(set).map((file) => shipped('data', file)))),
    ...(model && { model: Uint8Array.from(await shipped('models', model.file)) }),
    ...(picked === OWN && own?.model && { model: own.model }),
  };
}
