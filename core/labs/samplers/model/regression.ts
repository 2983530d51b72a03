// Rows of features with a response, brought to one scale: what both regressions work on.
import { InputError } from '../../../base/input-error.ts';
import type { Dataset } from '../../../data/dataset.ts';

export interface Rows {
  /** Features of row i at x[i·d … i·d + d), the first of them 1: the intercept. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly dimension: number;
  readonly names: readonly string[];
  /** Whether every response is 0 or 1. */
  readonly binary: boolean;
}

/** More weights than this are no picture any more. */
const MOST_WEIGHTS = 64;
export const MOST_ROWS = 100_000;

function standardized(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
  const sd = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / column.length);
  return column.map((x) => (sd > 0 ? (x - mean) / sd : 0));
}

/**
 * Features and response of a table, its last column the response; rows with a missing number are left out, features brought to mean 0
 * and sd 1, a response that is not 0 or 1 as well. Throws InputError.
 */
export function rowsOf({ columns }: Dataset): Rows {
  const all = Object.entries(columns);
  if (all.length < 2) throw new InputError('target', 'two columns or more, the last one the response', `${all.length}`);
  if (all.length > MOST_WEIGHTS) throw new InputError('target', `at most ${MOST_WEIGHTS} columns`, `${all.length}`);
  const length = all[0]?.[1].length ?? 0;
  const whole = Array.from({ length }, (_, i) => i).filter((i) => all.every(([, column]) => Number.isFinite(column[i])));
  if (whole.length < 3) throw new InputError('target', 'three whole rows or more', `${whole.length}`);
  if (whole.length > MOST_ROWS) throw new InputError('target', `at most ${MOST_ROWS} rows`, `${whole.length}`);
  const taken = all.map(([, column]) => Float64Array.from(whole, (i) => column[i] as number));
  const response = taken.pop() as Float64Array;
  const binary = response.every((y) => y === 0 || y === 1);
  const features = [new Float64Array(whole.length).fill(1), ...taken.map(standardized)];
  const dimension = features.length;
  const x = new Float64Array(whole.length * dimension);
  features.forEach((feature, j) => {
    feature.forEach((value, i) => {
      x[i * dimension + j] = value;
    });
  });
  return {
    x,
    y: binary ? response : standardized(response),
    dimension,
    names: ['intercept', ...all.slice(0, -1).map(([name]) => name.replaceAll('_', ' '))],
    binary,
  };
}
