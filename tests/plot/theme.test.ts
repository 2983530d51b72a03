import {
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { describe, expect, it } from 'vitest';
import { labs } from '../../core/labs/index.ts';
import { colorMap, landscapeColor } from '../../renderer/plot/color-map.ts';
import { dark, inkColor, light, markColor, type Theme } from '../../renderer/plot/theme.ts';

const terms = ['energy', 'entropy', 'accuracy', 'complexity', 'gap', 'ink'] as const;
const pairs = terms.flatMap((a, i) => terms.slice(i + 1).map((b) => [a, b] as const));
const difference = differenceCiede2000();
const oklch = converter('oklch');

/** How people see it who lack one kind of cone, wholly. */
const eyes = {
  'without long cones': filterDeficiencyProt(1),
  'without middle cones': filterDeficiencyDeuter(1),
  'without short cones': filterDeficiencyTrit(1),
} as const;

const colorOf = (text: string) => parse(text) as NonNullable<ReturnType<typeof parse>>;

describe.each([light, dark] as Theme[])('the $name theme', (theme) => {
  it('writes with a contrast of at least 4.5 to 1, on cards and on the page', () => {
    for (const text of [...Object.values(theme.ink), ...theme.categoryInk, theme.soft, theme.faint]) {
      expect(wcagContrast(text, theme.surface), text).toBeGreaterThanOrEqual(4.5);
      expect(wcagContrast(text, theme.page), text).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('draws marks with a contrast of at least 3 to 1', () => {
    for (const mark of Object.values(theme.mark)) expect(wcagContrast(mark, theme.surface), mark).toBeGreaterThanOrEqual(3);
  });

  it('draws what lies on a landscape with at least 3 to 1, wherever it lies', () => {
    for (const t of [0, 0.5, 1]) expect(wcagContrast(theme.mark.ink, landscapeColor(theme, t))).toBeGreaterThanOrEqual(3);
    // A handle's rim parts it from what is below.
    expect(wcagContrast(theme.mark.entropy, theme.surface)).toBeGreaterThanOrEqual(3);
  });

  it('sets the terms far apart for most eyes: ΔE₀₀ of 20 and more', () => {
    for (const [a, b] of pairs) expect(difference(theme.mark[a], theme.mark[b]), `${a} and ${b}`).toBeGreaterThan(20);
  });

  it.each(Object.entries(eyes))('keeps the terms apart %s: twice what can just be told, ΔE₀₀ of 5 and more', (_, seen) => {
    for (const [a, b] of pairs) {
      expect(difference(seen(colorOf(theme.mark[a])), seen(colorOf(theme.mark[b]))), `${a} and ${b}`).toBeGreaterThan(5);
    }
  });

  it('gives the first seven categories the hues of Okabe and Ito, none of them ink, and comes round again', () => {
    // In OKLCH: no theme may turn one by more than 6°, or take its colour away.
    const originals = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];
    originals.forEach((original, i) => {
      for (const color of [markColor(theme, i), inkColor(theme, i)]) {
        expect(Math.abs((oklch(color)?.h ?? 0) - (oklch(original)?.h ?? 0)), `${color} for ${original}`).toBeLessThan(6);
        expect(oklch(color)?.c ?? 0, `${color} for ${original}`).toBeGreaterThan(0.09);
      }
    });
    expect(markColor(theme, theme.category.length + 1)).toBe(markColor(theme, 1));
    expect(theme.categoryInk).toHaveLength(theme.category.length);
  });

  it('draws categories with a contrast of at least 3 to 1', () => {
    for (const color of theme.category) expect(wcagContrast(color, theme.surface), color).toBeGreaterThanOrEqual(3);
  });

  it('keeps every category far from every term, from ink and from what only explains: ΔE₀₀ of 10 and more', () => {
    for (const color of theme.category)
      for (const [name, mark] of Object.entries(theme.mark)) expect(difference(color, mark), `${color} and ${name}`).toBeGreaterThan(10);
  });

  it('keeps categories apart: ΔE₀₀ of 14 and more for most eyes, of 4 and more for every eye', () => {
    theme.category.forEach((a, i) => {
      for (const b of theme.category.slice(i + 1)) {
        expect(difference(a, b), `${a} and ${b}`).toBeGreaterThan(14);
        for (const [name, seen] of Object.entries(eyes))
          expect(difference(seen(colorOf(a)), seen(colorOf(b))), `${a} and ${b} ${name}`).toBeGreaterThan(4);
      }
    });
  });

  it('lets a density fade in from nothing, and viridis grow lighter all the way', () => {
    const density = colorMap('density', theme, 'gap');
    expect([density[3], (density[255 * 4 + 3] as number) > 200]).toEqual([0, true]);
    const viridis = colorMap('viridis', theme);
    const light = Array.from({ length: 256 }, (_, i) =>
      wcagContrast({ mode: 'rgb', r: viridis[i * 4]! / 255, g: viridis[i * 4 + 1]! / 255, b: viridis[i * 4 + 2]! / 255 }, '#000'),
    );
    for (let i = 8; i < 256; i += 8) expect(light[i]).toBeGreaterThan(light[i - 8] as number);
  });
});

describe.each(labs.map(({ id, load }) => ({ id, load })))('the pictures of $id', ({ load }) => {
  it('never leave a hue alone: a label, a dash, a handle, the name of a row or of a picture says the same', async () => {
    const lab = await load();
    const alone = Object.entries(lab.plots).flatMap(([plotId, { marks, x, y, facets }]) => {
      const named = x.categories !== undefined || y.categories !== undefined || facets !== undefined;
      // What a hue is read off the values for is one and the same thing in all marks of a plot.
      const huesIn = (mark: (typeof marks)[number]) =>
        'hues' in mark && mark.hues ? [...mark.hues] : 'hue' in mark && mark.hue !== undefined ? [mark.hue] : [];
      // Classes of data are named by the data.
      const told = (mark: (typeof marks)[number]) =>
        mark.mark === 'handle' ||
        ('label' in mark && mark.label) ||
        ('dash' in mark && mark.dash) ||
        ('names' in mark && mark.names) ||
        ('by' in mark && mark.by === 'label');
      const says = marks.flatMap((mark) => (told(mark) ? huesIn(mark) : []));
      const loud = new Set(marks.flatMap(huesIn).filter((hue) => hue !== 'ink' && hue !== 'soft'));
      // One that is alone in its picture is to be told from nothing.
      if (named || loud.size === 1) return [];
      return [...loud].filter((hue) => !says.includes(hue)).map((hue) => `${plotId}: ${String(hue)}`);
    });
    expect(alone).toEqual([]);
  });
});
