// A text at a place of its own: what a part of a picture is.
import { boxOf, LABEL_SIZE } from '../labels.ts';
import { round } from '../round.ts';
import type { TextNode } from '../scene.ts';
import { inkColor } from '../theme.ts';
import { type MarkKind, textOf } from './mark.ts';

export const note: MarkKind<'note'> = {
  reach: ({ at: [x, y] }) => ({ x: [[x]], y: [[y]] }),
  draw(mark, { x, y, theme, values }) {
    const node: TextNode = {
      kind: 'text',
      x: round(x.of(mark.at[0])),
      y: round(y.of(mark.at[1]) + LABEL_SIZE * 0.36),
      text: textOf(mark.text, values) ?? '',
      size: LABEL_SIZE,
      weight: mark.strong ? 600 : 400,
      anchor: mark.anchor ?? 'start',
      fill: inkColor(theme, mark.hue),
      ...(mark.term && { term: mark.term }),
    };
    return { nodes: [node], boxes: [boxOf(node.text, node.weight, node)] };
  },
};
