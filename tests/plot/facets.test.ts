import { describe, expect, it } from 'vitest';
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { GroupNode } from '../../renderer/plot/scene.ts';
import { type AnyMark, draw, handle, line, nodesOf, pathsOf, plotOf, resultOf, textsOf } from './small-plots.ts';

const names = ['one', 'two', 'three', 'four', 'five', 'six'];
const faceted = (marks: readonly AnyMark[], named: readonly string[] = names, axes: Partial<Pick<AnyPlot, 'x' | 'y'>> = {}): AnyPlot => ({
  ...plotOf(marks, axes),
  facets: { by: 'k', names: () => named },
});
const dots: AnyMark = { mark: 'dot', table: 't', x: 'x', y: 'y', hue: 'energy', radius: 2, label: 'draws' };
const rows = Array.from({ length: 60 }, (_, i) => ({ x: i % 10, y: Math.floor(i / 10), k: Math.floor(i / 10) }));
const columns = { x: rows.map(({ x }) => x), y: rows.map(({ y }) => y), k: rows.map(({ k }) => k) };
const groupsOf = (scene: ReturnType<typeof draw>) => scene.children.filter((node): node is GroupNode => node.kind === 'group');
const wide = { width: 900, height: 420 };

describe('small multiples', () => {
  it('are one a name, each with its own rows', () => {
    const scene = draw(faceted([dots]), resultOf(columns), wide);
    const groups = groupsOf(scene);
    expect(groups).toHaveLength(6);
    groups.forEach(({ children, clip }, k) => {
      const [crowd] = nodesOf(children);
      if (crowd?.kind !== 'dots') throw new Error('no dots');
      expect(crowd.xy.length / 2).toBe(10);
      // Row k lies k fifths up, in whichever picture: the axes are the same.
      const heights = crowd.xy.filter((_, i) => i % 2 === 1);
      const [low, high] = scene.scales.y.domain;
      const inner = clip && { y: clip.y + 3, height: clip.height - 6 };
      for (const py of heights) expect(py).toBeCloseTo((inner?.y ?? 0) + (inner?.height ?? 0) * (1 - (k - low) / (high - low)), 1);
    });
  });

  it('share the domains of all rows, and are all of one size', () => {
    const scene = draw(faceted([dots]), resultOf(columns), wide);
    expect(scene.scales.x.domain).toEqual(draw(plotOf([dots]), resultOf(columns)).scales.x.domain);
    expect(new Set(groupsOf(scene).map(({ clip }) => `${clip?.width} ${clip?.height}`)).size).toBe(1);
  });

  it('show a mark whose table has no such column alike in all', () => {
    const result = {
      ...resultOf(columns),
      tables: { ...resultOf(columns).tables, same: { x: Float64Array.of(0, 9), y: Float64Array.of(0, 5) } },
    };
    const groups = groupsOf(draw(faceted([line('y', { table: 'same' }), dots]), result, wide));
    const shifted = groups.map(({ children, clip }) => {
      const [path] = pathsOf(children);
      return (path?.d.match(/[\d.]+/g) ?? []).map((number, i) => (Number(number) - ((i % 2 ? clip?.y : clip?.x) ?? 0)).toFixed(2)).join();
    });
    expect(new Set(shifted).size).toBe(1);
  });

  it('draw the contours of a grid in each, from rings found once', () => {
    const grid = { columns: 3, rows: 3, xDomain: [0, 9], yDomain: [0, 5], values: Float32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0) } as const;
    const contour: AnyMark = { mark: 'contour', grid: 'g', hue: 'gap', levels: 2 };
    const scene = draw(faceted([contour]), resultOf({}, { g: grid }), wide);
    expect(groupsOf(scene).map(({ children }) => children.length)).toEqual(names.map(() => 2));
  });

  it('carry their names, and numbers at the outer edge alone', () => {
    const scene = draw(faceted([dots], names, { x: { label: 'Θ₁' }, y: { label: 'Θ₂' } }), resultOf(columns), wide);
    const texts = textsOf(scene.children);
    expect(texts.filter(({ weight, text }) => weight === 600 && names.includes(text)).map(({ text }) => text)).toEqual(names);
    const groups = groupsOf(scene);
    const lefts = new Set(groups.map(({ clip }) => clip?.x));
    const tops = new Set(groups.map(({ clip }) => clip?.y));
    expect(lefts.size * tops.size).toBe(6);
    const zeros = texts.filter(({ text, anchor }) => text === '0' && anchor === 'end');
    expect(zeros).toHaveLength(tops.size);
    const below = texts.filter(({ text, anchor }) => text === '0' && anchor === 'middle');
    expect(below).toHaveLength(lefts.size);
    for (const label of ['Θ₁', 'Θ₂', 'draws']) expect(texts.filter(({ text }) => text === label)).toHaveLength(1);
  });

  it('stand side by side on a wide card and below each other on a high one', () => {
    const shape = (width: number, height: number) => {
      const groups = groupsOf(draw(faceted([dots], names.slice(0, 3)), resultOf(columns), { width, height }));
      return [new Set(groups.map(({ clip }) => clip?.x)).size, new Set(groups.map(({ clip }) => clip?.y)).size];
    };
    expect(shape(900, 250)).toEqual([3, 1]);
    expect(shape(240, 600)).toEqual([1, 3]);
  });

  it('have no handles, and no label that would name one', () => {
    const scene = draw(faceted([dots, handle({ label: 'held' })]), resultOf(columns), wide);
    expect(scene.handles).toEqual([]);
    expect(textsOf(scene.children).map(({ text }) => text)).not.toContain('held');
  });

  it('keep their axes still under the hand', () => {
    const before = draw(faceted([dots]), resultOf(columns), wide);
    const wider = resultOf({ ...columns, x: columns.x.map((x) => 9 * x) });
    expect(draw(faceted([dots]), wider, { ...wide, earlier: before }).scales).toEqual(before.scales);
    expect(draw(faceted([dots]), wider, wide).scales.x.domain[1]).toBeGreaterThan(80);
  });

  it('are an empty frame where there are no names, and hold finite numbers at any size', () => {
    const none = draw(faceted([dots], []), resultOf(columns));
    expect(groupsOf(none).flatMap(({ children }) => children)).toEqual([]);
    expect(none.labels).toEqual([]);
    for (const [width, height] of [
      [20, 20],
      [180, 140],
      [3840, 2160],
    ] as const) {
      for (const result of [resultOf({}), resultOf(columns)]) {
        const scene = draw(faceted([dots]), result, { width, height });
        expect(JSON.stringify(scene.children)).not.toMatch(/NaN|Infinity|null/);
      }
    }
  });
});
