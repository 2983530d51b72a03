// A parameter is declared once, here as data; sliders, flags, sessions, sweeps and docs are read off it.
import type { TextEnding } from '../base/files.ts';
import { InputError } from '../base/input-error.ts';
import type { Hue } from './hue.ts';

/** What a change does: begin the run again, take effect at the next step, or only observe again. */
export type Effect = 'restart' | 'live' | 'redraw';

/** Each named choice, integer or toggle has one of the listed values, each named subset one of them among its members. */
export type Condition<V = Values> = string extends keyof V
  ? Readonly<Record<string, readonly Value[]>>
  : { readonly [K in keyof V]?: readonly V[K][] };

/** Seen only while the condition holds, or any one of several. */
export type When<V = Values> = Condition<V> | readonly Condition<V>[];

interface Common<W extends When> {
  readonly label: string;
  /** The symbol, in TeX. */
  readonly tex?: string;
  readonly unit?: string;
  /** One sentence that defines it. */
  readonly help?: string;
  readonly group: string;
  readonly hue?: Hue;
  readonly effect: Effect;
  readonly when?: W;
}

interface Numeric<W extends When> extends Common<W> {
  /** What is valid; a number field takes all of it. */
  readonly min: number;
  readonly max: number;
  /** What the slider spans, where that is less than what is valid. */
  readonly slider?: readonly [number, number];
  readonly initial: number;
  readonly scale: 'linear' | 'log';
  /** `[table, column]` whose last number is this parameter's value once the run has stepped: a state that can be set. */
  readonly follows?: readonly [table: string, column: string];
}

export interface RealParam<W extends When = When> extends Numeric<W> {
  readonly kind: 'real';
}

export interface IntegerParam<W extends When = When> extends Numeric<W> {
  readonly kind: 'integer';
}

export interface ChoiceParam<K extends string = string, W extends When = When> extends Common<W> {
  readonly kind: 'choice';
  readonly options: Readonly<Record<K, string>>;
  readonly initial: NoInfer<K>;
}

export interface ToggleParam<W extends When = When> extends Common<W> {
  readonly kind: 'toggle';
  readonly initial: boolean;
}

/** Any of the options, none or several; its value is their names in the order of the options, joined by commas. */
export interface SubsetParam<K extends string = string, W extends When = When> extends Common<W> {
  readonly kind: 'subset';
  readonly options: Readonly<Record<K, string>>;
  /** Of things that are drawn (methods): the hue of each, which it wears in every picture. */
  readonly hues?: Readonly<Record<NoInfer<K>, Hue>>;
  readonly initial: string;
}

/** A small grey image drawn by hand: its value has a hexadecimal digit a pixel, row by row from the top, 0 being paper; empty is blank. */
export interface DrawingParam<W extends When = When> extends Common<W> {
  readonly kind: 'drawing';
  readonly rows: number;
  readonly columns: number;
  readonly initial: string;
}

/** What is kept as a text, which has one form; empty at first. */
interface Written<W extends When> extends Common<W> {
  readonly initial: '';
  /** What it takes, in words. */
  readonly takes: string;
  /** The one text that means the same; undefined, or an InputError, of a text that means nothing. */
  readonly canonical: (text: string) => string | undefined;
}

/** What a hand has moved, removed and added of the rows of the data: its value is the text of edits, empty of data as they came (`edits` of core/lab/edits.ts). */
export interface EditsParam<W extends When = When> extends Written<W> {
  readonly kind: 'edits';
}

/** A small text file of the user’s, empty while there is none (`text` of core/lab/text.ts). */
export interface TextParam<W extends When = When> extends Written<W> {
  readonly kind: 'text';
  /** Of the names of such files; a template is saved with the first. */
  readonly endings: readonly [TextEnding, ...TextEnding[]];
  /** What a text holds, in a few words. */
  readonly summary: (text: string) => string;
  /** A file to begin with. */
  readonly template?: () => string;
}

/** What the host measured of the lab’s work, as JSON, empty while nothing was (`measurement` of core/lab/measurement.ts). */
export interface MeasurementParam<W extends When = When> extends Written<W> {
  readonly kind: 'measurement';
}

type WrittenParam = EditsParam | TextParam | MeasurementParam;

export type Param = RealParam | IntegerParam | ChoiceParam | ToggleParam | SubsetParam | DrawingParam | WrittenParam;
export type Params = Readonly<Record<string, Param>>;
export type Value = number | string | boolean;

type ValueOf<P> = P extends SubsetParam | DrawingParam | WrittenParam
  ? string
  : P extends ChoiceParam<infer K>
    ? K
    : P extends ToggleParam
      ? boolean
      : number;

/** Plain JSON: what a slider, a preset, a link and a command-line flag all set. */
export type Values<P extends Params = Params> = { readonly [K in keyof P]: ValueOf<P[K]> };

export const real = <const W extends When = never>(declared: Omit<RealParam<W>, 'kind'>): RealParam<W> => ({
  kind: 'real',
  ...declared,
});

export const integer = <const W extends When = never>(declared: Omit<IntegerParam<W>, 'kind'>): IntegerParam<W> => ({
  kind: 'integer',
  ...declared,
});

