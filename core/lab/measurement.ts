// Joules that the host measured of a lab's work, as a parameter: what was read once stays with the values, and says by what it was read.
import { exactJson } from '../base/exact-json.ts';
import { LEAST_SECONDS, type Measurement, meters } from '../energy/measured.ts';
import type { MeasurementParam, When } from './param.ts';

const names = ['answers', 'by', 'joules', 'of', 'seconds', 'standardError'];

/** Joules of one answer, and whose it was: at other values the lab may do other work. */
export interface MeasuredWork extends Measurement {
  readonly of: string;
}

const MOST_LETTERS = 200;

/** The measurement that a value stands for; undefined where nothing was measured, and of what is no measurement. */
export function measurementOf(value: string): MeasuredWork | undefined {
  let found: Partial<Record<keyof MeasuredWork, unknown>>;
  try {
    found = JSON.parse(value) ?? {};
  } catch {
    return undefined;
  }
  const { joules, standardError, answers, seconds, by, of } = found;
  // Infinity can be written, too: 1e999.
  const atLeast = (least: number, number: unknown) => Number.isFinite(number) && (number as number) >= least;
  const holds =
    Object.keys(found).toSorted().join() === names.join() &&
    Number.isFinite(joules) &&
    atLeast(0, standardError) &&
    atLeast(1, answers) &&
    Number.isSafeInteger(answers) &&
    atLeast(LEAST_SECONDS, seconds) &&
    meters.some((meter) => meter === by) &&
    typeof of === 'string' &&
    of.length <= MOST_LETTERS;
  return holds ? (found as MeasuredWork) : undefined;
}

/** Its one text. */
export const measurementText = ({ joules, standardError, answers, seconds, by, of }: MeasuredWork): string =>
  exactJson({ joules, standardError, answers, seconds, by, of });

/** A parameter whose value is a measurement, or empty. */
export const measurement = <const W extends When = never>(
  declared: Omit<MeasurementParam<W>, 'kind' | 'initial' | 'takes' | 'canonical'>,
): MeasurementParam<W> => ({
  kind: 'measurement',
  initial: '',
  takes: `nothing, or what was measured: {"joules", "standardError", "answers", "seconds" (${LEAST_SECONDS} or more), "by": ${meters.map((by) => `"${by}"`).join(' or ')}, "of"}`,
  canonical(given) {
    const found = measurementOf(given);
    return found ? measurementText(found) : given.trim() === '' ? '' : undefined;
  },
  ...declared,
});
