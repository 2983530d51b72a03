// Bars from a value to a value at named rows: counts that stand, or terms that visibly add up, each beginning where the last ended.
import type { Hue } from '../../../core/lab/hue.ts';
import { signedNumber } from '../../../core/lab/number-text.ts';
import type { AxisScale } from '../axis-scale.ts';
import { boxOf, LABEL_SIZE, type LabelWish, type Place } from '../labels.ts';
import { round } from '../round.ts';
import type { PathNode, Rect, SceneNode, TextNode } from '../scene.ts';
import { rowTextSize, slotOf } from '../slot.ts';
import { textWidth } from '../text-width.ts';
import { inkColor, markColor } from '../theme.ts';
import { column, type MarkKind, type MarkOf, textOf } from './mark.ts';

interface Bar {
  readonly row: number;
  readonly at: number;
  /** Across the bars’ row, in px. */
  readonly start: number;
  readonly thickness: number;
  /** Along it: the data and the px. */
  readonly data: readonly [from: number, to: number];
  readonly px: readonly [from: number, to: number];
  readonly hue: Hue;
  readonly term: string | undefined;
}

const rectPath = ({ x, y, width, height }: Rect) => `M${round(x)},${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;

export const hueOf = ({ hues }: MarkOf<'bar'>, row: number): Hue => (hues.length === 1 ? hues[0] : hues[row]) ?? 'ink';

const valueText = ({ counted }: MarkOf<'bar'>, value: number) => signedNumber(value, counted && 'counted');

/** Room that the numbers at the right of horizontal bars need. */
export function valueWidth(mark: MarkOf<'bar'>, values: ArrayLike<number>): number {
  return mark.value && mark.orient === 'horizontal'
    ? Math.max(0, ...Array.from(values, (value) => textWidth(valueText(mark, value), LABEL_SIZE, 600)))
    : 0;
}

export const bar: MarkKind<'bar'> = {
  reach(mark, result) {
    const to = column(result, mark.table, mark.to);
    const along = [to, mark.from === undefined ? [0] : column(result, mark.table, mark.from)];
    return mark.orient === 'horizontal' ? { x: along } : { y: along };
  },
  draw(mark, { result, x, y, inner, theme, values, index }) {
    const flat = mark.orient === 'horizontal';
    const [across, along] = flat ? [y, x] : [x, y];
    const ats = column(result, mark.table, mark.at);
    const tos = column(result, mark.table, mark.to);
    const froms = mark.from === undefined ? undefined : column(result, mark.table, mark.from);
    const { thickness } = slotOf(across, 0, mark.slot);
    const low = along.scale === 'log' ? along.domain[0] : 0;

    const bars = Array.from(ats, (at, row): Bar => {
      const data = [froms ? (froms[row] as number) : low, tos[row] as number] as const;
      const { start } = slotOf(across, at, mark.slot);
      return {
        row,
        at,
        start,
        thickness,
        data,
        px: [along.of(data[0]), along.of(data[1])],
        hue: hueOf(mark, row),
        term: mark.terms?.[mark.terms.length === 1 ? 0 : row],
      };
    }).filter((one) => [one.start, ...one.px].every(Number.isFinite));

    const rectOf = ({ start, px: [from, to] }: Bar): Rect => {
      const [near, far] = [Math.min(from, to), Math.max(from, to)];
      // A bar of no length is still seen to be there.
      const length = Math.max(far - near, 1);
      return flat ? { x: near, y: start, width: length, height: thickness } : { x: start, y: near, width: thickness, height: length };
    };

    const nodes: SceneNode[] = bars.map(
      (one): PathNode => ({
        kind: 'path',
        d: rectPath(rectOf(one)),
        fill: markColor(theme, one.hue),
        ...(one.term && { term: one.term }),
      }),
    );
    if (froms) nodes.unshift(...connectors(bars, along, flat, theme.faint));

    const texts = mark.value ? valueTexts(mark, bars, column(result, mark.table, mark.value)) : [];
    const boxes = bars.map(rectOf);
    const label = textOf(mark.label, values);
    return {
      nodes: [...nodes, ...texts],
      boxes: [...boxes, ...texts.map((node) => boxOf(node.text, 600, node))],
      ...(label && bars.length > 0 && { labels: [seriesLabel(label)] }),
    };

    function seriesLabel(text: string): LabelWish {
      const tallest = [...bars].sort((a, b) => Math.abs(b.px[1] - b.px[0]) - Math.abs(a.px[1] - a.px[0]));
      const places = tallest.flatMap((one, rank): Place[] => {
        const box = rectOf(one);
        const middle = box.x + box.width / 2;
        return flat
          ? [{ x: box.x + box.width + 6, y: box.y + box.height / 2 + 4, anchor: 'start', cost: 3 * rank }]
          : [
              { x: middle, y: box.y - 5, anchor: 'middle', cost: 3 * rank },
              { x: middle, y: box.y - 18, anchor: 'middle', cost: 3 * rank + 2 },
              { x: box.x + box.width + 4, y: box.y + 10, anchor: 'start', cost: 3 * rank + 2 },
              { x: box.x - 4, y: box.y + 10, anchor: 'end', cost: 3 * rank + 3 },
            ];
      });
      const hue = (tallest[0] as Bar).hue;
      const term = (tallest[0] as Bar).term;
      return { text, fill: inkColor(theme, hue), weight: 600, mark: index, places, ...(term && { term }) };
    }

    function valueTexts({ orient }: MarkOf<'bar'>, of: readonly Bar[], numbers: Float64Array): TextNode[] {
      return of.flatMap((one): TextNode[] => {
        const text = valueText(mark, numbers[one.row] as number);
        const size = flat ? rowTextSize(y) : LABEL_SIZE;
        const shared = {
          kind: 'text',
          text,
          size,
          weight: 600,
          fill: inkColor(theme, one.hue),
          ...(one.term && { term: one.term }),
        } as const;
        if (orient === 'horizontal') {
          const width = valueWidth(mark, numbers);
          return [
            { ...shared, x: round(inner.x + inner.width + 12 + width), y: round(one.start + thickness / 2 + size * 0.36), anchor: 'end' },
          ];
        }
        if (textWidth(text, LABEL_SIZE, 600) > thickness * 1.4) return [];
        const below = one.data[1] < one.data[0];
        return [{ ...shared, x: round(one.start + thickness / 2), y: round(one.px[1] + (below ? 13 : -5)), anchor: 'middle' }];
      });
    }
  },
};

/** Dotted, from where a bar ends to the next, which begins or ends there. */
function connectors(bars: readonly Bar[], along: AxisScale, flat: boolean, color: string): PathNode[] {
  const span = Math.abs(along.domain[1] - along.domain[0]);
  const meets = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * span;
  const d = bars
    .slice(1)
    .map((next, i) => {
      const one = bars[i] as Bar;
      if (!meets(one.data[1], next.data[0]) && !meets(one.data[1], next.data[1])) return '';
      const at = round(one.px[1]);
      const [from, to] = [round(one.start + one.thickness), round(next.start)];
      return flat ? `M${at},${from}L${at},${to}` : `M${from},${at}L${to},${at}`;
    })
    .join('');
  return d === '' ? [] : [{ kind: 'path', d, stroke: { color, width: 1, dash: [1.5, 2] } }];
}
