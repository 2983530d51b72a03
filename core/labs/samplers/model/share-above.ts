// How much of a density over the plane lies above the axis.
import { exp } from '../../../math/elementary.ts';
import { integrate } from '../../../math/quadrature.ts';
import type { Evaluate, Window } from './plane.ts';

/** Columns of the sum across: the midpoint rule, exact to rounding for a smooth density that dies out inside. */
const COLUMNS = 240;
/** Rows of a first look at the whole. */
const ROWS = 80;

/** Pieces of each integral upwards: modes are not missed. */
const PIECES = 8;

/**
 * P(y > 0) under p^{1/T}, of a density that has nothing outside the window: summed across, then integrated upwards from the lowest to 0 and
 * from 0 to the highest, each to 1e-12 of the whole.
 */
export function shareAbove(evaluate: Evaluate, [[left, right], [bottom, top]]: Window, temperature: number): number {
  if (bottom >= 0) return 1;
  if (top <= 0) return 0;
  const xs = Float64Array.from({ length: COLUMNS }, (_, i) => left + ((i + 0.5) * (right - left)) / COLUMNS);
  const ys = Float64Array.from({ length: ROWS }, (_, j) => bottom + ((j + 0.5) * (top - bottom)) / ROWS);
  const logs = evaluate(xs, ys);
  const highest = logs.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
  const summed = (of: Float64Array) => of.reduce((sum, x) => sum + exp((x - highest) / temperature), 0);
  // Shares of about the whole, so that what is below 1e-12 of it counts for nothing.
  const whole = (summed(logs) * (top - bottom)) / ROWS;
  const part = (from: number, to: number) => {
    const points = Array.from({ length: PIECES + 1 }, (_, i) => from + ((to - from) * i) / PIECES);
    return integrate((y) => summed(evaluate(xs, Float64Array.of(y))) / whole, points, 1e-12).value;
  };
  const [below, above] = [part(bottom, 0), part(0, top)];
  return above / (below + above);
}
