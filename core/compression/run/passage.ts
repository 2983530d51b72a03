// A layer as sums over rows: a dense layer has one row, a convolution one for each place of its filters.
import type { CodedLayer } from '../coded.ts';
import type { LayerShapes } from '../shapes.ts';
import { sizeOf } from '../weights.ts';

/** Calls `row` with the inputs under the filters at each place, [side, side, inputs], and with where its sums begin. */
export type Passage<T extends Float32Array | Int8Array> = (x: T, row: (inputs: T, at: number) => void) => void;

/** The rows of a layer. What `row` gets is overwritten by the next. */
export function passageOf<T extends Float32Array | Int8Array>({ weights }: CodedLayer, { input, sums }: LayerShapes, like: T): Passage<T> {
  const [side = 1, , , units = 1] = weights.shape;
  if (weights.shape.length === 2) return (x, row) => row(x, 0);
  const [, columns = 1, channels = 1] = input;
  const [placeRows = 1, placeColumns = 1] = sums;
  const width = side * channels;
  const patch = new (like.constructor as { new (count: number): T })(side * width);
  return (x, row) => {
    for (let r = 0; r < placeRows; r += 1)
      for (let c = 0; c < placeColumns; c += 1) {
        for (let dy = 0; dy < side; dy += 1) {
          const from = ((r + dy) * columns + c) * channels;
          for (let k = 0; k < width; k += 1) patch[dy * width + k] = x[from + k] as number;
        }
        row(patch, (r * placeColumns + c) * units);
      }
  };
}

/** The largest of each square of `pool` × `pool`, of each channel. */
export function pooled<T extends Float32Array | Int8Array>(x: T, { sums, output }: LayerShapes, pool: number, out: T): T {
  if (pool === 1) {
    out.set(x);
    return out;
  }
  const [, columns = 1, channels = 1] = sums;
  const [, outColumns = 1] = output;
  const size = sizeOf(output);
  for (let at = 0; at < size; at += 1) {
    const channel = at % channels;
    const place = (at - channel) / channels;
    const c = place % outColumns;
    const r = (place - c) / outColumns;
    let most = Number.NEGATIVE_INFINITY;
    for (let dy = 0; dy < pool; dy += 1)
      for (let dx = 0; dx < pool; dx += 1)
        most = Math.max(most, x[((r * pool + dy) * columns + c * pool + dx) * channels + channel] as number);
    out[at] = most;
  }
  return out;
}
