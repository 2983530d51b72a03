// Values at the ends of what may be set: of every model of a lab, each number at both ends of its slider, and far beyond it.
import type { Lab } from '../../core/lab/lab.ts';
import { applies, initialValues, type Param, type Value, type Values } from '../../core/lab/param.ts';

/** How far a number is tried: a place at one end of 1e±35 and a spread at the other leave a sum no digits. */
const FAR = 1e6;
const NEAR = 1e-4;

/** Low and high of the slider, then of the range, as far as it is tried. */
function endsOf(param: Param | undefined): Value[] {
  if (param?.kind !== 'real' && param?.kind !== 'integer') return [];
  const { min, max } = param;
  const [low, high] = param.slider ?? [min, max];
  return [low, high, Math.max(min, min < 0 ? -FAR : min > 0 ? NEAR : 0), Math.min(max, FAR)];
}

/** What a row of ends is of. */
export interface AtEnds {
  readonly model: string;
  readonly row: number;
  readonly values: Values;
}

/** For each option of `model` four rows of values, in which every number that has a say is at each of its ends once, each row mixed anew. */
export function valuesAtEnds(lab: Lab, model: string, numbers = Object.keys(lab.params)): AtEnds[] {
  const param = lab.params[model];
  const options = param?.kind === 'choice' ? Object.keys(param.options) : [];
  return options.flatMap((option) => {
    const preset = Object.values(lab.presets).find(({ values }) => values[model] === option);
    const base = { ...initialValues(lab.params), ...preset?.values, [model]: option } as Values;
    return [0, 1, 2, 3].map((row) => {
      const set = numbers.flatMap((name, k) => {
        const ends = endsOf(lab.params[name]);
        // Shifted from one number to the next by 1, 2, 3 …: no two go through their ends together for long.
        return ends.length > 0 && applies(lab.params[name]?.when, base) ? [[name, ends[(row + (k * (k + 1)) / 2) % 4] as Value]] : [];
      });
      return { model: option, row, values: { ...base, ...Object.fromEntries(set) } };
    });
  });
}
