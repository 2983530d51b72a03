// A scene's nodes as SVG elements that stay from scene to scene: of each only what has changed is set. The numbers, colours and places are the scene's.
import type { DotsNode, SceneNode, Stroke } from '../plot/scene.ts';

const SVG = 'http://www.w3.org/2000/svg';

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What stands on the page for the node at one place of the list; nothing for one that a canvas shows. */
interface Standing {
  node: SceneNode;
  attributes: Attributes;
  readonly element: SVGElement;
  /** Of a group. */
  readonly children: (Standing | undefined)[];
}

/** Opacity is left to the style sheet, which dims with it: what a node has of its own goes to fill and stroke. */
const strokeOf = (stroke: Stroke | undefined, opacity: number | undefined): Attributes =>
  stroke
    ? {
        stroke: stroke.color,
        'stroke-width': stroke.width,
        'stroke-opacity': opacity,
        'stroke-linejoin': 'round',
        'stroke-linecap': !stroke.dash || stroke.dash[0] === 0 ? 'round' : undefined,
        'stroke-dasharray': stroke.dash?.join(' '),
      }
    : {};

/** All of them as one path. */
function dotsPath({ xy, radius }: DotsNode): string {
  let d = '';
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const [x, y] = [xy[i] as number, xy[i + 1] as number];
    d += `M${x - radius},${y}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0`;
  }
  return d;
}

function attributesOf(node: SceneNode): Attributes {
  const { opacity, term } = node;
  switch (node.kind) {
    case 'group': {
      if (!node.clip) return { opacity, 'data-term': term };
      const { x, y, width, height } = node.clip;
      return { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}`, opacity, 'data-term': term, 'aria-hidden': 'true' };
    }
    case 'path':
      return { d: node.d, fill: node.fill ?? 'none', 'fill-opacity': opacity, ...strokeOf(node.stroke, opacity), 'data-term': term };
    case 'dots':
      return {
        d: dotsPath(node),
        fill: node.fill,
        stroke: node.rim,
        'fill-opacity': opacity,
        'stroke-opacity': opacity,
        'data-term': term,
      };
    case 'text':
      return {
        x: node.x,
        y: node.y,
        'font-size': node.size,
        'font-weight': node.weight,
        'text-anchor': node.anchor,
        fill: node.fill,
        ...(node.halo && { stroke: node.halo, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
        'fill-opacity': opacity,
        'data-term': term,
      };
    // A canvas shows them.
    case 'line':
    case 'image':
      return {};
  }
}

/** An svg within an svg clips to itself. */
const tagOf = (node: SceneNode): string => (node.kind === 'group' ? (node.clip ? 'svg' : 'g') : node.kind === 'text' ? 'text' : 'path');

function setAttributes(element: SVGElement, before: Attributes, after: Attributes): void {
  for (const [name, value] of Object.entries(after)) {
    if (value === before[name]) continue;
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
  for (const name of Object.keys(before)) if (!(name in after)) element.removeAttribute(name);
}

/**
 * Makes the children of `parent` those of `nodes`, but for `except`, which a canvas shows; `standing` is what stands there, place by
 * place: a node has no other name, and keeps its place from scene to scene.
 */
export function patchNodes(
  parent: SVGElement,
  standing: (Standing | undefined)[],
  nodes: readonly SceneNode[],
  except: ReadonlySet<SceneNode>,
): void {
  let next: ChildNode | null = parent.firstChild;
  nodes.forEach((node, at) => {
    const isElement = !except.has(node) && node.kind !== 'line' && node.kind !== 'image';
    let stands = standing[at];
    if (stands && (!isElement || stands.element.tagName !== tagOf(node))) {
      if (next === stands.element) next = next.nextSibling;
      stands.element.remove();
      stands = undefined;
    }
    if (!isElement) {
      standing[at] = undefined;
      return;
    }
    const before = stands?.node;
    if (!stands) {
      stands = { node, attributes: {}, element: parent.ownerDocument.createElementNS(SVG, tagOf(node)) as SVGElement, children: [] };
      parent.insertBefore(stands.element, next);
    } else next = stands.element.nextSibling;
    standing[at] = stands;
    if (before !== node) {
      const attributes = attributesOf(node);
      setAttributes(stands.element, stands.attributes, attributes);
      stands.attributes = attributes;
      if (node.kind === 'text' && (before?.kind !== 'text' || before.text !== node.text)) stands.element.textContent = node.text;
      stands.node = node;
    }
    if (node.kind === 'group') patchNodes(stands.element, stands.children, node.children, except);
  });
  for (const stands of standing.splice(nodes.length)) stands?.element.remove();
}
