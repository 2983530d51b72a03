// The numbers a run works on: a set that ships beside the program, or a file of the user's.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InputError } from '../core/base/input-error.ts';
import { type Dataset, filesOf } from '../core/data/dataset.ts';
import { datasetOf } from '../core/data/dataset-of.ts';
import { mayHoldImages } from '../core/data/image-files.ts';
import { createDataFor, readFor, type Shipped, shippedAt } from '../core/lab/data-for.ts';
import type { Lab } from '../core/lab/lab.ts';
import type { Values } from '../core/lab/param.ts';
import { readInputs } from './files.ts';

/** The user's own numbers, or images where the lab takes those: a file, or a folder of pictures. */
export const readData = async (path: string, lab: Lab): Promise<Dataset> => readFor(lab, await readInputs('data', path, mayHoldImages));

const isModel = (name: string) => /\.(safetensors|feln|onnx|json|bin)$/i.test(name);

/** A trained model of the user's: a file, a folder of them, or those that make one together. */
export async function readModel(paths: readonly string[], lab: Lab): Promise<NonNullable<Dataset['model']>> {
  const read = await lab.training?.models?.reader();
  if (!read) throw new InputError('model', 'a lab that takes trained models', 'another');
  return read((await Promise.all(paths.map((path) => readInputs('model', path, isModel)))).flat());
}

const shippedFile = (folder: 'data' | 'models', file: string) =>
  readFile(fileURLToPath(new URL(`../samples/${folder}/${file}`, import.meta.url)));

async function shippedSet({ option, set, model }: Shipped): Promise<Dataset> {
  const numbers = datasetOf(option, set, await Promise.all(filesOf(set).map((file) => shippedFile('data', file))));
  const modelFile = async (file: string) => Uint8Array.from(await shippedFile('models', file));
  const networks = await Promise.all((set.networks ?? []).map(async ({ file }) => [file, await modelFile(file)] as const));
  return {
    ...numbers,
    ...(model && { model: await modelFile(model.file) }),
    ...(networks.length > 0 && { networks: Object.fromEntries(networks) }),
  };
}

const expected = { data: 'a file of your numbers beside own (--data FILE)', model: 'a trained model beside own (--model FILE)' };

/** What a run at these values works on: shipped, the user's `own`, or nothing. Throws InputError. */
export async function dataFor(lab: Lab, values: Values, own: Dataset | undefined): Promise<Dataset | undefined> {
  const shipped = (at: Values) => {
    const found = shippedAt(lab, at);
    return found && shippedSet(found);
  };
  return createDataFor(lab, { shipped, expected })(values, own);
}
