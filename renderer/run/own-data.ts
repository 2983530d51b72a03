// What of a run's data is the user's, and what ships: joined for the computation, told apart for a session.
import type { HostFile } from '../../core/base/files.ts';
import { type Dataset, OWN } from '../../core/data/dataset.ts';
import { createDataFor } from '../../core/lab/data-for.ts';
import { type Lab, pickersOf } from '../../core/lab/lab.ts';
import type { Values } from '../../core/lab/param.ts';
import type { Compute } from '../compute/client.ts';

const expected = { data: 'numbers of yours: open, paste or drop them', model: 'a model of yours: open one' };

/** `shipped` finds what ships of the data that the lab works on at these values. */
export interface OwnDataOptions {
  readonly labId: string;
  readonly lab: Lab;
  readonly compute: Compute;
  readonly shipped: ((labId: string, lab: Lab, values: Values) => Promise<Dataset> | undefined) | undefined;
}

export function createOwnData({ labId, lab, compute, shipped }: OwnDataOptions) {
  const dataParam = lab.data?.param;
  const modelParam = lab.training?.models?.param;
  const isOwn = (values: Values, param: string | undefined) => param !== undefined && values[param] === OWN;

  const transferOf = (files: readonly HostFile[]) => [...new Set(files.map(({ bytes }) => bytes.buffer))];

  return {
    /** What a run at these values works on. Throws InputError where the user's own is asked for and there is none. */
    dataFor: createDataFor(lab, { shipped: shipped && ((values) => shipped(labId, lab, values)), expected }),
    /** Of the data, what is the user's at these values; nothing where they take none of it. */
    ownPart(values: Values, data: Dataset | undefined): { readonly data?: Dataset } {
      if (!data || !pickersOf(lab).some((name) => isOwn(values, name))) return {};
      const { name, columns, images, model } = data;
      const own = isOwn(values, dataParam);
      const trained = isOwn(values, modelParam);
      return { data: { name, columns: own ? columns : {}, ...(own && images && { images }), ...(trained && model && { model }) } };
    },
    /** Files as the lab's data, off the page's thread. Rejects with one line. */
    async read(files: readonly HostFile[]): Promise<Dataset> {
      return (await compute.ask({ kind: 'read', run: compute.newRun(), lab: labId, files }, transferOf(files))).data;
    },
    /** Files as a trained model, likewise. */
    async readModel(files: readonly HostFile[]): Promise<NonNullable<Dataset['model']>> {
      return (await compute.ask({ kind: 'readModel', run: compute.newRun(), lab: labId, files }, transferOf(files))).bytes;
    },
  };
}
