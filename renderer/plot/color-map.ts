// Numbers to colours: the quiet landscape, a density that fades from nothing, viridis and grey for images.
import { interpolateViridis } from 'd3-scale-chromatic';
import type { Hue } from '../../core/lab/hue.ts';
import { markColor, type Theme } from './theme.ts';

type Rgb = readonly [number, number, number];

/** `#rrggbb`, or the `rgb(r, g, b)` of d3. */
function rgbOf(color: string): Rgb {
  const hex = color.startsWith('#');
  const parts = hex ? [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16)) : (color.match(/\d+/g) ?? []).map(Number);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

const mixed = (a: Rgb, b: Rgb, t: number): Rgb => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];

const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

export const mixColors = (from: string, to: string, t: number): string => hexOf(mixed(rgbOf(from), rgbOf(to), t));

/** The landscape’s colour at `t` between its low and its high. */
export const landscapeColor = ({ landscape: [low, high] }: Theme, t: number): string => mixColors(low, high, t);

export type MapName = 'landscape' | 'density' | 'viridis' | 'grey';

const STEPS = 256;

/** Looked up for every picture of every frame. */
const made = new WeakMap<Theme, Map<string, Uint8ClampedArray>>();

/** 256 colours, RGBA each. */
export function colorMap(map: MapName, theme: Theme, hue: Hue = 'ink'): Uint8ClampedArray {
  const own = made.get(theme) ?? new Map<string, Uint8ClampedArray>();
  const key = `${map} ${hue}`;
  const known = own.get(key) ?? colorsOf(map, theme, hue);
  made.set(theme, own.set(key, known));
  return known;
}

function colorsOf(map: MapName, theme: Theme, hue: Hue): Uint8ClampedArray {
  const table = new Uint8ClampedArray(STEPS * 4);
  const [low, high] = theme.landscape.map(rgbOf) as [Rgb, Rgb];
  const dye = rgbOf(markColor(theme, hue));
  for (let i = 0; i < STEPS; i += 1) {
    const t = i / (STEPS - 1);
    const rgb: Rgb =
      map === 'landscape'
        ? mixed(low, high, t)
        : map === 'density'
          ? dye
          : map === 'grey'
            ? [255 * t, 255 * t, 255 * t]
            : rgbOf(interpolateViridis(t));
    table.set([...rgb, map === 'density' ? 255 * 0.85 * t : 255], i * 4);
  }
  return table;
}
