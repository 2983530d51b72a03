// A text a row at a place of the plane: names and numbers of a picture that is no chart.

import { shortNumber } from '../../../core/lab/number-text.ts';
import { boxOf, LABEL_SIZE } from '../labels.ts';
import { round } from '../round.ts';
import type { TextNode } from '../scene.ts';
import { inkColor } from '../theme.ts';
import { column, type MarkKind, namesOf, tintOf } from './mark.ts';

export const text: MarkKind<'text'> = {
  reach: ({ table, x, y }, result) => ({ x: [column(result, table, x)], y: [column(result, table, y)] }),
  draw(mark, { result, x, y, theme, values }) {
    const names = namesOf(mark, result, values);
    const [xs, ys] = [column(result, mark.table, mark.x), column(result, mark.table, mark.y)];
    const numbers = mark.value === undefined ? undefined : column(result, mark.table, mark.value);
    const nodes = Array.from(xs, (across, row): TextNode => {
      const { hue, category } = tintOf(mark, result, row);
      const said = [names?.[category], numbers && shortNumber(numbers[row] as number)].filter(Boolean).join(' ');
      return {
        kind: 'text',
        x: round(x.of(across)),
        y: round(y.of(ys[row] as number) + LABEL_SIZE * 0.36),
        text: said,
        size: LABEL_SIZE,
        weight: 400,
        anchor: mark.anchor ?? 'start',
        fill: inkColor(theme, hue),
        ...(mark.term && { term: mark.term }),
      };
    }).filter((node) => node.text !== '' && Number.isFinite(node.x) && Number.isFinite(node.y));
    return { nodes, boxes: nodes.map((node) => boxOf(node.text, node.weight, node)) };
  },
};
