// Axes: a light line, few round numbers that never touch, gridlines only where a value is read off. A bare axis
// is not drawn.
import type { Values } from '../../core/lab/param.ts';
import type { Axis } from '../../core/lab/plot.ts';
import { type AxisScale, type Tick, ticksOf } from './axis-scale.ts';
import { categoriesOf } from './domains.ts';
import { LABEL_SIZE } from './labels.ts';
import { textOf } from './marks/mark.ts';
import { crisp, round } from './round.ts';
import type { Rect, Scales, SceneNode, TextNode } from './scene.ts';
import { rowTextSize } from './slot.ts';
import { fitClauses, fitText, textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';

export const speaks = (axis: Axis): boolean => !axis.bare;

/** Px between two numbers along the axis. */
const APART = { x: 68, y: 44 } as const;
/** Px from one number’s edge to the next one’s. */
const GAP = 10;

const most = (length: number) => (length > 1200 ? 14 : 9);

/** The ticks, fewer and fewer until none touches its neighbour. */
export function ticksAlong(name: 'x' | 'y', axis: AxisScale): Tick[] {
  const length = Math.abs(axis.range[1] - axis.range[0]);
  const room = ({ text }: Tick) => (name === 'x' ? textWidth(text, LABEL_SIZE) + GAP : LABEL_SIZE + 6);
  const touching = (ticks: readonly Tick[]) =>
    ticks.some((tick, i) => {
      const before = ticks[i - 1];
      return before && Math.abs(axis.of(tick.value) - axis.of(before.value)) < (room(tick) + room(before)) / 2;
    });
  for (let count = Math.max(2, Math.min(most(length), Math.round(length / APART[name]))); count > 1; count -= 1) {
    const ticks = ticksOf(axis, count);
    if (!touching(ticks)) return ticks;
  }
  const ticks = ticksOf(axis, 2);
  return touching(ticks) ? ticks.slice(0, 1) : ticks;
}

/** Px that the names or numbers of the y axis take, the gap to the data included. */
export function gutterOf(axis: Axis, ticks: readonly Tick[], values: Values, width: number): number {
  const names = categoriesOf(axis, values) ?? ticks.map(({ text }) => text);
  const widest = Math.max(0, ...names.map((name) => textWidth(name, LABEL_SIZE, axis.categories ? 600 : 400)));
  return Math.min(widest, width * 0.4) + 8;
}

/** How many categories on either side have no name, so that this one’s may reach over them; beyond the ends there is room for one. */
function blanksBeside(names: readonly string[], at: number): number {
  let count = 0;
  while ([at - count - 1, at + count + 1].every((i) => !names[i] && i >= -1 && i <= names.length)) count += 1;
  return count;
}

export interface AxesParts {
  readonly grid: readonly SceneNode[];
  readonly lines: readonly SceneNode[];
  readonly texts: readonly TextNode[];
  /** Where the lines run, for labels to keep off. */
  readonly gridlines: readonly Float32Array[];
}

interface AxesInput {
  readonly x: Axis;
  readonly y: Axis;
  readonly scales: { readonly x: AxisScale; readonly y: AxisScale };
  readonly inner: Rect;
  /** No text goes beyond it. */
  readonly frame: Rect;
  readonly theme: Theme;
  readonly values: Values;
  /** Categories whose bar is ink: the total, set in bold. */
  readonly strong: readonly boolean[];
  /** The x label on the line of its numbers, where height is dear. */
  readonly tight: boolean;
  /** Whether the axes’ names and numbers are written, or another picture’s beside this one serve it. */
  readonly written?: { readonly x: boolean; readonly y: boolean };
}

function axesOf({ x, y, scales, inner, frame, theme, values, strong, tight, written = { x: true, y: true } }: AxesInput): AxesParts {
  const grid: SceneNode[] = [];
  const lines: SceneNode[] = [];
  const texts: TextNode[] = [];
  const gridlines: Float32Array[] = [];
  const text = (at: { x: number; y: number }, said: string, anchor: TextNode['anchor'], bold = false, size = LABEL_SIZE): TextNode => ({
    kind: 'text',
    x: round(at.x),
    y: round(at.y),
    text: said,
    size,
    weight: bold ? 600 : 400,
    anchor,
    fill: bold ? theme.ink.ink : theme.soft,
  });
  const [left, right, top, bottom] = [inner.x, inner.x + inner.width, inner.y, inner.y + inner.height];
  const hair = { color: theme.line, width: 1 };
  const axisLine = { color: theme.faint, width: 1 };

  if (speaks(x)) {
    const label = textOf(x.label, values);
    const labelWidth = label && tight ? textWidth(label, LABEL_SIZE) + GAP : 0;
    const names = categoriesOf(x, values);
    if (names) {
      const band = Math.abs(scales.x.of(1) - scales.x.of(0));
      const fittedNames = names.map((name, i) => fitText(name, band * (1 + 2 * blanksBeside(names, i)) - 4, LABEL_SIZE));
      fittedNames.forEach((name, i) => {
        if (written.x) texts.push(text({ x: scales.x.of(i), y: bottom + 17 }, name, 'middle'));
      });
    } else {
      const ticks = ticksAlong('x', scales.x);
      let d = '';
      let marks = '';
      for (const { value, text: said } of ticks) {
        const at = scales.x.of(value);
        if (x.grid) {
          d += `M${crisp(at)},${round(top)}V${round(bottom)}`;
          gridlines.push(Float32Array.of(at, top, at, bottom));
        }
        marks += `M${crisp(at)},${crisp(bottom)}v4`;
        if (written.x && (at + textWidth(said, LABEL_SIZE) / 2 < right - labelWidth || !labelWidth)) {
          const half = textWidth(said, LABEL_SIZE) / 2 + 1;
          texts.push(text({ x: Math.max(frame.x + half, Math.min(frame.x + frame.width - half, at)), y: bottom + 17 }, said, 'middle'));
        }
      }
      if (d !== '') grid.push({ kind: 'path', d, stroke: hair });
      lines.push({ kind: 'path', d: `M${round(left)},${crisp(bottom)}H${round(right)}${marks}`, stroke: axisLine });
      gridlines.push(Float32Array.of(left, bottom, right, bottom));
    }
    if (label && written.x) {
      const fittedLabel = fitClauses(label, right - frame.x - 2, LABEL_SIZE);
      texts.push(text({ x: right, y: bottom + (tight ? 17 : 30) }, fittedLabel, 'end'));
    }
  }

  if (speaks(y)) {
    const names = categoriesOf(y, values);
    if (names) {
      const size = rowTextSize(scales.y);
      names.forEach((name, i) => {
        if (!written.y) return;
        const bold = strong[i] ?? false;
        const fittedName = fitText(name, left - 10, size, bold ? 600 : 400);
        texts.push(text({ x: left - 8, y: scales.y.of(i) + size * 0.36 }, fittedName, 'end', bold, size));
      });
    } else {
      let d = '';
      for (const { value, text: said } of ticksAlong('y', scales.y)) {
        const at = scales.y.of(value);
        if (y.grid) {
          d += `M${round(left)},${crisp(at)}H${round(right)}`;
          gridlines.push(Float32Array.of(left, at, right, at));
        }
        if (written.y) texts.push(text({ x: left - 6, y: at + 4 }, said, 'end'));
      }
      if (d !== '') grid.push({ kind: 'path', d, stroke: hair });
      if (!y.grid) lines.push({ kind: 'path', d: `M${crisp(left - 1)},${round(top)}V${round(bottom)}`, stroke: axisLine });
    }
    const label = textOf(y.label, values);
    // Over its numbers, wherever in the picture they stand.
    const widest = names ? left - 8 : Math.max(0, ...ticksAlong('y', scales.y).map(({ text: said }) => textWidth(said, LABEL_SIZE)));
    if (label && written.y) {
      const from = Math.max(4, left - 12 - widest);
      texts.push(text({ x: from, y: top - 10 }, fitClauses(label, frame.x + frame.width - from - 2, LABEL_SIZE), 'start'));
    }
  }
  return { grid, lines, texts, gridlines };
}

/** Of scales, the axes that were made for them last: under the hand they keep still, and so do their nodes. */
const made = new WeakMap<Scales, { readonly theme: Theme; readonly key: string; readonly parts: AxesParts }>();

/** The axes of these very scales: made once, unless what is written along them becomes other words. */
export function axesAt(scales: Scales, input: AxesInput): AxesParts {
  const { x, y, frame, theme, values, strong, tight, written } = input;
  const words = (axis: Axis) => [axis.bare, axis.grid, textOf(axis.label, values), categoriesOf(axis, values)];
  const key = JSON.stringify([words(x), words(y), frame, strong, tight, written]);
  const last = made.get(scales);
  if (last?.theme === theme && last.key === key) return last.parts;
  const parts = axesOf(input);
  made.set(scales, { theme, key, parts });
  return parts;
}
