// What values become when data are chosen.
import { InputError } from '../base/input-error.ts';
import type { Dataset } from '../data/dataset.ts';
import type { Lab } from './lab.ts';
import { expectation, parseValue, type Value, type Values } from './param.ts';

/** The values that belong to the data, none where the lab asks for none. Throws InputError, naming the data, where no parameter reaches that far. */
export function adopted({ adopt, params }: Pick<Lab, 'adopt' | 'params'>, values: Values, data: Dataset): Readonly<Record<string, Value>> {
  const entries = Object.entries(adopt?.(values, data) ?? {}).map(([name, value]) => {
    const param = params[name];
    if (!param) throw new Error(`no parameter ${name}`);
    try {
      return [name, parseValue(param, name, value)] as const;
    } catch {
      throw new InputError(data.name, `numbers for which ${name} is ${expectation(param)}`, String(value));
    }
  });
  return Object.fromEntries(entries);
}
