import { describe, expect, it } from 'vitest';
import { boxOf } from '../../renderer/plot/labels.ts';
import { textWidth } from '../../renderer/plot/text-width.ts';
import { dark, light } from '../../renderer/plot/theme.ts';
import { type AnyMark, draw, handle, line, marksOf, nodesOf, pathsOf, plotOf, resultOf, textsOf } from './small-plots.ts';

const unit = { x: { domain: [0, 1] }, y: { domain: [0, 1] } } as const;

describe('sceneOf', () => {
  it('maps a line from (0, 0) to (1, 1) to the corners of the data’s rectangle', () => {
    const { children, inner } = draw(plotOf([line('y')], unit), resultOf({ x: [0, 1], y: [0, 1] }));
    const [path] = marksOf(children).filter((node) => node.kind === 'path');
    expect(path?.d).toBe(`M${inner.x},${inner.y + inner.height}L${inner.x + inner.width},${inner.y}`);
  });

  it('gives the same scene for the same input', () => {
    const plot = plotOf([line('y', { label: 'a' }), line('z', { label: 'b' }), handle()]);
    const result = resultOf({ x: [0, 1, 2], y: [0, 4, 1], z: [3, 1, 0] });
    expect(draw(plot, result)).toEqual(draw(plot, result));
  });

  it('leaves a gap in a line of 300 rows wherever a number is none', () => {
    const x = Array.from({ length: 300 }, (_, i) => i);
    const holes = new Set([0, 100, 101, 200, 299]);
    const y = x.map((i) => (holes.has(i) ? [Number.NaN, Number.POSITIVE_INFINITY][i % 2] : Math.sin(i / 30)) as number);
    const { children } = draw(plotOf([line('y')]), resultOf({ x, y }));
    const d = pathsOf(marksOf(children))[0]?.d ?? '';
    expect(d.match(/M/g)).toHaveLength(3);
    expect(d.match(/[ML]/g)).toHaveLength(295);
    expect(d).not.toMatch(/NaN|Infinity/);
  });

  it('keeps the axes of a held scene still, and grows them when they are let go', () => {
    const plot = plotOf([line('y')]);
    const before = draw(plot, resultOf({ x: [0, 1], y: [0, 1] }));
    const wider = resultOf({ x: [0, 50], y: [0, 9] });
    expect(draw(plot, wider, { earlier: before }).scales).toEqual(before.scales);
    expect(draw(plot, wider, { earlier: before }).inner).toEqual(before.inner);
    expect(draw(plot, wider).scales.x.domain[1]).toBeGreaterThanOrEqual(50);
  });

  it('does not take the axes of a scene of another size', () => {
    const plot = plotOf([line('y')]);
    const result = resultOf({ x: [0, 1], y: [0, 1] });
    const small = draw(plot, result, { width: 200, height: 160 });
    expect(draw(plot, result, { earlier: small }).scales).toEqual(draw(plot, result).scales);
  });

  it('lets labels go along with their curves under the hand, without a leap', () => {
    const x = Array.from({ length: 100 }, (_, i) => i / 10);
    const at = (m: number) =>
      resultOf({ x, y: x.map((v) => Math.exp(-0.5 * (v - m) ** 2)), z: x.map((v) => Math.exp(-0.1 * (v - 5) ** 2)) });
    const plot = plotOf([line('y', { label: 'q' }), line('z', { label: 'prior' })], { x: { domain: [0, 10] }, y: { domain: [0, 1] } });
    let before = draw(plot, at(3));
    for (let m = 3.05; m < 7; m += 0.05) {
      const now = draw(plot, at(m), { earlier: before });
      const moved = now.labels.map(({ x, y }, i) => Math.hypot(x - (before.labels[i]?.x ?? 0), y - (before.labels[i]?.y ?? 0)));
      expect(Math.max(...moved)).toBeLessThan(40);
      before = now;
    }
    expect(before.labels.map(({ text }) => text)).toEqual(['q', 'prior']);
  });

  it('draws only marks whose condition holds', () => {
    const plot = plotOf([line('y', { when: { model: ['a'] } }), line('z', { when: { model: ['b'] } })]);
    const result = resultOf({ x: [0, 1], y: [0, 1], z: [5, 6] });
    const scene = draw(plot, result, { values: { model: 'a' } });
    expect(marksOf(scene.children)).toHaveLength(1);
    expect(scene.scales.y.domain[1]).toBeLessThan(2);
  });

  it('draws axes and nothing else where there are no numbers yet', () => {
    const kinds: AnyMark[] = [
      line('y', { label: 'a' }),
      { mark: 'area', table: 't', x: 'x', y: 'y', hue: 'gap', label: 'b' },
      { mark: 'dot', table: 't', x: 'x', y: 'y', hue: 'gap', label: 'c' },
      { mark: 'bar', orient: 'vertical', table: 't', at: 'x', to: 'y', hues: ['gap'], label: 'd', value: 'y' },
      { mark: 'rule', table: 't', y: 'y', hue: 'soft', label: 'e' },
      { mark: 'raster', grid: 'g', map: 'density' },
      { mark: 'contour', grid: 'g', hue: 'gap', levels: 4, label: 'f' },
      handle(),
    ];
    for (const result of [resultOf({}), resultOf({ x: [], y: [] }), { scalars: {}, tables: {}, grids: {} }]) {
      const { children, handles, scales } = draw(plotOf(kinds), result);
      expect(marksOf(children).filter((node) => node.kind !== 'text')).toEqual([]);
      expect(handles).toEqual([]);
      expect(scales.x.domain).toEqual([0, 1]);
      expect(JSON.stringify(children)).not.toMatch(/NaN|null/);
    }
  });

  it('holds finite numbers only, at every size from a thumbnail to a wall', () => {
    const result = resultOf({ x: [0.1, 1, 10], y: [-3, Number.NaN, 1e5] });
    const plot = plotOf([line('y', { label: 'a long label' }), handle()], {
      x: { scale: 'log', label: 'x' },
      y: { grid: true, label: 'y' },
    });
    for (const [width, height] of [
      [180, 140],
      [320, 200],
      [3840, 2160],
      [20, 20],
    ] as const) {
      const scene = draw(plot, result, { width, height });
      expect(JSON.stringify(scene.children)).not.toMatch(/NaN|Infinity|null/);
      expect(scene.inner.width).toBeGreaterThan(0);
      expect(scene.inner.height).toBeGreaterThan(0);
    }
  });

  it('keeps the numbers and the name of an axis within the picture, however small it is', () => {
    const plot = plotOf([line('y')], { x: { domain: [0, 60_000], label: 'gradients of all rows of the data' }, y: { domain: [0, 1] } });
    for (let width = 90; width < 420; width += 30) {
      const texts = textsOf(draw(plot, resultOf({ x: [0, 60_000], y: [0, 1] }), { width, height: 240 }).children);
      expect(
        texts.some(({ text }) => /^gradients/.test(text)),
        `${width}`,
      ).toBe(true);
      for (const { text, size, weight, anchor, x } of texts) {
        const wide = textWidth(text, size, weight);
        const left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2;
        expect(left, `${text} at ${width}`).toBeGreaterThanOrEqual(0);
        expect(left + wide, `${text} at ${width}`).toBeLessThanOrEqual(width);
      }
    }
  });

  it('never lets two numbers of an axis touch', () => {
    const domains = [
      [0, 1],
      [-1e-7, 1e-7],
      [0, 123456789],
      [-1000, 1000],
      [19.98, 20.02],
    ] as const;
    for (const domain of domains) {
      for (const [width, height] of [
        [180, 140],
        [300, 200],
        [1200, 700],
      ] as const) {
        const boxes = textsOf(draw(plotOf([], { x: { domain, label: 'x' }, y: { domain } }), resultOf({}), { width, height }).children).map(
          (text) => boxOf(text.text, text.weight, text),
        );
        boxes.forEach((a, i) => {
          for (const b of boxes.slice(i + 1)) {
            const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
            expect(apart, `${domain} at ${width}×${height}`).toBe(true);
          }
        });
      }
    }
  });

  it('keeps every number of an axis within the picture, however long', () => {
    for (const high of [1, 20_000, 123_456_789]) {
      for (const width of [180, 300, 700]) {
        const domain = [0, high] as const;
        const { children } = draw(plotOf([], { x: { domain, label: 'x' }, y: { domain: [0, 1] } }), resultOf({}), { width, height: 260 });
        for (const text of textsOf(children)) {
          const box = boxOf(text.text, text.weight, text);
          expect({ high, width, text: text.text, beyond: box.x + box.width > width || box.x < 0 }).toMatchObject({ beyond: false });
        }
      }
    }
  });

  it('writes 1, 2 and 5 along a logarithmic axis, and powers of ten where it is long', () => {
    const texts = (domain: readonly [number, number]) =>
      textsOf(draw(plotOf([], { x: { domain, scale: 'log' }, y: { bare: true } }), resultOf({}), { width: 500 }).children).map(
        ({ text }) => text,
      );
    expect(texts([0.1, 10])).toEqual(['0.1', '0.2', '0.5', '1', '2', '5', '10']);
    expect(texts([1, 1e6])).toEqual(['1', '10', '100', '1,000', '10,000', '100,000', '1e6']);
    expect(texts([0.0005, 0.002])).toEqual(['0.0005', '0.001', '0.002']);
  });

  it('writes two numbers at least along a short logarithmic axis, if need be between the powers of ten', () => {
    const plot = plotOf([], { x: { bare: true }, y: { domain: [0.16, 8], scale: 'log' } });
    const said = textsOf(draw(plot, resultOf({}), { height: 110 }).children).map(({ text }) => text);
    expect(said).toEqual(['0.3', '1', '3']);
  });

  it('leaves numbers that have no logarithm out of a logarithmic axis', () => {
    const { scales, children } = draw(plotOf([line('y')], { y: { scale: 'log' } }), resultOf({ x: [0, 1, 2, 3], y: [-1, 0, 2, 8] }));
    expect(scales.y.domain[0]).toBeGreaterThan(1);
    expect(pathsOf(marksOf(children))[0]?.d.match(/[ML]/g)).toHaveLength(2);
  });

  it('writes a negative number with a minus sign, never a hyphen', () => {
    const bars: AnyMark = { mark: 'bar', orient: 'horizontal', table: 't', at: 'row', from: 'from', to: 'to', value: 'to', hues: ['gap'] };
    const plot = plotOf([bars], { y: { categories: ['a', 'b'] } });
    const said = textsOf(draw(plot, resultOf({ row: [0, 1], from: [0, -2], to: [-2, 1] })).children).map(({ text }) => text);
    expect(said).toContain('−2.000');
    expect(said).toContain('+1.000');
    expect(said.join('')).not.toContain('-');
    const counts = draw(
      plotOf([{ ...bars, counted: true }], { y: { categories: ['a', 'b'] } }),
      resultOf({ row: [0, 1], from: [0, 0], to: [-2, 5000.4] }),
    );
    expect(textsOf(counts.children).map(({ text }) => text)).toEqual(expect.arrayContaining(['−2', '+5000']));
  });

  it('begins each bar of a waterfall where the last one ended, and joins them by a dotted line', () => {
    const bars: AnyMark = {
      mark: 'bar',
      orient: 'horizontal',
      table: 't',
      at: 'row',
      from: 'from',
      to: 'to',
      hues: ['accuracy', 'complexity', 'ink'],
      terms: ['accuracy', 'complexity', 'sum'],
    };
    const plot = plotOf([bars], { x: { domain: [-2, 0], bare: true }, y: { categories: ['accuracy', 'complexity', 'sum'] } });
    const { children, inner } = draw(plot, resultOf({ row: [0, 1, 2], from: [0, -0.5, 0], to: [-0.5, -1.5, -1.5] }));
    const [joints, first, second, sum] = pathsOf(marksOf(children));
    const x = (value: number) => Math.round((inner.x + (inner.width * (value + 2)) / 2) * 100) / 100;
    expect(joints?.stroke?.dash).toBeDefined();
    expect(joints?.d).toMatch(new RegExp(`^M${x(-0.5)},[\\d.]+L${x(-0.5)},[\\d.]+M${x(-1.5)},[\\d.]+L${x(-1.5)},`));
    expect(first?.d.startsWith(`M${x(-0.5)},`)).toBe(true);
    expect(second?.d.startsWith(`M${x(-1.5)},`)).toBe(true);
    expect([first?.term, second?.term, sum?.term]).toEqual(['accuracy', 'complexity', 'sum']);
    expect(first?.fill).toBe(light.mark.accuracy);
    const [upper, lower] = [first, sum].map((bar) => Number(bar?.d.split(/[,h]/)[1]));
    expect(upper).toBeLessThan(lower as number);
  });

  it('gives all bars the one hue and the one term that serve all', () => {
    const bars: AnyMark = { mark: 'bar', orient: 'vertical', table: 't', at: 'x', to: 'y', hues: ['gap'], terms: ['gap'] };
    const drawn = pathsOf(marksOf(draw(plotOf([bars], { x: { categories: ['a', 'b'] } }), resultOf({ x: [0, 1], y: [1, 2] })).children));
    expect(drawn.map(({ fill, term }) => [fill, term])).toEqual([
      [light.mark.gap, 'gap'],
      [light.mark.gap, 'gap'],
    ]);
  });

  it('lets the name of a category reach over those beside it that have none, and cuts it short where they have one', () => {
    const bars: AnyMark = { mark: 'bar', orient: 'vertical', table: 't', at: 'x', to: 'y', hues: ['entropy'] };
    const written = (categories: readonly string[]) =>
      textsOf(draw(plotOf([bars], { x: { categories } }), resultOf({ x: [0], y: [1] }), { width: 240, height: 160 }).children).map(
        ({ text }) => text,
      );
    const all = Array.from({ length: 20 }, (_, i) => `${i + 1}`);
    expect(written(all.map((name, i) => (i % 5 === 4 ? name : '')))).toEqual(expect.arrayContaining(['5', '10', '15', '20']));
    expect(written(all)).not.toContain('10');
  });

  it('stands a handle in the slot of its bar', () => {
    const slot = [1, 2] as const;
    const bars: AnyMark = { mark: 'bar', orient: 'vertical', table: 't', at: 'x', to: 'y', hues: ['entropy'], slot };
    const plot = plotOf([bars, handle({ moves: 'y', slot })], { x: { categories: ['a', 'b'] } });
    const { children, handles } = draw(plot, resultOf({ x: [0, 1], y: [0.25, 0.75] }));
    pathsOf(marksOf(children)).forEach(({ d }, row) => {
      const [x = 0, y = 0, width = 0] = (d.match(/[\d.]+/g) ?? []).map(Number);
      expect(handles[row]?.x).toBeCloseTo(x + width / 2, 1);
      expect(handles[row]?.y).toBeCloseTo(y, 1);
    });
  });

  it('keeps a handle within reach when its place lies off the axes, and remembers where it is', () => {
    const { handles, inner } = draw(plotOf([handle()], unit), resultOf({ x: [7], y: [-3] }));
    expect(handles[0]).toMatchObject({ x: inner.x + inner.width, y: inner.y + inner.height, at: { x: 7, y: -3 } });
  });

  it('turns a grid the right way up: its first row lies lowest', () => {
    const grid = { columns: 2, rows: 2, xDomain: [0, 1], yDomain: [0, 1], values: Float32Array.of(0, 0, 1, 1) } as const;
    const { children, inner } = draw(plotOf([{ mark: 'raster', grid: 'g', map: 'grey' }]), resultOf({}, { g: grid }));
    const image = nodesOf(children).find((node) => node.kind === 'image');
    expect([...(image?.pixels ?? [])].filter((_, i) => i % 4 === 0)).toEqual([255, 255, 0, 0]);
    // The points of the lattice are the pixels' centres: half a pixel stands over on each side and is clipped.
    expect(image?.x).toBeCloseTo(inner.x - inner.width / 2, 1);
    expect(image?.width).toBeCloseTo(inner.width * 2, 1);
  });

  it('spaces a grid evenly in the logarithm where its axis is logarithmic', () => {
    const values = Float32Array.from({ length: 9 }, (_, i) => i % 3);
    const grid = { columns: 3, rows: 3, xDomain: [0.1, 10], yDomain: [0, 1], values } as const;
    const plot = plotOf([{ mark: 'contour', grid: 'g', hue: 'gap', levels: 1 }], { x: { scale: 'log' } });
    const { children, inner } = draw(plot, resultOf({}, { g: grid }));
    // The one level, 1, is reached at the middle column, x = 1: the middle of the axis.
    const xs = (pathsOf(marksOf(children))[0]?.d.match(/(?<=[ML])[\d.]+/g) ?? []).map(Number);
    expect(Math.min(...xs)).toBeCloseTo(inner.x + inner.width / 2, 1);
  });

  it('colours by theme alone', () => {
    const plot = plotOf([line('y', { hue: 'energy', label: 'energy' })]);
    const result = resultOf({ x: [0, 1], y: [0, 1] });
    const [day, night] = [draw(plot, result), draw(plot, result, { theme: dark })];
    expect(pathsOf(marksOf(day.children))[0]?.d).toBe(pathsOf(marksOf(night.children))[0]?.d);
    expect(pathsOf(marksOf(night.children))[0]?.stroke?.color).toBe(dark.mark.energy);
    expect(textsOf(night.children).find(({ text }) => text === 'energy')?.fill).toBe(dark.ink.energy);
  });
});
