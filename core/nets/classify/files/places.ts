// Where the numbers between two layers stand in a file’s order, and where in ours.
import { sizeOf, transposed } from '../../../io/named-tensor.ts';

/** Axes of an image: ours are rows, columns, channels. */
export type Layout = 'channelsLast' | 'channelsFirst';
const axesOf = { channelsLast: [0, 1, 2], channelsFirst: [2, 0, 1] } as const;

/** Of each number in the file’s order, [sizes of an example], its place in ours. */
export interface Places {
  readonly shape: readonly number[];
  readonly values: Uint32Array;
}

/** Numbers in our order. */
export function inOrder(shape: readonly number[]): Places {
  const values = new Uint32Array(sizeOf(shape));
  for (let at = 0; at < values.length; at += 1) values[at] = at;
  return { shape, values };
}

/** An image of ours, [rows, columns, channels], as a file lays it out. */
export const laidOut = (image: readonly number[], layout: Layout): Places => transposed(inOrder(image), axesOf[layout]);

export const agree = (a: Places, b: Places): boolean =>
  a.shape.join() === b.shape.join() && a.values.every((place, at) => place === b.values[at]);
