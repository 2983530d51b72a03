// The user's data and models, and the choice among them and what ships: a set brings along the values that belong to it.
import { InputError } from '../../core/base/input-error.ts';
import { type Dataset, OWN } from '../../core/data/dataset.ts';
import { adopted } from '../../core/lab/adopted.ts';
import { ownDataText } from '../../core/lab/data-text.ts';
import { pickersOf } from '../../core/lab/lab.ts';
import type { Value } from '../../core/lab/param.ts';
import { type RunState, shownValues } from '../store.ts';
import { differing } from './differing.ts';
import type { Editing } from './editing.ts';
import { createLatest } from './latest.ts';
import type { Opening } from './opening.ts';
import type { createOwnData } from './own-data.ts';
import type { Notify, RunAccess } from './stored-run.ts';

export interface DataChoiceOptions {
  readonly run: RunAccess;
  readonly ownData: ReturnType<typeof createOwnData>;
  readonly editing: Editing;
  readonly opening: Pick<Opening, 'fail'>;
  readonly notify: Notify | undefined;
}

export interface DataChoice {
  /** An edit that picks a data set or a model, with what there is of the user's. */
  choose(values: Readonly<Record<string, Value>>, own: Dataset | undefined): Promise<void>;
  readonly actions: Pick<RunState, 'readData' | 'setData' | 'openModel'>;
}

/** How other data were read says nothing of these. */
const withoutReading = (data: Dataset | undefined): Partial<Dataset> => {
  const { left: _, spelled: __, ...rest } = data ?? { columns: {} };
  return rest;
};

export function createDataChoice({ run: { get }, ownData, editing, opening, notify }: DataChoiceOptions): DataChoice {
  const { labId, lab } = get();
  const { dataFor, read, readModel } = ownData;
  const begun = createLatest();

  const choose: DataChoice['choose'] = async (values, own) => {
    const isLatest = begun();
    const ownBefore = get().data;
    try {
      const next = { ...shownValues(get()), ...values };
      const data = await dataFor(next, own);
      if (!isLatest()) return;
      const found = data ? adopted(lab, next, data) : {};
      const before = shownValues(get());
      editing.edit({ ...found, ...values }, own);
      if (own && own !== ownBefore) {
        const now = { ...next, ...found };
        const moved = Object.keys(differing(now, before)).filter((name) => !pickersOf(lab).includes(name));
        notify?.(ownDataText(lab, own, now, moved), { label: 'Undo', act: () => get().undo() });
      }
    } catch (error) {
      if (isLatest()) opening.fail(error as Error);
    }
  };

  return {
    choose,
    actions: {
      readData: read,
      setData(data) {
        const name = lab.data?.param;
        const param = name === undefined ? undefined : lab.params[name];
        if (name !== undefined && param?.kind === 'choice' && Object.hasOwn(param.options, OWN))
          void choose({ [name]: OWN }, { ...withoutReading(get().data), ...data });
        else notify?.('this lab takes no numbers of yours');
      },
      async openModel(files) {
        const models = lab.training?.models;
        if (!models) throw new InputError('model', 'a lab that takes trained models', labId);
        const model = await readModel(files);
        const { data } = get();
        void choose({ [models.param]: OWN }, { name: files[0]?.name ?? 'model', columns: {}, ...data, model });
      },
    },
  };
}
