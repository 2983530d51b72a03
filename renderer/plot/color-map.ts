// Numbers to colours: the quiet landscape, a density that fades from nothing, viridis and grey for images.
import { rgb } from 'd3-color';
import { interpolateRgb } from 'd3-interpolate';
import { interpolateViridis } from 'd3-scale-chromatic';
import type { Hue } from '../../core/lab/hue.ts';
import { markColor, type Theme } from './theme.ts';

type Rgb = readonly [number, number, number];

function rgbOf(color: string): Rgb {
  const { r, g, b } = rgb(color);
  return [r, g, b];
}

/** `#rrggbb` at `t` of the way. */
export const mixColors = (from: string, to: string, t: number): string => rgb(interpolateRgb(from, to)(t)).formatHex();

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
  const dye = rgbOf(markColor(theme, hue));
  for (let i = 0; i < STEPS; i += 1) {
    const t = i / (STEPS - 1);
    const color: Rgb =
      map === 'landscape'
        ? rgbOf(landscapeColor(theme, t))
        : map === 'density'
          ? dye
          : map === 'grey'
            ? [255 * t, 255 * t, 255 * t]
            : rgbOf(interpolateViridis(t));
    table.set([...color, map === 'density' ? 255 * 0.85 * t : 255], i * 4);
  }
  return table;
}
