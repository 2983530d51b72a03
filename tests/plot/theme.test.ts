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

  it('gives a category a colour of Okabe and Ito that is seen on a card, and comes round again', () => {
    // The hues of the original, in OKLCH: no theme may turn one by more than 6°, or take its colour away.
    const originals = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'];
    originals.forEach((original, i) => {
      for (const color of [markColor(theme, i + 1), inkColor(theme, i + 1)]) {
        expect(Math.abs((oklch(color)?.h ?? 0) - (oklch(original)?.h ?? 0)), `${color} for ${original}`).toBeLessThan(6);
      }
    });
    for (const color of theme.category) expect(wcagContrast(color, theme.surface), color).toBeGreaterThanOrEqual(3);
    expect(markColor(theme, theme.category.length + 1)).toBe(markColor(theme, 1));
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
  it('never leave a hue alone: a label, a dash, a handle or the name of a row says the same', async () => {
    const lab = await load();
    const alone = Object.entries(lab.plots).flatMap(([plotId, { marks, x, y }]) => {
      const named = x.categories !== undefined || y.categories !== undefined;
      const says = marks.flatMap((mark) => {
        const told =
          mark.mark === 'handle' || ('label' in mark && mark.label) || ('dash' in mark && mark.dash) || ('names' in mark && mark.names);
        return told ? ('hues' in mark ? [...mark.hues] : [mark.hue]) : [];
      });
      return marks.flatMap((mark) => {
        const hues = 'hues' in mark ? mark.hues : mark.hue === undefined ? [] : [mark.hue];
        return named ? [] : hues.filter((hue) => hue !== 'ink' && hue !== 'soft' && !says.includes(hue)).map((hue) => `${plotId}: ${hue}`);
      });
    });
    expect(alone).toEqual([]);
  });
});
