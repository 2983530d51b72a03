// The user's data and models, and the choice among them and what ships: a set brings along the values that belong to it.
import { InputError } from '../../core/base/input-error.ts';
import { type Dataset, OWN } from '../../core/data/dataset.ts';
import { dataText } from '../../core/lab/data-text.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { parseValues, type Value, type Values } from '../../core/lab/param.ts';
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

/** What was passed over of other data says nothing of these. */
const withoutLeft = (data: Dataset | undefined): Partial<Dataset> => {
  const { left: _, ...rest } = data ?? { columns: {} };
  return rest;
};

/** One line: what is in force of the user's numbers, what was passed over, and what was set to their scale. */
function ownDataText({ params, data: declared, training }: Lab, data: Dataset, values: Values, before: Values): string {
  const names = Object.keys(data.columns);
  const uses = declared?.uses?.(values, names.length) ?? [];
  const used = uses.flatMap(({ role, at }) => (names[at] === undefined ? [] : [`${role}: ${names[at]}`]));
  const moved = Object.keys(differing(values, before)).filter((name) => name !== declared?.param && name !== training?.models?.param);
  const labels = moved.flatMap((name) => {
    const { label, group } = params[name] ?? {};
    return label === undefined ? [] : [`${label}${group === undefined || group === label ? '' : ` (${group.toLowerCase()})`}`];
  });
  const parts = [
    dataText(data),
    ...(names.length > 1 ? used : []),
    ...(labels.length > 0 ? [`set to their scale: ${labels.join(', ')}`] : []),
  ];
  return `${data.name}: ${parts.join('; ')}.`;
}

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
      const adopted = data && lab.adopt ? parseValues(lab.params, {}, lab.adopt(next, data)) : {};
      const before = shownValues(get());
      editing.edit({ ...adopted, ...values }, own);
      if (own && own !== ownBefore)
        notify?.(ownDataText(lab, own, { ...next, ...adopted }, before), { label: 'Undo', act: () => get().undo() });
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
          void choose({ [name]: OWN }, { ...withoutLeft(get().data), ...data });
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
