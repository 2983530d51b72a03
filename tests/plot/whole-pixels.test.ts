// Images on a screen: square, of whole pixels, none of them cut, whatever the card and the screen.
import { describe, expect, it } from 'vitest';
import type { AnyPlot } from '../../core/lab/lab.ts';
import { mosaic } from '../../core/labs/mosaic.ts';
import { axisScale } from '../../renderer/plot/axis-scale.ts';
import { draw, marksOf, plotOf, resultOf } from './small-plots.ts';

const RATIOS = [1, 1.25, 1.5, 2];
const CARDS = [
  [270, 180],
  [283, 293],
  [296, 347],
  [361, 222],
  [604, 307],
  [731, 451],
  [999, 640],
  [1283, 977],
] as const;

/** `count` images of noise, `across` a row. */
function images(rows: number, columns: number, count: number, across: number, span?: readonly [number, number]) {
  const pixels = Float32Array.from({ length: rows * columns * count }, (_, i) => ((i * 7919) % 101) / 101);
  return mosaic(pixels, { rows, columns }, across, span && { x: span, y: span });
}

const bare: Partial<AnyPlot> = { equal: true, x: { bare: true }, y: { bare: true } };
const numbered: Partial<AnyPlot> = { equal: true, x: { label: 'z₁' }, y: { label: 'z₂' } };
const kinds = [
  { kind: 'a digit of 8 × 8', grid: images(8, 8, 1, 1), axes: bare },
  { kind: 'a digit of 28 × 28', grid: images(28, 28, 1, 1), axes: bare },
  { kind: 'images of 20 × 30', grid: images(20, 30, 4, 2), axes: bare },
  { kind: 'ten digits and what they give back', grid: images(28, 28, 20, 10), axes: bare },
  { kind: 'a sheet over the plane of codes', grid: images(28, 28, 225, 15, [-3, 3]), axes: numbered },
  { kind: 'a sheet of small digits', grid: images(8, 8, 225, 15, [-3, 3]), axes: numbered },
] as const;

const whole = (x: number) => Math.abs(x - Math.round(x)) < 1e-6;

describe.each(kinds)('$kind', ({ grid, axes }) => {
  const [columns, rows] = grid.tile as readonly [number, number];
  const cases = CARDS.flatMap(([width, height]) => RATIOS.map((ratio) => ({ width, height, ratio })));
  const plot = { ...plotOf([{ mark: 'raster', grid: 'g', map: 'grey', range: [0, 1] }]), ...axes };

  it.each(cases)('has whole pixels in a card of $width × $height at $ratio', ({ width, height, ratio }) => {
    const scene = draw(plot, resultOf({}, { g: grid }), { width, height, ratio });
    const [image] = marksOf(scene.children);
    if (image?.kind !== 'image') throw new Error('there is no image');
    const edges = { left: image.x, right: image.x + image.width, top: image.y, bottom: image.y + image.height };
    for (const edge of Object.values(edges)) expect(whole(edge * ratio)).toBe(true);
    // Of each pixel that is drawn, as many across as down.
    const [across, down] = [(image.width * ratio) / image.columns, (image.height * ratio) / image.rows];
    expect(whole(across)).toBe(true);
    expect(down).toBeCloseTo(across, 6);
    // All of them where there is room for one pixel of the screen each; else images smaller by whole pixels, alike and as near to their shape.
    const [wide, high] = [image.columns / (grid.columns / columns), image.rows / (grid.rows / rows)];
    if (wide < columns) {
      expect(across).toBeCloseTo(1, 6);
      expect([whole(wide), whole(high)]).toEqual([true, true]);
      expect(Math.abs(high / wide - rows / columns)).toBeLessThanOrEqual(0.5 / wide + 1e-9);
    } else expect([wide, high]).toEqual([columns, rows]);
    // Nothing is cut, by the clip or by the card.
    const { inner } = scene;
    expect(edges.left).toBeGreaterThanOrEqual(inner.x - 1e-6);
    expect(edges.right).toBeLessThanOrEqual(inner.x + inner.width + 1e-6);
    expect(edges.top).toBeGreaterThanOrEqual(inner.y - 1e-6);
    expect(edges.bottom).toBeLessThanOrEqual(inner.y + inner.height + 1e-6);
    expect([inner.x >= 0, inner.y >= 0, inner.x + inner.width <= width, inner.y + inner.height <= height]).toEqual(Array(4).fill(true));
    // One more pixel of the screen for each pixel, or for each image, is more than there is room for.
    const [free] = marksOf(draw(plot, resultOf({}, { g: grid }), { width, height }).children);
    if (free?.kind !== 'image') throw new Error('there is no image');
    const more = wide < columns ? grid.columns / columns : grid.columns;
    expect(image.width).toBeLessThanOrEqual(free.width + 0.02);
    expect(image.width * ratio + more).toBeGreaterThan(free.width * ratio - 0.02);
    // A place of the plane is where its image is.
    const x = axisScale(scene.scales.x);
    const half = ([low, high]: readonly [number, number], count: number) => (high - low) / (count - 1) / 2;
    const [halfX, halfY] = [half(grid.xDomain, grid.columns), half(grid.yDomain, grid.rows)];
    expect(x.of(grid.xDomain[0] - halfX)).toBeCloseTo(edges.left, 6);
    expect(x.of(grid.xDomain[1] + halfX)).toBeCloseTo(edges.right, 6);
    const y = axisScale(scene.scales.y);
    expect(y.of(grid.yDomain[0] - halfY)).toBeCloseTo(edges.bottom, 6);
    expect(y.of(grid.yDomain[1] + halfY)).toBeCloseTo(edges.top, 6);
  });
});

