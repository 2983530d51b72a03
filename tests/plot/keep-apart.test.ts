// Texts at places of their own keep apart.
import { expect, test } from 'vitest';
import { keepApart } from '../../renderer/plot/keep-apart.ts';
import type { TextNode } from '../../renderer/plot/scene.ts';
import { textWidth } from '../../renderer/plot/text-width.ts';

const note = (text: string, x: number, more: Partial<TextNode> = {}): TextNode => {
  return { kind: 'text', x, y: 20, text, size: 11, weight: 400, anchor: 'middle', fill: '#000', ...more };
};
const said = (nodes: readonly TextNode[]) => keepApart(nodes).map(({ text }) => text);

test('they are left as they are where there is room', () => {
  const far = [note('the point, decoded', 60), note('nearest, held out', 240)];
  expect(keepApart(far)).toEqual(far);
  const below = [note('the point, decoded', 60), note('nearest, held out', 80, { y: 60 })];
  expect(keepApart(below)).toEqual(below);
});

test('where two would touch each gives way by clauses, and neither touches the other then', () => {
  for (const anchor of ['start', 'middle', 'end'] as const) {
    const below = note('given back', 70, { anchor, y: 80 });
    const kept = keepApart([note('nearest, held out', 135, { anchor }), below, note('the point, decoded', 60, { anchor })]);
    expect(kept.map(({ text }) => text)).toEqual(['nearest', 'given back', 'the point']);
    const [right, , left] = kept as [TextNode, TextNode, TextNode];
    const [a, b] = [left, right].map(({ text }) => textWidth(text, 11)) as [number, number];
    const between = anchor === 'middle' ? (a + b) / 2 : anchor === 'start' ? a : b;
    expect(right.x - left.x).toBeGreaterThan(between);
  }
});

test('a number is never cut', () => {
  expect(said([note('log 123.456', 60), note('log 7.89', 70)])).toEqual(['log 123.456', 'log 7.89']);
});
