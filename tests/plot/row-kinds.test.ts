import { describe, expect, it } from 'vitest';
import { categories } from '../../core/lab/hue.ts';
import { spreadApart } from '../../renderer/plot/label-places.ts';
import { dark, inkColor, light, markColor } from '../../renderer/plot/theme.ts';
import { dot, draw, line, marksOf, nodesOf, pathsOf, plotOf, resultOf, textsOf } from './small-plots.ts';

const names = ['SGLD', 'ULA', 'MALA'];
const hues = categories(40);
const dotsOf = (scene: ReturnType<typeof draw>) => nodesOf(scene.children).filter((node) => node.kind === 'dots');

describe('lines by category', () => {
  const columns = { x: [0, 1, 2, 0, 1, 2, 0, 1], y: [0, 1, 2, 5, 5, 5, 9, 8], k: [0, 0, 0, 2, 2, 2, 0, 0] };

  it.each([light, dark])('are a path each, in the colour of their number: $name', (theme) => {
    const paths = pathsOf(marksOf(draw(plotOf([line('y', { by: 'k', hues, names })]), resultOf(columns), { theme }).children));
    expect(paths.map(({ stroke }) => stroke?.color)).toEqual([markColor(theme, 0), markColor(theme, 2)]);
  });

  it('lift the pen where rows of another category come between', () => {
    const [first, second] = pathsOf(marksOf(draw(plotOf([line('y', { by: 'k', hues })]), resultOf(columns)).children));
    expect(first?.d.match(/M/g)).toHaveLength(2);
    expect(first?.d.match(/[ML]/g)).toHaveLength(5);
    expect(second?.d.match(/[ML]/g)?.join('')).toBe('MLL');
  });

  it('pass over rows whose category is none', () => {
    const odd = { x: [0, 1, 2, 3, 4], y: [1, 1, 1, 1, 1], k: [1, Number.NaN, -1, 0.5, 1] };
    const paths = pathsOf(marksOf(draw(plotOf([line('y', { by: 'k', hues })]), resultOf(odd)).children));
    expect(paths).toHaveLength(1);
    expect(paths[0]?.d.match(/[ML]/g)?.join('')).toBe('MM');
  });

  it('are named at their ends, at the right and in the order of the ends, by names that a category without rows lacks', () => {
    const many = Array.from({ length: 12 }, (_, k) => `kind ${k}`);
    const rows = many.flatMap((_, k) => [0, 1].map((x) => ({ x, k, y: x === 0 ? k : 1 + 0.01 * k }))).filter(({ k }) => k !== 5);
    const table = { x: rows.map(({ x }) => x), y: rows.map(({ y }) => y), k: rows.map(({ k }) => k) };
    const scene = draw(plotOf([line('y', { by: 'k', hues, names: () => many })]), resultOf(table));
    const heights = scene.labels.map(({ y }) => y);
    expect(scene.labels.map(({ text }) => text)).toEqual(many.filter((_, k) => k !== 5));
    expect(scene.labels.map(({ fill }) => fill)).toEqual(many.flatMap((_, k) => (k === 5 ? [] : [inkColor(light, k)])));
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    for (const { x } of scene.labels) expect(x).toBeGreaterThan(scene.inner.x + scene.inner.width);
  });

  it('are dashed once the colours come round, so that two are never alike', () => {
    const count = light.category.length;
    const table = { x: [0, 1, 0, 1], y: [0, 0, 1, 1], k: [1, 1, count + 1, count + 1] };
    const [one, other] = pathsOf(marksOf(draw(plotOf([line('y', { by: 'k', hues })]), resultOf(table)).children));
    expect(one?.stroke?.color).toBe(other?.stroke?.color);
    expect([one?.stroke?.dash, other?.stroke?.dash]).toEqual([undefined, [5, 3]]);
  });

  it('wear the hue that is declared for their category, whatever its number', () => {
    const paths = pathsOf(marksOf(draw(plotOf([line('y', { by: 'k', hues: [5, 'gap', 3] })]), resultOf(columns)).children));
    expect(paths.map(({ stroke }) => stroke?.color)).toEqual([markColor(light, 5), markColor(light, 3)]);
  });
});

describe('lines that are one thing several times over', () => {
  it('are shades of its hue, the first in full and the last still seen', () => {
    const table = { x: [0, 1, 0, 1, 0, 1], y: [0, 0, 1, 1, 2, 2], k: [0, 0, 1, 1, 2, 2] };
    const paths = pathsOf(marksOf(draw(plotOf([line('y', { by: 'k', hue: 7 })]), resultOf(table)).children));
    expect(new Set(paths.map(({ stroke }) => stroke?.color))).toEqual(new Set([markColor(light, 7)]));
    expect(paths.map(({ opacity = 1 }) => opacity)).toEqual([1, 0.68, 0.35]);
  });
});

describe('a hue that is read off the values', () => {
  it('is that of the values, for the mark and for its label', () => {
    const hue = ({ method }: Readonly<Record<string, unknown>>) => (method === 'hmc' ? 2 : 9);
    const scene = (method: string) =>
      draw(plotOf([line('y', { hue, label: 'draws' })]), resultOf({ x: [0, 1], y: [0, 1] }), { values: { method } });
    for (const [method, number] of [
      ['hmc', 2],
      ['nuts', 9],
    ] as const) {
      const { children, labels } = scene(method);
      expect(pathsOf(marksOf(children)).map(({ stroke }) => stroke?.color)).toEqual([markColor(light, number)]);
      expect(labels.map(({ fill }) => fill)).toEqual([inkColor(light, number)]);
    }
  });
});

