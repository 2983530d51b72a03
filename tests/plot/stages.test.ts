// Boxes, texts and notes, and the light that falls on one stage of what a plot tells.
import { describe, expect, it } from 'vitest';
import { shortNumber } from '../../core/lab/number-text.ts';
import { light } from '../../renderer/plot/theme.ts';
import { type AnyMark, dot, draw, marksOf, nodesOf, pathsOf, plotOf, resultOf, textsOf } from './small-plots.ts';

const unit = { x: { domain: [0, 1], bare: true }, y: { domain: [0, 1], bare: true } } as const;
const columns = { x: [0, 0.5], y: [0, 0.5], toX: [0.25, 1], toY: [1, 0.5], kind: [1, 0], value: [-12.345, 0] };
const box = (more: Partial<Extract<AnyMark, { mark: 'box' }>> = {}): AnyMark => ({
  mark: 'box',
  table: 't',
  x: 'x',
  y: 'y',
  toX: 'toX',
  toY: 'toY',
  hues: ['energy', 'entropy'],
  ...more,
});

describe('a box', () => {
  it('reaches from corner to corner, each row in its hue, and is seen where it has no height', () => {
    const { children, inner } = draw(plotOf([box()], unit), resultOf(columns));
    const [first, second] = pathsOf(marksOf(children));
    expect([first?.fill, second?.fill]).toEqual([light.mark.energy, light.mark.entropy]);
    expect(first?.d).toBe(`M${inner.x},${inner.y}h${inner.width / 4}v${inner.height}h${-inner.width / 4}Z`);
    expect(second?.d).toContain('v1h');
  });

  it('takes its hue by category, and may be an outline', () => {
    const paths = pathsOf(marksOf(draw(plotOf([box({ by: 'kind', outline: true })], unit), resultOf(columns)).children));
    expect(paths.map(({ stroke, fill }) => [stroke?.color, fill])).toEqual([
      [light.mark.entropy, undefined],
      [light.mark.energy, undefined],
    ]);
  });

  it('of each kind is named once, at the largest of that kind, in its ink', () => {
    const bars = { x: [0.1, 0.4, 0.7], y: [0, 0, 0], toX: [0.2, 0.5, 0.8], toY: [0.3, 0.8, 0.5], k: [1, 1, 0] };
    const scene = draw(plotOf([box({ by: 'k', hues: [3, 9], names: ['one', 'two'] })], unit), resultOf(bars));
    expect(scene.labels.map(({ text, fill }) => [text, fill]).sort()).toEqual([
      ['one', light.categoryInk[3]],
      ['two', light.categoryInk[9]],
    ]);
    const two = scene.labels.find(({ text }) => text === 'two');
    expect(two?.x).toBeCloseTo(scene.inner.x + 0.45 * scene.inner.width, 1);
  });

  it('without a place is left out', () => {
    expect(pathsOf(marksOf(draw(plotOf([box()], unit), resultOf({ ...columns, toX: [Number.NaN, 1] })).children))).toHaveLength(1);
  });
});

describe('texts', () => {
  const text: AnyMark = {
    mark: 'text',
    table: 't',
    x: 'x',
    y: 'y',
    hues: ['ink'],
    by: 'kind',
    names: ['a', 'b'],
    value: 'value',
    anchor: 'end',
  };
  it('say name and number at their places', () => {
    const { children, inner } = draw(plotOf([text], unit), resultOf(columns));
    const said = textsOf(children);
    expect(said.map((node) => [node.text, node.anchor])).toEqual([
      ['b −12.3', 'end'],
      ['a 0', 'end'],
    ]);
    expect(said[1]?.x).toBeCloseTo(inner.x + inner.width / 2, 1);
  });

  it('stand at a place of their own as notes', () => {
    const note: AnyMark = { mark: 'note', at: [0.5, 1], text: (values) => `n = ${values.n}`, hue: 'gap', strong: true };
    const [node] = textsOf(draw(plotOf([note], unit), resultOf({}), { values: { n: 3 } }).children);
    expect(node).toMatchObject({ text: 'n = 3', weight: 600, fill: light.ink.gap });
  });

  it('write numbers with three digits', () => {
    expect([157.2, 7.62, -0.5336, 0.03125, 0.0031, 2.5e-6, 0, 2e7, Number.NaN].map(shortNumber)).toEqual([
      '157',
      '7.62',
      '−0.534',
      '0.031',
      '0.0031',
      '2.5e−6',
      '0',
      '2.0e7',
      '—',
    ]);
  });
});

describe('the light', () => {
  const marks = [dot({ stage: 'first', label: 'one' }), dot({ stage: ['second', 'third'] }), dot({})];
  const opacities = (lit: string, more: { stage?: string } = { stage: 'stage' }) => {
    const { children } = draw({ ...plotOf(marks, unit), ...more }, resultOf({ x: [0.2], y: [0.4] }), { values: { stage: lit } });
    return {
      dots: marksOf(children).flatMap((node) => (node.kind === 'dots' ? [node.opacity ?? 1] : [])),
      label: nodesOf(children).find((node) => node.kind === 'text' && node.text === 'one')?.opacity ?? 1,
    };
  };

  it('falls on the marks of one stage, and on those of none', () => {
    const { dots, label } = opacities('second');
    expect(dots).toEqual([0.3, 1, 1]);
    expect(label).toBe(0.3);
    expect(opacities('third').dots).toEqual([0.3, 1, 1]);
    expect(opacities('first')).toEqual({ dots: [1, 0.3, 1], label: 1 });
  });

  it('falls on all where no mark has that stage, or the plot tells no stages', () => {
    expect(opacities('none').dots).toEqual([1, 1, 1]);
    expect(opacities('first', {}).dots).toEqual([1, 1, 1]);
  });
});
