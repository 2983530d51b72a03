import { describe, expect, it } from 'vitest';
import type { AnyPlot } from '../../core/lab/lab.ts';
import type { Result } from '../../core/lab/result.ts';
import { light } from '../../renderer/plot/theme.ts';
import { collisions } from './collisions.ts';
import { type AnyMark, dot, draw, handle, line, plotOf, resultOf, textsOf } from './small-plots.ts';

const xs = Array.from({ length: 200 }, (_, i) => -4 + (8 * i) / 199);
const bell = (mean: number, sd: number, height = 1) => xs.map((x) => height * Math.exp(-0.5 * ((x - mean) / sd) ** 2));
const columns = ['a', 'b', 'c', 'd', 'e'];
const lines = columns.map((name) => line(name, { label: `the curve ${name}` }));

const hard: Readonly<Record<string, readonly [AnyPlot, Result]>> = {
  'five curves that are the same curve': [
    plotOf(lines),
    resultOf({ x: xs, ...Object.fromEntries(columns.map((name) => [name, bell(0, 1)])) }),
  ],
  'five curves that cross in one point': [
    plotOf(lines),
    resultOf({ x: [-1, 1], ...Object.fromEntries(columns.map((name, i) => [name, [2 - i, i - 2]])) }),
  ],
  'five flat lines within ten px': [
    plotOf(lines, { y: { domain: [0, 100] } }),
    resultOf({ x: [0, 1], ...Object.fromEntries(columns.map((name, i) => [name, [50 + i / 2, 50 + i / 2]])) }),
  ],
  'five ends in one point at the right': [
    plotOf(lines),
    resultOf({ x: [0, 1], ...Object.fromEntries(columns.map((name, i) => [name, [i, 2]])) }),
  ],
  'curves of one row': [plotOf(lines), resultOf({ x: [0], ...Object.fromEntries(columns.map((name) => [name, [1]])) })],
  'a needle among hills, with handles on it': [
    plotOf([...lines, handle({ x: 'hx', y: 'hy', label: 'drag me' })]),
    resultOf({
      x: xs,
      a: bell(0, 0.03, 8),
      b: bell(0, 1),
      c: bell(0.2, 1),
      d: bell(-2, 0.5),
      e: bell(2, 0.5),
      hx: [0, 0.03],
      hy: [8, 4.8],
    }),
  ],
  'rules, dots and bars at one height': [
    plotOf([
      { mark: 'rule', table: 't', y: 'one', hue: 'soft', label: 'exact' },
      { mark: 'rule', table: 't', y: 'one', hue: 'gap', label: 'the same, exact' },
      { mark: 'dot', table: 't', x: 'one', y: 'one', hue: 'gap', label: 'a dot' },
      { mark: 'dot', table: 't', x: 'one', y: 'one', hue: 'entropy', label: 'another dot' },
      line('a', { label: 'the curve a' }),
    ]),
    resultOf({ x: xs, a: bell(0, 1), one: [1] }),
  ],
};

describe('labels', () => {
  for (const [name, [plot, result]] of Object.entries(hard)) {
    for (const [width, height] of [
      [320, 220],
      [600, 330],
      [1600, 900],
    ] as const) {
      it(`do not overlap with ${name}, at ${width} × ${height}`, () => {
        const scene = draw(plot, result, { width, height });
        expect(collisions(scene)).toEqual([]);
        const labelled = plot.marks.filter((mark: AnyMark) => 'label' in mark && mark.label);
        const said = textsOf(scene.children).map(({ text }) => text);
        for (const mark of labelled) expect(said).toContain('label' in mark ? mark.label : '');
      });
    }
  }

  it('are not left out where there is no room for them', () => {
    const [plot, result] = hard['five curves that are the same curve'] as readonly [AnyPlot, Result];
    const said = textsOf(draw(plot, result, { width: 60, height: 40 }).children).map(({ text }) => text);
    for (const name of columns) expect(said).toContain(`the curve ${name}`);
  });

  it('sit right of their curves’ ends where the ends are apart', () => {
    const scene = draw(
      plotOf([line('a', { label: 'upper' }), line('b', { label: 'lower' })]),
      resultOf({ x: [0, 10], a: [0, 4], b: [0, 1] }),
    );
    for (const label of ['upper', 'lower']) {
      const node = textsOf(scene.children).find(({ text }) => text === label);
      expect(node?.x).toBeGreaterThan(scene.inner.x + scene.inner.width);
      expect(node?.anchor).toBe('start');
    }
  });

  it('wear the ink of their curve, which is darker than its mark', () => {
    const scene = draw(plotOf([line('a', { label: 'energy', hue: 'energy' })]), resultOf({ x: [0, 1], a: [0, 1] }));
    expect(textsOf(scene.children).find(({ text }) => text === 'energy')?.fill).toBe(light.ink.energy);
  });

  it('stand out by a halo on the cloud of dots that they name', () => {
    const many = Array.from({ length: 300 }, (_, i) => i);
    const cloud = resultOf({ x: many.map((i) => Math.cos(i * i)), y: many.map((i) => Math.sin(3 * i)) });
    const scene = draw(plotOf([dot({ label: 'these' })]), cloud);
    expect(textsOf(scene.children).find(({ text }) => text === 'these')?.halo).toBe(light.surface);
    const alone = draw(plotOf([dot({ label: 'this' })]), resultOf({ x: [0], y: [0] }));
    expect(textsOf(alone.children).find(({ text }) => text === 'this')?.halo).toBeUndefined();
  });
});
