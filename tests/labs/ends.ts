// Values at the ends of what may be set: of every choice of a lab, each number at the ends of its slider and of its range, and numbers there together.
import type { Dataset } from '../../core/data/dataset.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { applies, initialValues, type Param, type Value, type Values } from '../../core/lab/param.ts';
import { createRandom, type Random } from '../../core/prob/random.ts';

/** Low and high of the slider, then of the range. */
function endsOf(param: Param): readonly [number, number, number, number] | undefined {
  if (param.kind !== 'real' && param.kind !== 'integer') return undefined;
  const { min, max } = param;
  const [low, high] = param.slider ?? [min, max];
  return [low, high, min, max];
}

/** How a lab is tried, that would take long as it opens. */
export interface Tried {
  /** Laid over each choice; a choice that is named here is not walked through. */
  readonly values?: Values;
  /** Numbers that say how much work there is, moved no further than here. */
  readonly most?: Readonly<Record<string, number>>;
  readonly data?: Dataset;
  /** So many places are drawn of those of each choice. */
  readonly places: number;
  readonly steps: number;
  /** A step may be set so long that it leads out of the numbers: then the run says at which step, and of which number. */
  readonly diverges?: (values: Values) => boolean;
}

/** Values at which some numbers are at an end. */
export interface AtEnds {
  /** The choice, and what is at an end, in words. */
  readonly at: string;
  readonly values: Values;
}

const pick = <T>(random: Random, items: readonly T[]): T => items[random.below(items.length)] as T;

/** Choices and toggles that do not begin a run anew, each at any of its options. */
function anyOf({ params }: Lab, values: Values, random: Random): Record<string, Value> {
  const options = (param: Param): readonly Value[] =>
    param.kind === 'toggle' ? [false, true] : param.kind === 'choice' && param.effect !== 'restart' ? Object.keys(param.options) : [];
  const free = Object.entries(params).filter(([, param]) => options(param).length > 0 && applies(param.when, values));
  return Object.fromEntries(free.map(([name, param]) => [name, pick(random, options(param))]));
}

/**
 * For each option of each choice that begins a run anew: one number at a time at each of its ends; all low and all high, of sliders and of ranges;
 * and `mixed` corners of each, in which the other choices vary, too. A list for each option.
 */
export function placesAtEnds(lab: Lab, { values: small = {}, most = {} }: Pick<Tried, 'values' | 'most'>, mixed = 6): AtEnds[][] {
  const random = createRandom(20261130);
  const opened = initialValues(lab.params);
  const seen = new Set<string>();
  const choices = Object.entries(lab.params).flatMap(([name, param]) =>
    param.kind === 'choice' && param.effect === 'restart' && !(name in small)
      ? Object.keys(param.options).map((option) => ({ name, option }))
      : [],
  );
  return choices.flatMap(({ name, option }) => {
    const preset = Object.values(lab.presets).find(({ values }) => values[name] === option);
    const base = { ...opened, ...preset?.values, ...small, [name]: option } as Values;
    const key = JSON.stringify(base);
    if (seen.has(key) || !applies(lab.params[name]?.when, base)) return [];
    seen.add(key);
    const numbers = Object.entries(lab.params).flatMap(([number, param]) => {
      const ends = applies(param.when, base) ? endsOf(param) : undefined;
      return ends ? [{ number, ends: ends.map((end) => Math.min(end, most[number] ?? end)) }] : [];
    });
    const place = (set: Readonly<Record<string, Value>>): AtEnds => ({
      at: `${name} ${option}, ${Object.entries(set)
        .map(([which, end]) => `${which} ${end}`)
        .join(', ')}`,
      values: { ...base, ...set },
    });
    const alone = numbers.flatMap(({ number, ends }) => [...new Set(ends)].map((end) => place({ [number]: end })));
    const together = [0, 1, 2, 3].map((which) =>
      place(Object.fromEntries(numbers.map(({ number, ends }) => [number, ends[which] as number]))),
    );
    const corners = [0, 2].flatMap((from) =>
      Array.from({ length: mixed }, () => {
        const set = Object.fromEntries(numbers.map(({ number, ends }) => [number, pick(random, ends.slice(from, from + 2))]));
        return place({ ...set, ...anyOf(lab, { ...base, ...set }, random) });
      }),
    );
    return [[...together, ...corners, ...alone]];
  });
}

/** So many of them, drawn anew from a seed. */
export function drawn<T>(items: readonly T[], count: number, seed: number): T[] {
  const random = createRandom(seed);
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)[0] as T);
}
