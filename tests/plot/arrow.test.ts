import { describe, expect, it } from 'vitest';
import { textWidth } from '../../renderer/plot/text-width.ts';
import { dark, light } from '../../renderer/plot/theme.ts';
import { type AnyMark, draw, marksOf, pathsOf, plotOf, resultOf } from './small-plots.ts';

const arrow = (more: Partial<Extract<AnyMark, { mark: 'arrow' }>> = {}): AnyMark => ({
  mark: 'arrow',
  table: 't',
  x: 'x',
  y: 'y',
  toX: 'toX',
  toY: 'toY',
  hues: ['accuracy', 'energy'],
  ...more,
});
const unit = { x: { domain: [0, 1], bare: true }, y: { domain: [0, 1], bare: true } } as const;
const pathsIn = (marks: readonly AnyMark[], columns: Record<string, number[]>) =>
  pathsOf(marksOf(draw(plotOf(marks, unit), resultOf(columns)).children));
const numbersIn = (d: string | undefined) => (d?.match(/-?[\d.]+/g) ?? []).map(Number);

describe('an arrow', () => {
  it('runs from its tail to its head, each row in its own hue', () => {
    const columns = { x: [0, 1], y: [0, 0], toX: [1, 0], toY: [1, 1] };
    const { children, inner } = draw(plotOf([arrow()], unit), resultOf(columns));
    const paths = pathsOf(marksOf(children));
    expect(paths.map(({ fill }) => fill)).toEqual([light.mark.accuracy, light.mark.energy]);
    const [tailX, tailY, , , tipX = 0, tipY = 0] = numbersIn(paths[0]?.d);
    expect([tailX, tailY]).toEqual([inner.x, inner.y + inner.height]);
    // The stroke's round join covers the last px.
    expect(Math.hypot(tipX - inner.x - inner.width, tipY - inner.y)).toBeCloseTo(1, 1);
  });

  it.each([400, 20, 4, 2])('of %i px has a head that is no longer than itself', (length) => {
    const { inner } = draw(plotOf([], unit), resultOf({}));
    const paths = pathsIn([arrow()], { x: [0], y: [0.5], toX: [length / inner.width], toY: [0.5] });
    const numbers = numbersIn(paths[0]?.d);
    const [tail = 0, tip = 0, barb = 0] = [numbers[0], numbers[4], numbers[6]];
    expect(barb).toBeGreaterThanOrEqual(tail - 0.01);
    expect(tip - barb).toBeLessThanOrEqual(Math.min(length, 10));
    expect(tip).toBeGreaterThan(barb);
  });

  it('is left out where it has no length or no place', () => {
    const { inner } = draw(plotOf([], unit), resultOf({}));
    const short = 1.4 / inner.width;
    const columns = { x: [0, 0.2, Number.NaN, 0], y: [0, 0, 0, 0], toX: [short, 0.2, 1, 1], toY: [0, 0, 1, Number.POSITIVE_INFINITY] };
    expect(pathsIn([arrow()], columns)).toEqual([]);
  });

  it('counts with tail and head to the extent of the axes, and not with what is no number; they go on for its name', () => {
    const { scales } = draw(plotOf([arrow()]), resultOf({ x: [0, 3], y: [0, Number.NaN], toX: [-7, Number.NaN], toY: [9, 1] }));
    // From −7 to 3 and from 0 to 9, and 0.15 of that more at either end.
    expect(scales.x.domain).toEqual([-8.5, 4.5]);
    expect(scales.y.domain[0]).toBeCloseTo(-1.35, 12);
    expect(scales.y.domain[1]).toBeCloseTo(10.35, 12);
  });

  it('of several of one kind is named once, at the last', () => {
    const columns = { x: [0.1, 0.1, 0.1], y: [0.2, 0.5, 0.8], toX: [0.5, 0.5, 0.5], toY: [0.2, 0.5, 0.8], k: [4, 4, 1] };
    const names = ['', 'HMC', '', '', 'NUTS'];
    const scene = draw(plotOf([arrow({ by: 'k', hues: [0, 1, 2, 3, 4], names })], unit), resultOf(columns));
    expect(scene.labels.map(({ text, fill }) => [text, fill]).sort()).toEqual([
      ['HMC', light.categoryInk[1]],
      ['NUTS', light.categoryInk[4]],
    ]);
    const heads = pathsOf(marksOf(scene.children)).map(({ fill }) => fill);
    expect(heads).toEqual([light.category[4], light.category[4], light.category[1]]);
  });

  it('keeps its name within the axes', () => {
    for (const [toX, toY] of [
      [0.99, 0.5],
      [0.01, 0.5],
      [0.5, 0.99],
      [0.5, 0.01],
    ] as const) {
      const columns = { x: [0.5], y: [0.5], toX: [toX], toY: [toY] };
      const { labels, inner } = draw(plotOf([arrow({ names: ['injected'] })]), resultOf(columns));
      const [{ x, anchor }] = labels as [(typeof labels)[number]];
      const width = textWidth('injected', 11, 600);
      const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
      expect(left).toBeGreaterThanOrEqual(inner.x);
      expect(left + width).toBeLessThanOrEqual(inner.x + inner.width);
    }
  });

  it('has its name at its head, in the ink of its hue', () => {
    const names = (values: Record<string, unknown>) => [`drift ${values.n}`, 'noise'];
    const columns = { x: [0.5, 0.5], y: [0.5, 0.5], toX: [0.9, 0.5], toY: [0.5, 0.1] };
    const scene = draw(plotOf([arrow({ names: names as never })], unit), resultOf(columns), { values: { n: 3 }, theme: dark });
    const [drift, noise] = scene.labels;
    expect([drift?.text, drift?.fill, noise?.text, noise?.fill]).toEqual(['drift 3', dark.ink.accuracy, 'noise', dark.ink.energy]);
    const { inner } = scene;
    expect(Math.hypot((drift?.x ?? 0) - inner.x - 0.9 * inner.width, (drift?.y ?? 0) - inner.y - 0.5 * inner.height)).toBeLessThan(20);
    expect(Math.hypot((noise?.x ?? 0) - inner.x - 0.5 * inner.width, (noise?.y ?? 0) - inner.y - 0.9 * inner.height)).toBeLessThan(20);
  });
});
