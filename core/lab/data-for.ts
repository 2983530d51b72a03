// What a run works on: a set that ships or the user's own numbers, and the trained model that it begins with.
import type { NamedFile } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import { type Dataset, OWN, type ShippedModel, type ShippedSet, thinned } from '../data/dataset.ts';
import type { Lab } from './lab.ts';
import { applies, type Values } from './param.ts';

type Declared = Pick<Lab, 'data' | 'training'>;
type Model = NonNullable<Dataset['model']>;

/** What ships of the data at some values: the set of an option, and the model to begin with. */
export interface Shipped {
  readonly option: string;
  readonly set: ShippedSet;
  readonly model: ShippedModel | undefined;
}

/** Which of its sets, or of what else the parameter offers, is meant. */
export const optionAt = ({ param, implied = [] }: Pick<NonNullable<Lab['data']>, 'param' | 'implied'>, values: Values): string =>
  implied.find(({ when }) => applies(when, values))?.set ?? String(values[param]);

/** What ships at these values; undefined where they name no set that does. */
export function shippedAt({ data, training }: Declared, values: Values): Shipped | undefined {
  const models = training?.models;
  const option = data && optionAt(data, values);
  const set = option === undefined ? undefined : data?.sets[option];
  return option === undefined || !set ? undefined : { option, set, model: models ? models.files[String(values[models.param])] : set.model };
}

export interface DataHost {
  /** What ships at these values, its model with it. */
  readonly shipped: ((values: Values) => Dataset | Promise<Dataset> | undefined) | undefined;
  /** What is said to be expected where the user's own is asked for and there is none. */
  readonly expected: { readonly data: string; readonly model: string };
}

/** The user’s files as data of the lab: of a kind of its own, numbers, or images where it takes those. Throws InputError. */
export async function readFor({ data }: Pick<Lab, 'data'>, files: readonly NamedFile[]): Promise<Dataset> {
  const reader = await data?.reader?.();
  const found = reader?.(files) ?? (await (await import('../data/dataset-of.ts')).readOwn(data?.own, files));
  return data?.most === undefined ? found : thinned(found, data.most);
}

const andThen = (set: Dataset | Promise<Dataset>, next: (set: Dataset) => Dataset) => (set instanceof Promise ? set.then(next) : next(set));

const isEmpty = ({ columns, images }: Dataset) => Object.keys(columns).length === 0 && !images;

/**
 * Finds the data of a run from its values and what there is of the user's: at once where nothing has to be fetched, and the same object for the
 * same set and model. What it returns throws InputError where the user's own is asked for and there is none.
 */
export function createDataFor(
  { data, training }: Declared,
  { shipped, expected }: DataHost,
): (values: Values, own: Dataset | undefined) => Dataset | Promise<Dataset> | undefined {
  const models = training?.models;
  let last: Dataset | undefined;
  const withModel = (set: Dataset, model: Model): Dataset => {
    if (last?.columns !== set.columns || last.model !== model) last = { ...set, model };
    return last;
  };
  return (values, own) => {
    if (!data) return undefined;
    const begins = models !== undefined && values[models.param] === OWN;
    if (begins && !own?.model) throw new InputError(models.param, expected.model, 'none');
    if (optionAt(data, values) === OWN) {
      if (!own || isEmpty(own)) throw new InputError(data.param, expected.data, 'none');
      const near = data.beside === undefined ? undefined : shipped?.({ ...values, [data.param]: data.beside });
      return near === undefined ? own : andThen(near, ({ model }) => (model ? withModel(own, model) : own));
    }
    const set = shipped?.(values);
    const model = begins ? own?.model : undefined;
    return set && model ? andThen(set, (found) => withModel(found, model)) : set;
  };
}
