// Texts at places of their own, beside each other on one line: where two would touch, each gives way by clauses. Numbers never do.
import { boxOf } from './labels.ts';
import type { TextNode } from './scene.ts';
import { fitClauses } from './text-width.ts';

/** Px between two texts. */
const GAP = 6;

/** From where to where a text runs across; its box has a px more to each side. */
function spanOf(node: TextNode): readonly [start: number, end: number] {
  const { x, width } = boxOf(node.text, node.weight, node, node.size);
  return [x + 1, x + width - 1];
}

export function keepApart(nodes: readonly TextNode[]): readonly TextNode[] {
  const texts = [...nodes];
  // Line by line, and along each.
  const order = texts
    .map((node, i) => ({ i, y: node.y, start: spanOf(node)[0] }))
    .sort((a, b) => a.y - b.y || a.start - b.start)
    .map(({ i }) => i);
  for (let k = 1; k < order.length; k += 1) {
    const pair = [order[k - 1] as number, order[k] as number] as const;
    const [left, right] = pair.map((i) => texts[i]) as [TextNode, TextNode];
    const touch = Math.abs(left.y - right.y) < Math.min(left.size, right.size) && spanOf(left)[1] + GAP > spanOf(right)[0];
    // From one middle to the next each has as much room as there is between them; and so from start to start, and from end to end.
    if (!touch || left.anchor !== right.anchor || [left, right].some(({ text }) => /\d/.test(text))) continue;
    const room = right.x - left.x - GAP;
    for (const i of pair) {
      const node = texts[i] as TextNode;
      texts[i] = { ...node, text: fitClauses(node.text, room, node.size, node.weight) };
    }
  }
  return texts;
}
