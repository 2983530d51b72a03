// What a figure has drawn and may draw again. The same input gives the same scene with or without it.
import type { Grid } from '../../core/lab/result.ts';
import type { ImageNode } from './scene.ts';

/** Lines of equal height of a grid. */
export interface Levels {
  grid: Grid;
  readonly levels: number;
  readonly spacing: string;
  /** By level, its rings in cells of the grid. */
  readonly rings: readonly (readonly Float32Array[])[];
  /** By where they were drawn: a path for each level. Small multiples draw them in several places. */
  readonly paths: Map<string, readonly string[]>;
}

export type Image = Pick<ImageNode, 'x' | 'y' | 'width' | 'height' | 'columns' | 'rows' | 'pixels'>;

/** An image, and all that it was made of: numbers, colours, place. */
export interface Imaged {
  readonly grid: Grid;
  readonly colors: Uint8ClampedArray;
  readonly at: string;
  readonly image: Image;
}

export interface Memory {
  /** The last few: dragging q leaves the landscape as it is, in an array of its own, and it is known by its numbers. */
  readonly levels: Levels[];
  /** By a mark’s place in the plot’s list, its last one. */
  readonly images: Map<number, Imaged>;
}

export const createMemory = (): Memory => ({ levels: [], images: new Map() });
