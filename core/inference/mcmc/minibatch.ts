// Rows for a gradient: n of N without replacement, for each chain its own.
import type { Random } from '../../prob/random.ts';
import type { Settings } from './kernel.ts';
import type { Target } from './target.ts';

/** `count` batches of n rows out of N, each without replacement: the first n places of a shuffle of `order` that is undone afterwards. */
export function drawRows(order: Int32Array, batchSize: number, count: number, { below, wholes }: Random): Int32Array {
  const size = order.length;
  const rows = new Int32Array(count * batchSize);
  if (batchSize === 1) {
    if (count === 1) rows[0] = below(size);
    else wholes(size, rows);
    return rows;
  }
  for (let k = 0; k < count; k += 1) {
    const from = k * batchSize;
    for (let i = 0; i < batchSize; i += 1) {
      const j = i + below(size - i);
      const row = order[j] as number;
      order[j] = order[i] as number;
      order[i] = row;
      rows[from + i] = row;
    }
    // Places below n hold what was drawn, the others what was drawn from them: both are put back.
    for (let i = 0; i < batchSize; i += 1) {
      const row = rows[from + i] as number;
      order[row] = row;
      order[i] = i;
    }
  }
  return rows;
}

/** The rows that a gradient at these settings reads. */
export const batchSizeOf = (target: Target, { batchSize }: Pick<Settings, 'batchSize'>): number =>
  Math.min(target.data?.size ?? 1, Math.max(1, Math.round(batchSize)));

/** Writes an estimate of ∇ log p of each point: prior + (N/n) Σ over a minibatch, or prior + Σ where `scaled` is off. */
export function estimateGradients(
  target: Target,
  points: Float64Array,
  settings: Pick<Settings, 'batchSize' | 'scaled'>,
  random: Random,
  gradients: Float64Array,
): void {
  const { data, dimension } = target;
  const count = points.length / dimension;
  const batchSize = batchSizeOf(target, settings);
  if (!data || batchSize === data.size) {
    target.logDensityGradients(points, gradients, new Float64Array(count));
    return;
  }
  const rows = drawRows(data.order, batchSize, count, random);
  data.estimates(points, rows, batchSize, settings.scaled ? data.size / batchSize : 1, gradients);
}
