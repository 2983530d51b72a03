// The measure along a slider: where a number stands on it, which numbers it stops at, how far a key goes.
import type { IntegerParam, RealParam } from '../../core/lab/param.ts';

export type NumericParam = RealParam | IntegerParam;

export interface Track {
  readonly low: number;
  readonly high: number;
  /** The place of a number; beyond the ends it stays at them. */
  readonly placeOf: (value: number) => number;
  /** The number at a place, one that can be read off. */
  readonly valueAt: (place: number) => number;
  /** Where a key leads from a number, or undefined if it is none of the slider's keys. Keys go on beyond the slider's ends. */
  readonly stepped: (value: number, key: string, modifiers: { readonly shift: boolean; readonly alt: boolean }) => number | undefined;
}

const ARROWS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
const PAGES: Readonly<Record<string, number>> = { PageUp: 10, PageDown: -10 };

/** Takes away what floating point added. */
const clean = (x: number): number => Number(x.toPrecision(12));

/** The nearest of 1, 2, 5, 10, 20 … on a logarithmic measure. */
export function nice(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const lead = size / power;
  return clean(power * (lead < Math.SQRT2 ? 1 : lead < Math.sqrt(10) ? 2 : lead < Math.sqrt(50) ? 5 : 10));
}

/** What a linear slider stops at: hundreds of numbers, all of them short. */
export const gridOf = ({ kind, min, max, slider: [low, high] = [min, max] }: NumericParam): number =>
  kind === 'integer' ? 1 : nice((high - low) / 400);

/** The parameter with its slider grown to hold a value beyond it, so that data on another scale can be dragged, too. */
export function reaching(param: NumericParam, value: number): NumericParam {
  const [low, high] = param.slider ?? [param.min, param.max];
  if (value >= low && value <= high) return param;
  const { min, max } = param;
  if (param.scale === 'log') {
    return { ...param, slider: [Math.max(min, Math.min(low, nice(value / 5))), Math.min(max, Math.max(high, nice(value * 5)))] };
  }
  const reach = nice(2 * Math.abs(value));
  return { ...param, slider: [low < 0 ? Math.max(min, -reach) : Math.min(low, min), Math.min(max, Math.max(high, reach))] };
}

export function trackOf(param: NumericParam): Track {
  const [from, to] = param.slider ?? [param.min, param.max];
  const log = param.scale === 'log';
  const bottom = log && from <= 0 ? to / 1e4 : from;
  const grid = gridOf(param);
  const within = (value: number) => Math.max(param.min, Math.min(param.max, value));
  const whole = (value: number) => (param.kind === 'integer' ? Math.round(value) : clean(value));

  /** To three digits, the third a 0 or a 5. */
  const short = (value: number) => {
    const quantum = 10 ** (Math.floor(Math.log10(value)) - 1) / 2;
    return Math.round(value / quantum) * quantum;
  };

  const placeOf = (value: number) => {
    const inside = Math.max(bottom, Math.min(to, value));
    return log ? Math.log10(inside) : inside;
  };

  const valueAt = (place: number) => {
    const value = log ? short(10 ** place) : Math.round(place / grid) * grid;
    return whole(Math.max(bottom, Math.min(to, value)));
  };

  const moved = (value: number, steps: number) => {
    if (param.kind === 'integer') {
      const far = log ? value * (to / bottom) ** (steps / 100) : value + Math.sign(steps) * Math.max(1, Math.abs(steps));
      const next = Math.round(far);
      return next === value ? value + Math.sign(steps) : next;
    }
    if (!log) return value + steps * nice((to - bottom) / 100);
    const far = Math.max(value, bottom / 1e3) * (to / bottom) ** (steps / 100);
    return Number(far.toPrecision(Math.abs(steps) < 1 ? 5 : 3));
  };

  return {
    low: placeOf(bottom),
    high: placeOf(to),
    placeOf,
    valueAt,
    stepped(value, key, { shift, alt }) {
      // A logarithm does not reach 0, the key does.
      if (key === 'Home') return whole(log && param.min <= 0 ? param.min : bottom);
      if (key === 'End') return whole(to);
      const steps = PAGES[key] ?? (ARROWS[key] ?? 0) * (shift ? 10 : alt ? 0.1 : 1);
      return steps === 0 ? undefined : whole(within(moved(value, steps)));
    },
  };
}