it('keeps the means of images that have to be smaller, and none runs into the next', () => {
  const [side, across] = [28, 15];
  const level = (tile: number) => (tile % 7) / 7;
  const pixels = Float32Array.from({ length: side * side * across * across }, (_, i) => level(Math.floor(i / side ** 2)));
  const grid = mosaic(pixels, { rows: side, columns: side }, across);
  const plot = { ...plotOf([{ mark: 'raster', grid: 'g', map: 'grey', range: [0, 1] }]), ...bare };
  const [image] = marksOf(draw(plot, resultOf({}, { g: grid }), { width: 400, height: 280, ratio: 1 }).children);
  if (image?.kind !== 'image') throw new Error('there is no image');
  const size = image.columns / across;
  expect(size).toBeLessThan(side);
  for (let row = 0; row < image.rows; row += 1) {
    for (let column = 0; column < image.columns; column += 1) {
      const tile = Math.floor(row / size) * across + Math.floor(column / size);
      expect(image.pixels[4 * (row * image.columns + column)]).toBe(Math.round(255 * level(tile)));
    }
  }
});

it('leaves images as the scale has them where they are drawn for no screen', () => {
  const [image] = marksOf(
    draw({ ...plotOf([{ mark: 'raster', grid: 'g', map: 'grey' }]), ...bare }, resultOf({}, { g: images(28, 28, 225, 15) })).children,
  );
  expect(image).toMatchObject({ columns: 420, rows: 420 });
  if (image?.kind === 'image') expect(image.width).toBeCloseTo(image.height, 1);
});

it('cuts no pixel of several images that stand apart, wherever they come to stand', () => {
  for (const [width, height] of CARDS) {
    for (const ratio of RATIOS) {
      const at = (x: number, y: number) =>
        mosaic(
          Float32Array.from({ length: 784 }, (_, i) => (i % 9) / 9),
          { rows: 28, columns: 28 },
          1,
          { x: [x, x], y: [y, y] },
        );
      const grids = { a: at(0, 1.22), b: at(1.06, 1.22), c: at(0, 0), d: at(1.06, 0) };
      const marks = Object.keys(grids).map((grid) => ({ mark: 'raster', grid, map: 'grey' }) as const);
      const axes = { equal: true, x: { bare: true, include: [-0.5, 1.56] }, y: { bare: true, include: [-0.68, 1.72] } } as const;
      const scene = draw({ ...plotOf(marks), ...axes }, resultOf({}, grids), { width, height, ratio });
      const images = marksOf(scene.children).filter((node) => node.kind === 'image');
      expect(images).toHaveLength(4);
      for (const image of images) {
        const { inner } = scene;
        expect([image.width, image.height]).toEqual([images[0]?.width, images[0]?.width]);
        for (const edge of [image.x, image.y, image.x + image.width, image.y + image.height]) expect(whole(edge * ratio)).toBe(true);
        expect(image.x).toBeGreaterThanOrEqual(inner.x - 1e-6);
        expect(image.y).toBeGreaterThanOrEqual(inner.y - 1e-6);
        expect(image.x + image.width).toBeLessThanOrEqual(inner.x + inner.width + 1e-6);
        expect(image.y + image.height).toBeLessThanOrEqual(inner.y + inner.height + 1e-6);
      }
    }
  }
});
