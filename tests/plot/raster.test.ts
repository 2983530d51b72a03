import { describe, expect, it } from 'vitest';
import type { Grid } from '../../core/lab/result.ts';
import { axisScale } from '../../renderer/plot/axis-scale.ts';
import { colorMap } from '../../renderer/plot/color-map.ts';
import { light } from '../../renderer/plot/theme.ts';
import { type AnyMark, draw, marksOf, nodesOf, pathsOf, plotOf, resultOf, textsOf } from './small-plots.ts';

const gridOf = (columns: number, values: readonly number[]): Grid => ({
  columns,
  rows: values.length / columns,
  xDomain: [0, 1],
  yDomain: [0, 1],
  values: Float32Array.from(values),
});
const raster = (more: Partial<Extract<AnyMark, { mark: 'raster' }>> = {}): AnyMark => ({
  mark: 'raster',
  grid: 'g',
  map: 'viridis',
  ...more,
});
const drawn = (grid: Grid, more: Partial<Extract<AnyMark, { mark: 'raster' }>> = {}, axes = {}) =>
  draw(plotOf([raster(more)], axes), resultOf({}, { g: grid }));
const ofMap = (values: readonly number[]) =>
  draw(plotOf([raster({ grid: 'map g' })]), resultOf({}, { 'map g': { ...gridOf(2, values), xDomain: [0, 1] } }));
const imagesOf = (scene: ReturnType<typeof drawn>) => nodesOf(scene.children).filter((node) => node.kind === 'image');
const pixelOf = (scene: ReturnType<typeof drawn>, at: number) => [
  ...(imagesOf(scene)
    .at(-1)
    ?.pixels.slice(4 * at, 4 * at + 4) ?? []),
];
const viridis = (step: number) => [...colorMap('viridis', light).slice(4 * step, 4 * step + 4)];

describe('a raster', () => {
  it('colours by the declared range, and holds at its ends what lies beyond', () => {
    const scene = drawn(gridOf(4, [-5, 0, 5, 99]), { range: [0, 10] });
    expect([0, 1, 2, 3].map((at) => pixelOf(scene, at))).toEqual([viridis(0), viridis(0), viridis(128), viridis(255)]);
  });

  it('gives equal factors equal steps on a logarithmic scale, and the lowest colour to what has no logarithm', () => {
    const scene = drawn(gridOf(5, [1, 10, 100, 0, -3]), { scale: 'log' });
    expect([0, 1, 2, 3, 4].map((at) => pixelOf(scene, at))).toEqual([viridis(0), viridis(128), viridis(255), viridis(0), viridis(0)]);
  });

  it('leaves a cell of a map that is not computed yet clear and strikes it through, in no colour of the map', () => {
    const scene = ofMap([1, Number.NaN, 2, 3]);
    expect(pixelOf(scene, 3)[3]).toBe(0);
    const [hatch, ...others] = pathsOf(marksOf(scene.children));
    expect(hatch?.d.match(/M/g)).toHaveLength(1);
    expect([hatch?.stroke?.color, others.length]).toEqual([light.line, 0]);
    expect(pathsOf(marksOf(ofMap([1, 4, 2, 3]).children))).toEqual([]);
  });

  it('shows every cell of a map whole, on a logarithmic axis, too', () => {
    const grid = { ...gridOf(4, [1, 2, 3, 4, 5, 6, 7, 8]), xDomain: [0.001, 1] as const };
    for (const scale of ['linear', 'log'] as const) {
      const scene = draw(
        plotOf([raster({ grid: 'map g' })], { x: { scale }, y: { categories: ['a', 'b'] } }),
        resultOf({}, { 'map g': grid }),
      );
      const { inner } = scene;
      expect(imagesOf(scene).at(-1)).toMatchObject({ x: inner.x, y: inner.y });
      expect(imagesOf(scene).at(-1)?.width).toBeCloseTo(inner.width, 1);
      expect(imagesOf(scene).at(-1)?.height).toBeCloseTo(inner.height, 1);
      // The first column’s middle is where its number lies.
      const x = axisScale(scene.scales.x);
      expect(x.of(0.001)).toBeCloseTo(inner.x + inner.width / 8, 1);
    }
  });

  it('strikes through nothing else: a cell of a map without a finite number has a cross, and a gap between images is a gap', () => {
    const scene = ofMap([1, Number.POSITIVE_INFINITY, Number.NaN, 3]);
    expect([pixelOf(scene, 0)[3], pixelOf(scene, 3)[3]]).toEqual([0, 0]);
    const [hatch, crosses, ...others] = pathsOf(marksOf(scene.children));
    expect([hatch?.d.match(/M/g)?.length, crosses?.d.match(/M/g)?.length, others.length]).toEqual([1, 2, 0]);
    expect(crosses?.stroke?.color).not.toBe(hatch?.stroke?.color);
    // The cross stands in the middle of its cell, the second of the lowest row.
    const xs = (crosses?.d.match(/-?[\d.]+(?=,)/g) ?? []).map(Number);
    const { inner } = scene;
    expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(inner.x + 0.75 * inner.width, 1);

    const images = drawn(gridOf(3, [1, Number.NaN, 1, 0, Number.NaN, 0]), { map: 'grey' });
    expect(pixelOf(images, 1)[3]).toBe(0);
    expect(pathsOf(marksOf(images.children))).toEqual([]);
  });

  it('stands with its first row lowest beside categories, too, each row at its name', () => {
    const scene = drawn({ ...gridOf(1, [0, 1, 2]), yDomain: [0, 2] }, { range: [0, 2] }, { y: { categories: ['a', 'b', 'c'] } });
    expect([0, 1, 2].map((at) => pixelOf(scene, at))).toEqual([viridis(255), viridis(128), viridis(0)]);
    const height = (name: string) => textsOf(scene.children).find(({ text }) => text === name)?.y ?? 0;
    expect(height('a')).toBeGreaterThan(height('b'));
    expect(height('b')).toBeGreaterThan(height('c'));
    expect(imagesOf(scene).at(-1)).toMatchObject({ y: scene.inner.y, height: scene.inner.height });
  });

  it('keeps its pixels square unless it is a landscape or a density', () => {
    const smooth = (['landscape', 'density', 'viridis', 'grey'] as const).map(
      (map) => imagesOf(drawn(gridOf(2, [1, 2, 3, 4]), { map }))[0]?.smooth,
    );
    expect(smooth).toEqual([true, true, false, false]);
  });
});

