// Settings of an operator or a layer, as a file gives them: those that we do not have must be as if they were not there.

/** By name, the values that it may have, the first of which it has where it is not given. */
export type Allowed = Readonly<Record<string, readonly (number | string | boolean | null)[]>>;

/** A value in few letters. */
export const inWords = (value: unknown): string => (typeof value === 'object' && value ? 'something else' : String(value).slice(0, 40));

/** The first setting that is another than allowed, of a list each number, as `strides 2`; undefined where there is none. */
export function otherSetting(settings: Readonly<Record<string, unknown>>, allowed: Allowed): string | undefined {
  for (const [name, values] of Object.entries(allowed)) {
    const given = settings[name] ?? values[0];
    for (const each of Array.isArray(given) ? given : [given]) if (!values.includes(each as number)) return `${name} ${inWords(each)}`;
  }
  return undefined;
}

/** The side of a square, given once or for each of two axes; undefined for another shape. */
export function sideOf(given: unknown): number | undefined {
  const [side, other, ...more] = Array.isArray(given) ? given : [given, given];
  return typeof side === 'number' && Number.isSafeInteger(side) && side >= 1 && side === other && more.length === 0 ? side : undefined;
}
