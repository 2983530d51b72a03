// One axis as it was resolved: data to pixels and back, and the round numbers written along it.
import { scaleLinear, scaleLog } from 'd3-scale';
import type { Domain, Scales } from './scene.ts';

export interface AxisScale {
  readonly domain: Domain;
  readonly range: Domain;
  readonly scale: 'linear' | 'log';
  /** To px; not a number where the axis has no place for it. */
  readonly of: (value: number) => number;
  readonly invert: (px: number) => number;
}

export function axisScale({ domain, range, scale }: Scales['x']): AxisScale {
  const d3 = scale === 'log' ? scaleLog(domain, range) : scaleLinear(domain, range);
  return { domain, range, scale, of: (value) => d3(value), invert: (px) => d3.invert(px) };
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** 1, 2, 5, 10, 20 …; only the powers of ten, then every second or fifth of them, where that is too many and at least two are left. */
function logTicks([low, high]: Domain, count: number): number[] {
  const slack = 1e-9;
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (value: number) => value >= low * (1 - slack) && value <= high * (1 + slack);
  const decades = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  let more: number[] = [];
  for (const [factors, every] of [
    [[1, 2, 5], 1],
    [[1, 3], 1],
    [[1], 1],
    [[1], 2],
    [[1], 5],
  ] as const) {
    const values = decades.filter((decade) => decade % every === 0).flatMap((decade) => factors.map((f) => Number(`${f}e${decade}`)));
    const found = values.filter(within);
    if (found.length < 2 && more.length > 0) return more;
    if (found.length <= Math.max(2, count)) return found;
    more = found;
  }
  return decades.filter((decade) => decade % 10 === 0).map((decade) => 10 ** decade);
}

const plain = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1e6 || (size < 1e-4 && size > 0)) return value.toExponential().replace('e+', 'e').replace(/-/g, '−');
  const digits = String(Number(size.toPrecision(6)));
  const text = size < 1000 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return value < 0 ? `−${text}` : text;
};

/** About `count` round numbers within the domain. */
export function ticksOf({ domain, scale }: AxisScale, count: number): Tick[] {
  const [low, high] = domain[0] <= domain[1] ? domain : [domain[1], domain[0]];
  if (scale === 'log') {
    const values = logTicks([low, high], count);
    if (values.length >= 2) return values.map((value) => ({ value, text: plain(value) }));
  }
  const linear = scaleLinear([low, high], [0, 1]);
  const large = Math.max(Math.abs(low), Math.abs(high));
  const far = large >= 1e6 || large < 1e-3;
  const format = linear.tickFormat(count, far ? '~g' : undefined);
  return linear
    .ticks(count)
    .filter((value) => scale === 'linear' || value > 0)
    .map((value) => ({ value, text: format(value).replace('e+', 'e') }));
}
