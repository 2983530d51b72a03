// What stays from scene to scene is the very same node: the page then neither makes it again nor looks at it.
import { describe, expect, it } from 'vitest';
import { type Grid, sameCells } from '../../core/lab/result.ts';
import { createMemory } from '../../renderer/plot/memory.ts';
import type { ImageNode, SceneNode } from '../../renderer/plot/scene.ts';
import { type SceneInput, sceneOf } from '../../renderer/plot/scene-of.ts';
import { dark, light } from '../../renderer/plot/theme.ts';

const grid = (values: readonly number[], over: Partial<Grid> = {}): Grid => {
  return { columns: 2, rows: 2, xDomain: [0, 1], yDomain: [0, 1], values: Float32Array.from(values), ...over };
};

const plot = {
  title: 'A landscape',
  x: { label: ({ unit }: { unit: string }) => `x, ${unit}`, grid: true },
  y: { label: 'y' },
  sentence: () => '',
  marks: [{ mark: 'raster', grid: 'hills', map: 'viridis' }],
} as unknown as SceneInput['plot'];

const input = (values: readonly number[], over: Partial<SceneInput> = {}): SceneInput => ({
  plot,
  result: { scalars: {}, tables: {}, grids: { hills: grid(values) } },
  values: { unit: 'm' },
  theme: light,
  width: 400,
  height: 300,
  ...over,
});

const leaves = (nodes: readonly SceneNode[]): SceneNode[] =>
  nodes.flatMap((node) => (node.kind === 'group' ? leaves(node.children) : [node]));
const pixels = (over: SceneInput) => (leaves(sceneOf(over).children).find(({ kind }) => kind === 'image') as ImageNode).pixels;

describe('a raster', () => {
  const hills = [1, 2, 3, Number.NaN];

  it('has the same pixels as long as its numbers are the same, in whichever array they come', () => {
    const memory = createMemory();
    expect(pixels(input(hills, { memory }))).toBe(pixels(input(hills, { memory })));
    expect(pixels(input(hills))).not.toBe(pixels(input(hills)));
    expect(pixels(input(hills))).toEqual(pixels(input(hills, { memory })));
  });

  it('has others for another number, another theme and another place', () => {
    const memory = createMemory();
    const first = pixels(input(hills, { memory }));
    expect(pixels(input([1, 2, 2.5, Number.NaN], { memory }))).not.toEqual(first);
    expect(pixels(input(hills, { memory }))).toEqual(first);
    expect(pixels(input(hills, { theme: dark, memory }))).not.toBe(first);
    const place = ({ width }: { width: number }) =>
      (leaves(sceneOf(input(hills, { width, memory })).children).find(({ kind }) => kind === 'image') as ImageNode).width;
    expect(place({ width: 300 })).toBeLessThan(place({ width: 400 }));
  });
});

describe('axes that keep still', () => {
  const texts = (scene: ReturnType<typeof sceneOf>) => leaves(scene.children).filter(({ kind }) => kind === 'text');

  it('are the same nodes, unless other words stand along them or they are of another theme', () => {
    const earlier = sceneOf(input([1, 2, 3, 4]));
    expect(texts(earlier).length).toBeGreaterThan(3);
    const again = texts(sceneOf(input([5, 6, 7, 8], { earlier })));
    expect(again.every((node, at) => node === texts(earlier)[at])).toBe(true);
    const other = texts(sceneOf(input([1, 2, 3, 4], { earlier, values: { unit: 'km' } })));
    expect(other.some((node) => node.kind === 'text' && node.text === 'x, km')).toBe(true);
    const night = texts(sceneOf(input([1, 2, 3, 4], { earlier, theme: dark })));
    expect(night.some((node) => texts(earlier).includes(node))).toBe(false);
  });
});

it('sameCells compares what lattices hold to the last bit, and how they are tiled', () => {
  const one = grid([1, Number.NaN, 0, 4]);
  expect(sameCells(one, grid([1, Number.NaN, 0, 4], { xDomain: [3, 4] }))).toBe(true);
  expect(sameCells(one, grid([1, Number.NaN, 0, 4.0000005]))).toBe(false);
  expect(sameCells(one, grid([1, Number.NaN, -0, 4]))).toBe(false);
  expect(sameCells(one, grid([1, Number.NaN, 0, 4], { tile: [1, 1] }))).toBe(false);
  expect(sameCells(one, grid([1, Number.NaN, 0, 4], { columns: 4, rows: 1 }))).toBe(false);
});