describe('spreadApart', () => {
  it('leaves alone what does not touch, and parts what does evenly about its middle', () => {
    expect(spreadApart([100, 10, 50], 0, 200)).toEqual([100, 10, 50]);
    const [a = 0, b = 0] = spreadApart([51, 49], 0, 200);
    expect(a - b).toBeCloseTo(15.5, 10);
    expect((a + b) / 2).toBeCloseTo(50, 10);
  });

  it('keeps within its bounds', () => {
    expect(spreadApart([199, 198, 200], 0, 200)).toEqual([184.5, 169, 200]);
  });
});

describe('dots by category', () => {
  const columns = { x: [0, 1, 2, 3], y: [0, 1, 2, 3], k: [2, 1, 2, 1] };

  it('are one crowd a category, in its colour and named', () => {
    const scene = draw(plotOf([dot({ radius: 2, by: 'k', hues, names })]), resultOf(columns));
    expect(dotsOf(scene).map(({ fill, xy }) => [fill, xy.length / 2])).toEqual([
      [markColor(light, 1), 2],
      [markColor(light, 2), 2],
    ]);
    expect(scene.labels.map(({ text }) => text)).toEqual(['ULA', 'MALA']);
  });

  it('are named as the result names the kinds of their table, before the mark', () => {
    const result = { ...resultOf(columns), names: { t: ['', 'cat', 'dog'] } };
    const texts = (given: typeof result) => draw(plotOf([dot({ radius: 2, by: 'k', hues, names })]), given).labels.map(({ text }) => text);
    expect(texts(result)).toEqual(['cat', 'dog']);
    expect(texts({ ...result, names: { other: ['a', 'b', 'c'] } as never })).toEqual(['ULA', 'MALA']);
  });

  it('go without names where there are more than twelve kinds', () => {
    const all = Array.from({ length: 13 }, (_, k) => k);
    const scene = draw(plotOf([dot({ radius: 2, by: 'k', hues, names: all.map(String) })]), resultOf({ x: all, y: all, k: all }));
    expect([dotsOf(scene).length, scene.labels.length]).toEqual([13, 0]);
  });
});

describe('dots that fade', () => {
  it('are as many as the rows with a place, the first hardly seen and the last nearly full', () => {
    const xs = Array.from({ length: 100 }, (_, i) => i);
    const scene = draw(plotOf([dot({ radius: 2, fade: true })]), resultOf({ x: xs, y: xs.map((x) => (x === 50 ? Number.NaN : x)) }));
    const shades = dotsOf(scene);
    expect(shades.map(({ opacity }) => opacity)).toEqual([0.12, 0.276, 0.432, 0.588, 0.744, 0.9]);
    expect(shades.reduce((sum, { xy }) => sum + xy.length / 2, 0)).toBe(99);
    const firsts = shades.map(({ xy }) => xy[0] as number);
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  });

  it('lie by age before they lie by category', () => {
    const rows = Array.from({ length: 24 }, (_, i) => i);
    const scene = draw(plotOf([dot({ radius: 2, fade: true, by: 'k', hues })]), resultOf({ x: rows, y: rows, k: rows.map((i) => i % 2) }));
    const opacities = dotsOf(scene).map(({ opacity }) => opacity ?? 1);
    expect(opacities).toHaveLength(12);
    expect(opacities).toEqual(opacities.toSorted((a, b) => a - b));
  });
});

describe('a line of very many points', () => {
  const count = 2000;
  const xs = Array.from({ length: count }, (_, i) => i);
  const columns = { x: xs, y: xs.map((x) => (x % 100 === 99 ? Number.NaN : Math.sin(x))) };

  it('is one node of its points, gaps kept, that labels may lie on', () => {
    const scene = draw(plotOf([line('y', { label: 'trail' })]), resultOf(columns));
    const [trail] = marksOf(scene.children);
    expect(trail?.kind).toBe('line');
    if (trail?.kind !== 'line') return;
    expect(trail.xy.length).toBe(2 * count);
    expect(trail.xy.filter(Number.isNaN)).toHaveLength(2 * 20);
    expect(textsOf(scene.children).filter(({ text }) => text === 'trail')).toHaveLength(1);
  });
});

describe('dots that are hollow', () => {
  it('are rings in the colour of their kind, and stand on the surface', () => {
    const columns = { x: [0, 1], y: [0, 1], k: [0, 2] };
    const [one, other] = dotsOf(draw(plotOf([dot({ by: 'k', hues, hollow: true })]), resultOf(columns)));
    expect([one, other].map((each) => [each?.fill, each?.rim])).toEqual([0, 2].map((k) => [light.surface, markColor(light, k)]));
    const [full] = dotsOf(draw(plotOf([dot({ by: 'k', hues })]), resultOf(columns)));
    expect([full?.fill, full?.rim]).toEqual([markColor(light, 0), light.surface]);
  });
});
