// Who spoke when: the last frames as columns, bands of units as rows, a picture for each sign.
import type { Grid } from '../../../lab/result.ts';
import type { Entry } from '../run/state.ts';

/** Frames that are seen at a time. */
export const SEEN = 120;

/** Bands that a layer is shown in at most. */
const BANDS = 100;

/** The spikes of one sign of a layer, each band the most that one of its units sent; it stands about `layer` on the axis. */
export function rasterOf(entries: readonly Entry[], layer: number, sign: 1 | -1): Grid {
  const first = Math.max(0, entries.length - SEEN);
  const seen = entries.slice(first);
  const units = seen[0]?.messages[layer]?.length ?? 1;
  const each = Math.ceil(units / BANDS);
  const rows = Math.ceil(units / each);
  // A lattice has two columns at least.
  const columns = Math.max(2, seen.length);
  const values = new Float32Array(columns * rows).fill(Number.NaN);
  seen.forEach(({ messages }, column) => {
    (messages[layer] as Float32Array).forEach((message, unit) => {
      if (message * sign <= 0) return;
      const at = Math.floor(unit / each) * columns + column;
      values[at] = Math.max(values[at] || 0, message * sign);
    });
  });
  // Half a cell in from both ends of the band.
  const half = 0.4 - 0.4 / rows;
  return { columns, rows, xDomain: [first + 1, first + columns], yDomain: [layer - half, layer + half], values };
}

/** Where the colours of the signs are named: between two bands, at the last frame. */
export function signsAt({ length }: readonly Entry[]) {
  const wide = Math.max(2, Math.min(SEEN, length)) - 1;
  const end = Math.max(0, length - SEEN) + 1 + wide;
  return { x: Float64Array.of(end - 0.16 * wide, end), y: Float64Array.of(1.5, 1.5), sign: Float64Array.of(0, 1) };
}