describe('the key of a raster', () => {
  const grid = gridOf(2, [1, 10, 100, 1000]);

  it('stands at the right of the data, in room of its own, the highest at the top', () => {
    const scene = drawn(grid, { key: true, scale: 'log' });
    const { inner } = scene;
    const [strip] = imagesOf(scene);
    expect(inner.width).toBeLessThan(drawn(grid).inner.width - 20);
    expect(strip?.x).toBeGreaterThan(inner.x + inner.width);
    expect([strip?.y, strip?.height]).toEqual([inner.y, inner.height]);
    expect([...(strip?.pixels.slice(0, 4) ?? [])]).toEqual(viridis(255));
  });

  it('says two to four numbers at their colours', () => {
    for (const range of [
      [0, 1],
      [1e-3, 10],
      [0.3, 0.9],
      [1e-9, 1e9],
      [1, 2],
    ] as const) {
      for (const scale of ['linear', 'log'] as const) {
        if (scale === 'log' && range[0] <= 0) continue;
        const scene = drawn(grid, { key: true, range, scale });
        const { inner } = scene;
        const numbers = textsOf(scene.children).filter(({ x }) => x > inner.x + inner.width + 15);
        expect(numbers.length, `${range} ${scale}`).toBeGreaterThanOrEqual(2);
        expect(numbers.length, `${range} ${scale}`).toBeLessThanOrEqual(4);
        for (const { text, y } of numbers) {
          const of = scale === 'log' ? Math.log : (value: number) => value;
          const share = (of(Number(text.replaceAll('−', '-').replaceAll(',', ''))) - of(range[0])) / (of(range[1]) - of(range[0]));
          expect(y - 4).toBeCloseTo(inner.y + inner.height * (1 - share), 0);
        }
      }
    }
  });

  it('is not there where there are no numbers', () => {
    expect(imagesOf(drawn(gridOf(2, [Number.NaN, Number.NaN]), { key: true }))).toHaveLength(1);
  });
});
