// Plots of a few numbers, for the tests of pictures.
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { Result } from '../../core/lab/result.ts';
import type { SceneNode } from '../../renderer/plot/scene.ts';
import { type SceneInput, sceneOf } from '../../renderer/plot/scene-of.ts';
import { light } from '../../renderer/plot/theme.ts';

export type AnyMark = AnyPlot['marks'][number];

export const resultOf = (columns: Readonly<Record<string, readonly number[]>>, grids: Result['grids'] = {}): Result => ({
  scalars: {},
  tables: { t: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Float64Array.from(column)])) },
  grids,
});

export const plotOf = (marks: readonly AnyMark[], axes: Partial<Pick<AnyPlot, 'x' | 'y'>> = {}): AnyPlot => ({
  title: 'A plot',
  x: {},
  y: {},
  marks,
  sentence: () => 'What is to be seen.',
  ...axes,
});

type More<K extends 'line' | 'dot'> = Partial<Extract<AnyMark, { mark: K }>>;

/** In ink, unless its kinds have hues of their own. */
const inked = (more: { readonly hues?: unknown }) => (more.hues === undefined ? ({ hue: 'ink' } as const) : {});

export const line = (y: string, more: More<'line'> = {}): AnyMark =>
  ({ mark: 'line', table: 't', x: 'x', y, ...inked(more), ...more }) as AnyMark;

export const dot = (more: More<'dot'> = {}): AnyMark => ({ mark: 'dot', table: 't', x: 'x', y: 'y', ...inked(more), ...more }) as AnyMark;

export const handle = (more: Partial<Extract<AnyMark, { mark: 'handle' }>> = {}): AnyMark => ({
  mark: 'handle',
  table: 't',
  x: 'x',
  y: 'y',
  hue: 'entropy',
  name: 'a handle',
  moves: 'xy',
  params: [],
  drag: () => ({}),
  ...more,
});

export const draw = (plot: AnyPlot, result: Result, more: Partial<SceneInput> = {}) =>
  sceneOf({ plot, result, values: {}, theme: light, width: 400, height: 300, ...more });

/** Every node, groups opened. */
export const nodesOf = (nodes: readonly SceneNode[]): SceneNode[] =>
  nodes.flatMap((node) => (node.kind === 'group' ? nodesOf(node.children) : [node]));

/** Nodes of the marks alone: those within the clip. */
export const marksOf = (nodes: readonly SceneNode[]): SceneNode[] =>
  nodes.flatMap((node) => (node.kind === 'group' ? nodesOf(node.children) : []));

export const pathsOf = (nodes: readonly SceneNode[]) => nodesOf(nodes).filter((node) => node.kind === 'path');
export const textsOf = (nodes: readonly SceneNode[]) => nodesOf(nodes).filter((node) => node.kind === 'text');
