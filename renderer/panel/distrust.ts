// When a readout can be trusted, and what it waits for until then.
import type { Readout } from '../../core/lab/lab.ts';

const number = (value: number) => String(value).replace('-', '−');

/** `not yet: needs at least 400`; undefined where the number is within its bounds. */
export function distrust(trusted: Readout<unknown>['trusted'], value = Number.NaN): string | undefined {
  if (!trusted) return undefined;
  const { atLeast, atMost } = trusted;
  if (value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY)) return undefined;
  const needs = [
    ...(atLeast === undefined ? [] : [`at least ${number(atLeast)}`]),
    ...(atMost === undefined ? [] : [`at most ${number(atMost)}`]),
  ];
  return `not yet: needs ${needs.join(' and ')}`;
}
