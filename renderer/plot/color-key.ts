// A thin strip at the right of a picture that says which colour is which number.
import type { Result } from '../../core/lab/result.ts';
import { type AxisScale, axisScale, type Tick, ticksOf } from './axis-scale.ts';
import { colorMap } from './color-map.ts';
import { boxOf, LABEL_SIZE } from './labels.ts';
import { type AnyMark, gridOf, type MarkOf } from './marks/mark.ts';
import { rangeOf } from './marks/raster.ts';
import { round } from './round.ts';
import type { ImageNode, Rect, TextNode } from './scene.ts';
import { textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';

const GAP = 10;
const WIDTH = 8;
/** From the strip to its numbers. */
const BESIDE = 5;
const MOST = 4;

export interface ColorKey {
  readonly strip: ImageNode;
  readonly texts: readonly TextNode[];
  /** What labels must not touch. */
  readonly boxes: readonly Rect[];
}

interface Keyed {
  readonly mark: MarkOf<'raster'>;
  readonly axis: (height: Pick<Rect, 'y' | 'height'>) => AxisScale;
}

/** The first raster that asks for a key, and the axis along which its numbers stand. */
function keyedOf(marks: readonly AnyMark[], result: Result): Keyed | undefined {
  for (const mark of marks) {
    if (mark.mark !== 'raster' || !mark.key) continue;
    const grid = gridOf(result, mark.grid);
    const range = grid && rangeOf(mark, grid);
    if (!range || !(range.high > range.low)) continue;
    const { low, high, scale } = range;
    return { mark, axis: ({ y, height }) => axisScale({ domain: [low, high], range: [y + height, y], scale }) };
  }
  return undefined;
}

/** Two to four round numbers. */
function ticksFor(axis: AxisScale): readonly Tick[] {
  const found = [MOST, MOST - 1, 2].map((count) => ticksOf(axis, count));
  return found.find((ticks) => ticks.length >= 2 && ticks.length <= MOST) ?? (found[0] as Tick[]).slice(0, MOST);
}

/** Px that the key takes at the right of the data; 0 where there is none. */
export function keyRoom(marks: readonly AnyMark[], result: Result): number {
  const keyed = keyedOf(marks, result);
  if (!keyed) return 0;
  const widths = ticksFor(keyed.axis({ y: 0, height: 100 })).map(({ text }) => textWidth(text, LABEL_SIZE));
  return GAP + WIDTH + BESIDE + Math.ceil(Math.max(0, ...widths)) + 6;
}

/** The key at the right of `inner`, as high as the data. */
export function colorKey(marks: readonly AnyMark[], result: Result, inner: Rect, theme: Theme): ColorKey | undefined {
  const keyed = keyedOf(marks, result);
  if (!keyed) return undefined;
  const colors = colorMap(keyed.mark.map, theme, keyed.mark.hue);
  const steps = colors.length / 4;
  const pixels = new Uint8ClampedArray(colors.length);
  for (let step = 0; step < steps; step += 1) pixels.set(colors.subarray(step * 4, step * 4 + 4), (steps - 1 - step) * 4);
  const x = round(inner.x + inner.width + GAP);
  const strip: ImageNode = {
    kind: 'image',
    x,
    y: inner.y,
    width: WIDTH,
    height: inner.height,
    columns: 1,
    rows: steps,
    pixels,
    smooth: true,
  };
  const axis = keyed.axis(inner);
  const texts = ticksFor(axis).map(
    ({ value, text }): TextNode => ({
      kind: 'text',
      x: x + WIDTH + BESIDE,
      y: round(axis.of(value) + 4),
      text,
      size: LABEL_SIZE,
      weight: 400,
      anchor: 'start',
      fill: theme.soft,
    }),
  );
  return { strip, texts, boxes: [{ x, y: inner.y, width: WIDTH, height: inner.height }, ...texts.map((one) => boxOf(one.text, 400, one))] };
}
