// What a network takes of a device: flash for its arrays, RAM for its buffers.
import { transposed } from '../../run/dense-kernel.ts';
import { type LayerShapes, shapesOf } from '../../shapes.ts';
import { sizeOf } from '../../weights.ts';
import type { GriddedNetwork } from '../on-grids.ts';
import { bytesOf, stored } from './stored.ts';

export interface Memory {
  /** Of constant arrays; the code itself, some kilobytes, is left out. */
  readonly flashBytes: number;
  /** Of static buffers; the pixels, the logits and the stack, which are the caller’s, are left out. */
  readonly ramBytes: number;
}

/** Whether what goes into a layer is 1 and −1. */
export const takesSigns = ({ layers }: Pick<GriddedNetwork, 'layers'>, layer: number): boolean => layers[layer - 1]?.activation === 'sign';

/** Two buffers that layers read from and write to by turns: what comes in is in the first; what the last gives goes to the caller. */
export function buffersOf(shapes: readonly LayerShapes[]): readonly [number, number] {
  const sizes = [0, 0];
  shapes.forEach(({ input }, i) => {
    sizes[i % 2] = Math.max(sizes[i % 2] as number, sizeOf(input));
  });
  return [sizes[0] as number, sizes[1] as number];
}

/** Bytes of the arrays and buffers of the C header that `networkHeaderOf` writes, counted without writing it. Throws InputError. */
export function memoryOf(network: GriddedNetwork): Memory {
  const shapes = shapesOf(network);
  let flashBytes = 0;
  let ramBytes = buffersOf(shapes).reduce((sum, size) => sum + size, 0);
  network.layers.forEach(({ weights, activation, pool }, i) => {
    const units = weights.shape.at(-1) as number;
    const inputs = weights.codes.length / units;
    const { way, arrays } = stored(transposed(weights.codes, units), units);
    // Of each unit what is added, and a multiplier and a shift, unless it is a sign.
    flashBytes += bytesOf(arrays) + units * (activation === 'sign' ? 4 : 13);
    if (weights.shape.length === 4) ramBytes += inputs + (pool > 1 ? units : 0);
    if (way === 'signs' && takesSigns(network, i)) ramBytes += 4 * Math.ceil(inputs / 32);
  });
  return { flashBytes, ramBytes };
}
