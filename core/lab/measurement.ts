// Joules that the host measured of a lab's work, as a parameter: what was read once stays with the values, and says by what it was read.
import { exactJson } from '../base/exact-json.ts';
import { LEAST_SECONDS, type Measurement, meters } from '../energy/measured.ts';
import type { MeasurementParam, When } from './param.ts';

const names = ['answers', 'by', 'joules', 'seconds', 'standardError'];

/** The measurement that a value stands for; undefined where nothing was measured, and of what is no measurement. */
export function measurementOf(value: string): Measurement | undefined {
  let found: Partial<Record<keyof Measurement, unknown>>;
  try {
    found = JSON.parse(value) ?? {};
  } catch {
    return undefined;
  }
  const { joules, standardError, answers, seconds, by } = found;
  // Infinity can be written, too: 1e999.
  const atLeast = (least: number, number: unknown) => Number.isFinite(number) && (number as number) >= least;
  const holds =
    Object.keys(found).toSorted().join() === names.join() &&
    Number.isFinite(joules) &&
    atLeast(0, standardError) &&
    atLeast(1, answers) &&
    Number.isSafeInteger(answers) &&
    atLeast(LEAST_SECONDS, seconds) &&
    meters.some((meter) => meter === by);
  return holds ? (found as Measurement) : undefined;
}

/** Its one text. */
export const measurementText = ({ joules, standardError, answers, seconds, by }: Measurement): string =>
  exactJson({ joules, standardError, answers, seconds, by });

/** A parameter whose value is a measurement, or empty. */
export const measurement = <const W extends When = never>(
  declared: Omit<MeasurementParam<W>, 'kind' | 'initial' | 'takes' | 'canonical'>,
): MeasurementParam<W> => ({
  kind: 'measurement',
  initial: '',
  takes: `nothing, or what was measured: {"joules", "standardError", "answers", "seconds" (${LEAST_SECONDS} or more), "by": ${meters.map((by) => `"${by}"`).join(' or ')}}`,
  canonical(given) {
    const found = measurementOf(given);
    return found ? measurementText(found) : given.trim() === '' ? '' : undefined;
  },
  ...declared,
});
