// A picture is a value: paths, dots, texts and images with every number, colour and place resolved. No DOM here.
import type { Stops } from '../../core/lab/plot.ts';

export interface Stroke {
  readonly color: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

interface Shown {
  /** The scalar it pictures, for the two-way highlight. */
  readonly term?: string;
  readonly opacity?: number;
}

export interface PathNode extends Shown {
  readonly kind: 'path';
  /** SVG path data, coordinates rounded to 1/100 px. */
  readonly d: string;
  readonly stroke?: Stroke;
  readonly fill?: string;
}

/** A line of very many points, which the page draws on a canvas. */
export interface LineNode extends Shown {
  readonly kind: 'line';
  /** x0, y0, x1, y1, … in px; NaN, NaN lifts the pen. */
  readonly xy: Float32Array;
  readonly stroke: Stroke;
}

/** Many points of one look; drawn on a canvas where they are many. */
export interface DotsNode extends Shown {
  readonly kind: 'dots';
  /** x0, y0, x1, y1, … in px. */
  readonly xy: Float32Array;
  readonly radius: number;
  readonly fill: string;
  readonly rim?: string;
}

export interface TextNode extends Shown {
  readonly kind: 'text';
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly weight: 400 | 600;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: string;
  /** Drawn around the letters, where they cannot help lying on a line. */
  readonly halo?: string;
}

/** Pixels stretched over a rectangle; `smooth` false keeps them square. */
export interface ImageNode extends Shown {
  readonly kind: 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** RGBA, row 0 at the top. */
  readonly pixels: Uint8ClampedArray;
  readonly smooth: boolean;
}

export interface GroupNode extends Shown {
  readonly kind: 'group';
  /** Clips its children to this rectangle. */
  readonly clip?: Rect;
  readonly children: readonly SceneNode[];
}

export type SceneNode = PathNode | LineNode | DotsNode | TextNode | ImageNode | GroupNode;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point of the picture that can be dragged: mark `mark` of the plot, row `row` of its table. */
export interface Handle {
  readonly mark: number;
  readonly row: number;
  readonly name: string;
  readonly label?: string;
  readonly color: string;
  readonly rim: string;
  readonly moves: 'x' | 'y' | 'xy';
  /** In px. */
  readonly x: number;
  readonly y: number;
  /** In data units. */
  readonly at: { readonly x: number; readonly y: number };
  /** Where alone it can be taken. */
  readonly stops?: Stops;
  /** The chosen one of rows that are edited by hand. */
  readonly edits?: true;
}

export type Domain = readonly [number, number];

/** What one axis resolved to; given back with a held scene it keeps still under the hand. */
export interface Scales {
  readonly x: { readonly domain: Domain; readonly range: Domain; readonly scale: 'linear' | 'log' };
  readonly y: { readonly domain: Domain; readonly range: Domain; readonly scale: 'linear' | 'log' };
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  /** Drawn back to front. */
  readonly children: readonly SceneNode[];
  /** Drawn last, also by exports (as dots). */
  readonly handles: readonly Handle[];
  readonly scales: Scales;
  /** The labels of the marks, which are among the children, too. */
  readonly labels: readonly TextNode[];
  /** Where the data are drawn. */
  readonly inner: Rect;
  /** No mark has a number to show. */
  readonly blank: boolean;
}
