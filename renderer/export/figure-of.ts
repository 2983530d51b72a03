// A figure is a plot as it is shown, with its title above and where it comes from below: one function for page and command line.

import { InputError } from '../../core/base/input-error.ts';
import type { Lab } from '../../core/lab/lab.ts';
import { mapFor } from '../../core/lab/map.ts';
import type { Values } from '../../core/lab/param.ts';
import { type Result, withSweepAndMap } from '../../core/lab/result.ts';
import type { Frame } from '../../core/lab/run.ts';
import type { Sweep } from '../../core/lab/sweep.ts';
import type { Turn } from '../../core/lab/turns.ts';
import { descriptionOf } from '../plot/description-of.ts';
import { round } from '../plot/round.ts';
import type { Scene, TextNode } from '../plot/scene.ts';
import { sceneOf } from '../plot/scene-of.ts';
import { sweptPlot } from '../plot/swept-plot.ts';
import { fitText, textWidth } from '../plot/text-width.ts';
import type { Theme } from '../plot/theme.ts';
import { provenanceOf } from './provenance.ts';
import { type Fonts, svgOf } from './svg.ts';

/** A figure’s measure in the px of its text, and how large the file is. */
export interface FigureSize {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** What width and height measure: the plot, to which title and origin are added, or the whole figure. */
  readonly of: 'plot' | 'figure';
  /** Px of a PNG, and of an SVG that is not in mm, to a px of the drawing. */
  readonly scale: number;
  /** The width that an SVG states. */
  readonly millimetres?: number;
}

/** Text of 11 px is 7 pt in a column of 85 mm, and 18 px on a slide; a column’s PNG has 320 dots an inch. */
export const figureSizes = {
  column: { label: 'Column, 85 mm', width: 360, height: 280, of: 'figure', scale: 3, millimetres: 85 },
  slide: { label: 'Slide, 1280 × 720', width: 800, height: 450, of: 'figure', scale: 1.6 },
} as const satisfies Record<string, FigureSize>;

/** The plot as large as it is on the screen. */
export const onScreen = (width: number, height: number, scale = 1): FigureSize => {
  return { label: 'As on screen', width, height, of: 'plot', scale };
};

export interface FigureInput {
  readonly labId: string;
  readonly labTitle: string;
  readonly lab: Lab;
  readonly plotId: string;
  readonly frame: Frame;
  /** As shown: what the picture was made from. */
  readonly values: Values;
  readonly seed: number;
  /** Where the run’s values turned. */
  readonly turns: readonly Turn[];
  readonly theme: Theme;
  readonly size: FigureSize;
  /** The app’s. */
  readonly version: string;
  /** The session’s text, so that the figure opens the lab again. */
  readonly session: string;
  readonly sweep?: Sweep | undefined;
  /** The lab’s map, as far as it is computed. */
  readonly map?: Result['grids'] | undefined;
  readonly fonts?: Fonts;
  /** Pixels of the file to a px of the drawing, where it has some. */
  readonly ratio?: number;
}

export interface Figure {
  readonly scene: Scene;
  readonly svg: string;
  /** A bare file name without its extension. */
  readonly name: string;
  /** Of the drawing, in px; a PNG is this times its scale. */
  readonly width: number;
  readonly height: number;
}

const MARGIN = 14;
const HEAD = 32;
const SMALL = 9;
const LINE = 12;

/** Items joined by dots, in as many lines as they need. */
function wrapped(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const longer = last === undefined ? item : `${last} · ${item}`;
    if (last !== undefined && textWidth(longer, SMALL) <= width) lines[lines.length - 1] = longer;
    else lines.push(fitText(item, width, SMALL));
  }
  return lines;
}

export function figureOf(input: FigureInput): Figure {
  const { labId, lab, plotId, frame, values, turns, theme, size, sweep, map, session, fonts, ratio } = input;
  const declared = lab.plots[plotId];
  if (!declared) throw new InputError('figure', `one of ${Object.keys(lab.plots).join(', ')}`, plotId);
  const plot = sweep ? sweptPlot(declared, lab, sweep.over) : declared;
  const result = withSweepAndMap(frame.result, sweep?.table, map && mapFor(lab, values, map));
  const { title, caption, sentence } = descriptionOf(plot, result, values, turns);
  const { width } = size;
  const wide = width - 2 * MARGIN;
  const origin = wrapped(provenanceOf({ ...input, step: frame.step }), wide);
  const inset = { top: HEAD, bottom: origin.length * LINE + 12 };
  const height = size.height + (size.of === 'plot' ? inset.top + inset.bottom : 0);
  const picture = sceneOf({ plot, result, values, turns, theme, width, height, inset, ...(ratio !== undefined && { ratio }) });

  const text = (x: number, y: number, said: string, look: Partial<TextNode>): TextNode => {
    return { kind: 'text', x, y, text: said, size: SMALL, weight: 400, anchor: 'start', fill: theme.soft, ...look };
  };
  const fittedTitle = fitText(title, wide, 13, 600);
  const room = wide - textWidth(fittedTitle, 13, 600) - 16;
  const head = [
    text(MARGIN, 22, fittedTitle, { size: 13, weight: 600, fill: theme.ink.ink }),
    ...(caption && room > 30 ? [text(width - MARGIN, 22, fitText(caption, room, 12), { size: 12, anchor: 'end' })] : []),
  ];
  const foot = origin.map((line, i) => text(MARGIN, height - 10 - LINE * (origin.length - 1 - i), line, { fill: theme.faint }));
  const scene: Scene = { ...picture, children: [...picture.children, ...head, ...foot] };

  const across = size.millimetres === undefined ? undefined : size.millimetres / width;
  const stated = across === undefined ? [width * size.scale, height * size.scale] : [`${width * across}mm`, `${round(height * across)}mm`];
  const svg = svgOf(scene, {
    title,
    sentence,
    session,
    ...(fonts && { fonts }),
    size: { width: String(stated[0]), height: String(stated[1]) },
  });
  return { scene, svg, name: `${labId}-${plotId}`, width, height };
}
