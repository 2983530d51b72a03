// Dots in mixed colours, and the one of them that a hand has hold of.
import { describe, expect, it } from 'vitest';
import { EDITABLE_ROWS } from '../../core/lab/editable-rows.ts';
import { mixerOf } from '../../renderer/plot/mixed-color.ts';
import { nearestRow } from '../../renderer/plot/nearest-row.ts';
import { dark, light, markColor } from '../../renderer/plot/theme.ts';
import { dot, draw, marksOf, plotOf, resultOf, textsOf } from './small-plots.ts';

const edits = { param: 'edits', chosen: 'datum', moves: 'xy', name: (n: number) => `datum ${n}` } as const;
const mixed = dot({ by: 'k', hues: [0, 1, 2], mix: ['a', 'b', 'c'], radius: 2, edits } as never);
const columns = {
  x: [0, 1, 2, 3, Number.NaN],
  y: [0, 1, 4, 3, 2],
  k: [0, 1, 0, 0, 0],
  a: [1, 0, 0.5, 1 - 1e-9, 1],
  b: [0, 1, 0.5, 1e-9, 0],
  c: [0, 0, 0, 0, 0],
};
const dotsOf = (scene: ReturnType<typeof draw>) => marksOf(scene.children).filter((node) => node.kind === 'dots');

describe('dots of mixed kinds', () => {
  it.each([light, dark])('wear the hue of the kind that has all of them, and the mixture where several share: $name', (theme) => {
    const dots = dotsOf(draw(plotOf([mixed]), resultOf(columns), { theme, values: { datum: 1 } }));
    const [a, b] = [markColor(theme, 0), markColor(theme, 1)];
    expect(dots.map(({ fill, xy }) => [fill, xy.length / 2])).toEqual([
      [a, 2],
      [b, 1],
      [mixerOf([a, b])([1, 1]), 1],
    ]);
  });

  it('stand where they would stand without', () => {
    const placesOf = (mark: typeof mixed) =>
      dotsOf(draw(plotOf([mark]), resultOf(columns), { values: { datum: 1 } }))
        .flatMap(({ xy }) => Array.from({ length: xy.length / 2 }, (_, i) => `${xy[2 * i]} ${xy[2 * i + 1]}`))
        .toSorted();
    expect(placesOf(mixed)).toEqual(placesOf(dot({ radius: 2 })));
  });

  it('are of no more colours than the eye tells apart, however many they are', () => {
    const many = Array.from({ length: 2000 }, (_, i) => i / 1999);
    const table = { x: many, y: many, k: many.map(() => 0), a: many, b: many.map((share) => 1 - share), c: many.map(() => 0) };
    const dots = dotsOf(draw(plotOf([mixed]), resultOf(table), { values: { datum: 1 } }));
    expect(dots.length).toBeLessThanOrEqual(33);
    expect(dots.reduce((sum, { xy }) => sum + xy.length / 2, 0)).toBe(2000);
  });
});

describe('the chosen one of rows that are edited', () => {
  const handleAt = (datum: number) => draw(plotOf([mixed]), resultOf(columns), { values: { datum } }).handles;

  it('is a handle in its own colour, which says what it is', () => {
    expect(handleAt(3)).toMatchObject([
      {
        mark: 0,
        row: 2,
        name: 'datum 3',
        at: { x: 2, y: 4 },
        moves: 'xy',
        edits: true,
        color: mixerOf(light.category.slice(0, 2))([1, 1]),
      },
    ]);
    expect(textsOf(draw(plotOf([mixed]), resultOf(columns), { values: { datum: 3 } }).children).map(({ text }) => text)).not.toContain(
      'datum 3',
    );
  });

  it('is the last where there are fewer', () => {
    expect(draw(plotOf([dot({ edits } as never)]), resultOf({ x: [0, 1], y: [0, 1] }), { values: { datum: 60 } }).handles).toMatchObject([
      { row: 1, name: 'datum 2' },
    ]);
  });

  it('is none of no rows, nor of more than a hand can take hold of', () => {
    const handlesOf = (size: number) => {
      const places = Array.from({ length: size }, (_, i) => i);
      return draw(plotOf([dot({ edits } as never)]), resultOf({ x: places, y: places }), { values: { datum: 1 } }).handles;
    };
    expect([handlesOf(0), handlesOf(EDITABLE_ROWS).length, handlesOf(EDITABLE_ROWS + 1)]).toEqual([[], 1, []]);
  });
});

describe('the nearest row', () => {
  const { scales } = draw(plotOf([dot()], { x: { domain: [0, 10] }, y: { domain: [0, 10] } }), resultOf({ x: [0], y: [0] }));
  const places = { xs: [2, 2.1, 8, Number.NaN], ys: [5, 5, 5, 5] };
  const px = (x: number) => scales.x.range[0] + (x / 10) * (scales.x.range[1] - scales.x.range[0]);
  const y = (scales.y.range[0] + scales.y.range[1]) / 2;

  it('is the one that is meant, or none that is farther than the reach', () => {
    expect(nearestRow(scales, places, { x: px(2) - 1, y }, 9)).toBe(0);
    expect(nearestRow(scales, places, { x: px(2.1) + 1, y: y + 2 }, 9)).toBe(1);
    expect(nearestRow(scales, places, { x: px(8) + 8.9, y }, 9)).toBe(2);
    expect(nearestRow(scales, places, { x: px(8) + 9.1, y }, 9)).toBeUndefined();
  });
});
