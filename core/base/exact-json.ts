// JSON that gives back every number to the last bit.

// JSON.stringify writes −0 as 0; no other text of ours begins with a NUL.
const MINUS_ZERO = '\u0000-0';

/** `JSON.stringify`, with −0 kept; what JSON has no number for (NaN, ±∞) becomes null. */
export function exactJson(value: unknown, space?: number): string {
  const text = JSON.stringify(value, (_, each: unknown) => (Object.is(each, -0) ? MINUS_ZERO : each), space);
  return text.replaceAll(JSON.stringify(MINUS_ZERO), '-0');
}
