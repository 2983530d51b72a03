// Texts of a picture that lie upon each other, or upon a handle.
import { boxOf } from '../../renderer/plot/labels.ts';
import type { Rect, Scene, TextNode } from '../../renderer/plot/scene.ts';
import { textsOf } from './small-plots.ts';

const boxesOf = (scene: Scene) => textsOf(scene.children).map((node) => ({ text: node.text, box: textBox(node) }));
// As letters are drawn: ascenders to 0.76 em, descenders to 0.22.
const textBox = (node: TextNode): Rect => {
  const { x, width } = boxOf(node.text, node.weight, node, node.size);
  return { x, width, y: node.y - 0.76 * node.size, height: 0.98 * node.size };
};
const meet = (a: Rect, b: Rect) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Pairs of texts that lie upon each other, and texts that lie upon a handle. */
export function collisions(scene: Scene): string[] {
  const texts = boxesOf(scene);
  const pairs = texts.flatMap((a, i) => texts.slice(i + 1).flatMap((b) => (meet(a.box, b.box) ? [`${a.text} × ${b.text}`] : [])));
  const onHandles = texts.flatMap(({ text, box }) =>
    scene.handles.filter(({ x, y }) => meet(box, { x: x - 6, y: y - 6, width: 12, height: 12 })).map(({ name }) => `${text} on ${name}`),
  );
  return [...pairs, ...onHandles];
}
