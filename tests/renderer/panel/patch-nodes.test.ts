// @vitest-environment happy-dom
// The elements of a picture from scene to scene: what it shows is what a new picture would show, and what stays is left alone.
import { expect, it } from 'vitest';
import { patchNodes } from '../../../renderer/panel/patch-nodes.ts';
import type { SceneNode } from '../../../renderer/plot/scene.ts';

const none: ReadonlySet<SceneNode> = new Set();
const path = (d: string, more: object = {}): SceneNode => ({ kind: 'path', d, stroke: { color: 'red', width: 1 }, ...more });
const text = (said: string, more: object = {}): SceneNode => ({
  kind: 'text',
  x: 1,
  y: 2,
  text: said,
  size: 11,
  weight: 400,
  anchor: 'start',
  fill: 'black',
  ...more,
});
const group = (...children: SceneNode[]): SceneNode => ({ kind: 'group', clip: { x: 0, y: 0, width: 9, height: 9 }, children });
const dots = (...xy: number[]): SceneNode => ({ kind: 'dots', xy: Float32Array.from(xy), radius: 2, fill: 'blue' });

function picture() {
  const root = document.createElementNS('http://www.w3.org/2000/svg', 'g') as SVGGElement;
  const standing: Parameters<typeof patchNodes>[1] = [];
  return { root, show: (nodes: readonly SceneNode[], except = none) => patchNodes(root, standing, nodes, except) };
}

/** Whatever the order in which its attributes were set. */
const told = (element: Element): unknown => [
  element.tagName,
  Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]).sort()),
  element.children.length > 0 ? [...element.children].map(told) : element.textContent,
];

const scenes: readonly (readonly SceneNode[])[] = [
  [path('M0,0'), text('a'), group(path('M1,1'), dots(1, 2, 3, 4))],
  [path('M0,1', { fill: 'green', term: 'energy' }), text('a', { halo: 'white' }), group(path('M1,1'), dots(1, 2))],
  [text('now a text'), path('now a path'), group(), text('one more')],
  [path('M0,0', { stroke: { color: 'red', width: 1, dash: [2, 2] }, opacity: 0.5 })],
  [],
  [group(group(path('deep')), text('b')), path('M0,0')],
];

it('shows what a new picture of the same scene shows, whatever stood there before', () => {
  for (const before of scenes)
    for (const after of scenes) {
      const [patched, fresh] = [picture(), picture()];
      patched.show(before);
      patched.show(after);
      fresh.show(after);
      expect(told(patched.root)).toEqual(told(fresh.root));
      expect(patched.root.childElementCount).toBe(after.length);
    }
});

it('leaves alone what has not changed', () => {
  const { root, show } = picture();
  show([path('M0,0'), text('a'), path('M2,2')]);
  const elements = [...root.children];
  const changed: string[] = [];
  for (const element of elements) {
    const set = element.setAttribute.bind(element);
    element.setAttribute = (name, value) => {
      changed.push(`${element.tagName} ${name}`);
      set(name, value);
    };
  }
  show([path('M0,0'), text('a'), path('M3,3')]);
  expect(changed).toEqual(['path d']);
  expect([...root.children]).toEqual(elements);
});

it('leaves to the canvas what it draws, and takes it back in its place', () => {
  const [first, second, third] = [path('M1,1'), path('M2,2'), path('M3,3')];
  const { root, show } = picture();
  const shown = () => [...root.children].map((element) => element.getAttribute('d'));
  show([first, second, third], new Set([second]));
  expect(shown()).toEqual(['M1,1', 'M3,3']);
  show([first, second, third]);
  expect(shown()).toEqual(['M1,1', 'M2,2', 'M3,3']);
  show([first, second, third], new Set([first, third]));
  expect(shown()).toEqual(['M2,2']);
});
