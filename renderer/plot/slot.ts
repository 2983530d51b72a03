// The place of a bar across its row, and of a handle that stands on it.
import type { AxisScale } from './axis-scale.ts';

/** The share of its row that a bar fills, alone or with others. */
const ALONE = 0.68;
const TOGETHER = 0.8;
const THICKEST = 44;

export interface Slot {
  /** In px; the lower coordinate. */
  readonly start: number;
  readonly thickness: number;
}

/** Slot `index` of `count` in the row at `at`. */
export function slotOf(axis: AxisScale, at: number, [index, count]: readonly [number, number] = [0, 1]): Slot {
  const row = Math.abs(axis.of(1) - axis.of(0));
  const whole = Math.min(row * (count > 1 ? TOGETHER : ALONE), THICKEST * count);
  const share = whole / count;
  const thickness = share * (count > 1 ? 0.9 : 1);
  return { start: axis.of(at) - whole / 2 + share * index + (share - thickness) / 2, thickness };
}

/** What is written at a row is smaller where rows are dense. */
export const rowTextSize = (axis: AxisScale): number =>
  Math.round(Math.min(11, Math.max(7, 0.9 * Math.abs(axis.of(1) - axis.of(0)))) * 2) / 2;
