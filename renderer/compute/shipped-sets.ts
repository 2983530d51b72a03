// The data sets that ship, fetched from beside the page when a lab asks for one and read in the worker.
import type { Dataset } from '../../core/lab/dataset.ts';
import type { Lab } from '../../core/lab/lab.ts';
import type { Compute } from './client.ts';

const urls = import.meta.glob<string>('../../samples/data/*.csv', { query: '?url', import: 'default' });

/** Finds the set of a lab's data option; each is fetched once. */
export function createShippedSets(compute: Compute): (lab: Lab, option: string) => Promise<Dataset> | undefined {
  const fetched = new Map<string, Promise<Dataset>>();

  const get = async (lab: Lab, option: string): Promise<Dataset> => {
    const set = lab.data?.sets[option];
    const url = set && (await urls[`../../samples/data/${set.file}`]?.());
    const response = url === undefined ? undefined : await fetch(url);
    if (!set || !response?.ok) throw new Error(`the data set ${option} is missing`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { data } = await compute.ask({ kind: 'read', run: compute.newRun(), name: set.file, bytes }, [bytes.buffer]);
    const names = set.columns ?? Object.keys(data.columns);
    return { name: option, columns: Object.fromEntries(names.map((name) => [name, data.columns[name] as Float64Array])) };
  };

  return (lab, option) => {
    if (!lab.data?.sets[option]) return undefined;
    const key = JSON.stringify(lab.data.sets[option]);
    const found = fetched.get(key) ?? get(lab, option);
    fetched.set(key, found);
    // One that failed is fetched again when it is next asked for.
    found.catch(() => fetched.delete(key));
    return found;
  };
}
