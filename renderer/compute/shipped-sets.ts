// The data sets and models that ship, fetched from beside the page when a lab asks for them and read in the worker.
import { type Dataset, filesOf, type ShippedSet } from '../../core/data/dataset.ts';
import { shippedAt } from '../../core/lab/data-for.ts';
import type { Lab } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Compute } from './client.ts';

const urls = import.meta.glob<string>(['../../samples/data/*.{csv,gz}', '../../samples/models/*.{safetensors,feln,zip}'], {
  query: '?url',
  import: 'default',
});

async function fetched(folder: 'data' | 'models', file: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = await urls[`../../samples/${folder}/${file}`]?.();
  const response = url === undefined ? undefined : await fetch(url);
  if (!response?.ok) throw new Error(`${file} is missing`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Finds what a lab works on at these values: the set of its data option, and the model it begins with. Each is fetched once. */
export function createShippedSets(compute: Compute): (labId: string, lab: Lab, values: Values) => Promise<Dataset> | undefined {
  const cache = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, get: () => Promise<T>): Promise<T> => {
    const found = (cache.get(key) as Promise<T> | undefined) ?? get();
    cache.set(key, found);
    // One that failed is fetched again when it is next asked for.
    found.catch(() => cache.delete(key));
    return found;
  };

  const read = (labId: string, option: string, set: ShippedSet) =>
    once(JSON.stringify(set), async () => {
      const files = await Promise.all(filesOf(set).map((file) => fetched('data', file)));
      const request = { kind: 'readShipped', run: compute.newRun(), lab: labId, option, files } as const;
      return (
        await compute.ask(
          request,
          files.map(({ buffer }) => buffer),
        )
      ).data;
    });

  return (labId, lab, values) => {
    const found = shippedAt(lab, values);
    if (!found) return undefined;
    const { option, set, model } = found;
    const { networks = [] } = set;
    if (!model && networks.length === 0) return read(labId, option, set);
    const modelFile = (file: string) => once(file, () => fetched('models', file));
    return once(JSON.stringify([set, model]), async () => {
      const [data, bytes, ...others] = await Promise.all([
        read(labId, option, set),
        model && modelFile(model.file),
        ...networks.map(({ file }) => modelFile(file)),
      ]);
      const beside = Object.fromEntries(networks.map(({ file }, i) => [file, others[i] as Uint8Array<ArrayBuffer>]));
      return { ...data, ...(bytes && { model: bytes }), ...(networks.length > 0 && { networks: beside }) };
    });
  };
}
