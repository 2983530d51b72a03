// Which of a scene's nodes are drawn on the canvas beneath: what is too much for elements of a page, and what lies under it.
import type { SceneNode } from '../plot/scene.ts';

/** A crowd; and several that together are one, as the shades of dots that fade are. */
const MANY_DOTS = 400;
const MANY_TOGETHER = 1200;
const SEVERAL = 20;
/** Characters of a path's data: about 1,500 points. */
const LONG_PATH = 20_000;

function isHeavy(node: SceneNode, together: number): boolean {
  switch (node.kind) {
    case 'image':
    case 'line':
      return true;
    case 'dots':
      return node.xy.length > 2 * (together > MANY_TOGETHER ? SEVERAL : MANY_DOTS);
    case 'path':
      return node.d.length > LONG_PATH;
    default:
      return false;
  }
}

const leavesOf = (nodes: readonly SceneNode[]): SceneNode[] =>
  nodes.flatMap((node) => (node.kind === 'group' ? leavesOf(node.children) : [node]));

/** The elements lie above the canvas: a filled shape that a canvas node lies upon would hide it, and so goes there, too. */
export function canvasNodes(nodes: readonly SceneNode[]): ReadonlySet<SceneNode> {
  const leaves = leavesOf(nodes);
  const dots = leaves.reduce((sum, node) => sum + (node.kind === 'dots' ? node.xy.length / 2 : 0), 0);
  const heavy = leaves.map((node) => isHeavy(node, dots));
  const last = heavy.lastIndexOf(true);
  return new Set(leaves.filter((node, i) => heavy[i] || (i < last && node.kind === 'path' && node.fill !== undefined)));
}