export const choice = <const K extends string, const W extends When = never>(
  declared: Omit<ChoiceParam<K, W>, 'kind'>,
): ChoiceParam<K, W> => ({
  kind: 'choice',
  ...declared,
});

export const toggle = <const W extends When = never>(declared: Omit<ToggleParam<W>, 'kind'>): ToggleParam<W> => ({
  kind: 'toggle',
  ...declared,
});

export const subset = <const K extends string, const W extends When = never>(
  declared: Omit<SubsetParam<K, W>, 'kind'>,
): SubsetParam<K, W> => ({
  kind: 'subset',
  ...declared,
});

export const drawing = <const W extends When = never>(declared: Omit<DrawingParam<W>, 'kind'>): DrawingParam<W> => ({
  kind: 'drawing',
  ...declared,
});

/** The options that a subset's value names. */
export const members = (value: string): string[] => (value === '' ? [] : value.split(','));

/** What a parameter takes, in words: `0.05 to 10`, `whole number 1 to 6`, `one of gaussian, coin`. */
export function expectation(param: Param): string {
  switch (param.kind) {
    case 'real':
      return `${param.min} to ${param.max}`;
    case 'integer':
      return `whole number ${param.min} to ${param.max}`;
    case 'choice':
      return `one of ${Object.keys(param.options).join(', ')}`;
    case 'toggle':
      return 'true or false';
    case 'subset':
      return `any of ${Object.keys(param.options).join(', ')}, joined by commas`;
    case 'drawing':
      return `nothing, or ${param.rows * param.columns} hexadecimal digits: a pixel each, from the top left`;
    case 'edits':
    case 'text':
    case 'measurement':
      return param.takes;
  }
}

/** The number of the parameter's range nearest to `x`: whole, or to four digits, which are as much as a hand can mean. */
export function withinRange({ kind, min, max }: Pick<RealParam | IntegerParam, 'kind' | 'min' | 'max'>, x: number): number {
  const nearest = Math.min(max, Math.max(min, x));
  return kind === 'integer' ? Math.round(nearest) : Number(nearest.toPrecision(4));
}

/** Its beginning, of a text that may be long. */
const excerpt = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text).replaceAll('\n', ' ');

/** The value that `raw` (JSON, or text from a field or a flag) stands for. Throws InputError. */
export function parseValue(param: Param, name: string, raw: unknown): Value {
  const refuse = () => new InputError(name, expectation(param), raw === '' ? 'nothing' : String(raw));
  switch (param.kind) {
    case 'real':
    case 'integer': {
      const text = typeof raw === 'string' ? raw.trim().replace('−', '-') : raw;
      const number = typeof text === 'number' ? text : typeof text === 'string' && text !== '' ? Number(text) : Number.NaN;
      const valid = number >= param.min && number <= param.max && (param.kind === 'real' || Number.isInteger(number));
      if (!valid) throw refuse();
      return number;
    }
    case 'choice':
      if (typeof raw !== 'string' || !Object.hasOwn(param.options, raw)) throw refuse();
      return raw;
    case 'toggle':
      if (raw === true || raw === 'true') return true;
      if (raw === false || raw === 'false') return false;
      throw refuse();
    case 'drawing':
      if (typeof raw !== 'string' || !(raw === '' || (raw.length === param.rows * param.columns && /^[0-9a-f]*$/.test(raw))))
        throw refuse();
      return /^0*$/.test(raw) ? '' : raw;
    case 'edits':
    case 'text':
    case 'measurement': {
      const text = typeof raw === 'string' ? param.canonical(raw) : undefined;
      if (text === undefined) throw new InputError(name, param.takes, excerpt(String(raw)));
      return text;
    }
    case 'subset': {
      if (typeof raw !== 'string') throw refuse();
      const named = members(raw.trim()).map((name) => name.trim());
      if (!named.every((name) => Object.hasOwn(param.options, name))) throw refuse();
      return Object.keys(param.options)
        .filter((name) => named.includes(name))
        .join();
    }
  }
}

/** Every parameter at its initial value. */
export function initialValues(params: Params): Values {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.initial]));
}

/** `base` with `raw` laid over it, each value parsed. Throws InputError, also for a name that is no parameter. */
export function parseValues(params: Params, base: Values, raw: Readonly<Record<string, unknown>>): Values {
  const parsed = Object.entries(raw).map(([name, value]) => {
    const param = Object.hasOwn(params, name) ? params[name] : undefined;
    if (!param) throw new InputError(name, `a parameter (${Object.keys(params).join(', ')})`, 'an unknown name');
    return [name, parseValue(param, name, value)];
  });
  return { ...base, ...Object.fromEntries(parsed) };
}

/** Whether something declared with `when` is to be seen at these values. */
export function applies(when: When | undefined, values: Values): boolean {
  if (when === undefined) return true;
  const alternatives: readonly Condition[] = Array.isArray(when) ? when : [when];
  return alternatives.some((all) =>
    Object.entries(all).every(([name, allowed]) => {
      const value = values[name] as Value;
      return (typeof value === 'string' ? members(value) : [value]).some((one) => allowed.includes(one));
    }),
  );
}
