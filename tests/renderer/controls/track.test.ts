// The slider's measure: places, stops and steps.
import { describe, expect, test } from 'vitest';
import { integer, real } from '../../../core/lab/param.ts';
import { nice, reaching, trackOf } from '../../../renderer/controls/track.ts';
import { fullText, valueText } from '../../../renderer/controls/value-text.ts';

const common = { label: 'x', group: 'g', effect: 'redraw' } as const;
const linear = real({ ...common, min: -1e6, max: 1e6, slider: [-4, 4], initial: 0, scale: 'linear' });
const log = real({ ...common, min: 1e-4, max: 1e6, slider: [0.05, 5], initial: 1, scale: 'log' });
const whole = integer({ ...common, min: 0, max: 1000, slider: [0, 50], initial: 3, scale: 'linear' });
const bare = { shift: false, alt: false };

describe('a place on a slider', () => {
  test('runs in equal factors where the scale is logarithmic', () => {
    const { placeOf, low, high } = trackOf(log);
    expect(placeOf(0.5)).toBeCloseTo((low + high) / 2, 12);
    expect(placeOf(5) - placeOf(0.5)).toBeCloseTo(placeOf(0.5) - placeOf(0.05), 12);
  });

  test('stays at the end for what lies beyond', () => {
    const { placeOf, high } = trackOf(linear);
    expect(placeOf(20_000)).toBe(high);
  });

  test('gives back a short number next to the one that stands there', () => {
    for (const param of [linear, log]) {
      const { placeOf, valueAt, low, high } = trackOf(param);
      for (const value of [0.0731, 0.2468, 1.2345, 3.3333]) {
        const found = valueAt(placeOf(value));
        expect(Math.abs(placeOf(found) - placeOf(value))).toBeLessThan((high - low) / 100);
        expect(String(found).length).toBeLessThanOrEqual(6);
      }
    }
  });

  test('never leaves the slider’s ends', () => {
    const { valueAt, low, high } = trackOf(log);
    expect(valueAt(low)).toBe(0.05);
    expect(valueAt(high)).toBe(5);
  });
});

describe('a key', () => {
  test('adds the same on a linear scale, ten times with shift, a tenth with alt', () => {
    const { stepped } = trackOf(linear);
    const step = (stepped(1, 'ArrowRight', bare) as number) - 1;
    expect(step).toBeGreaterThan(0);
    expect((stepped(1, 'ArrowRight', { shift: true, alt: false }) as number) - 1).toBeCloseTo(10 * step, 10);
    expect((stepped(1, 'ArrowRight', { shift: false, alt: true }) as number) - 1).toBeCloseTo(step / 10, 10);
    expect(stepped(1, 'PageUp', bare)).toBe(stepped(1, 'ArrowUp', { shift: true, alt: false }));
  });

  test('multiplies by the same on a logarithmic scale, small numbers and large', () => {
    const { stepped } = trackOf(log);
    const factor = 100 ** 0.01;
    for (const value of [0.06, 0.5, 4]) expect((stepped(value, 'ArrowRight', bare) as number) / value).toBeCloseTo(factor, 2);
    expect(stepped(0.5, 'ArrowRight', { shift: true, alt: false })).toBeCloseTo(0.5 * factor ** 10, 2);
    expect(stepped(0.5, 'ArrowRight', { shift: false, alt: true })).toBeGreaterThan(0.5);
  });

  test('goes there and back', () => {
    const { stepped } = trackOf(linear);
    expect(stepped(stepped(0.3, 'ArrowUp', bare) as number, 'ArrowDown', bare)).toBe(0.3);
  });

  test('moves a whole number by at least one', () => {
    const { stepped } = trackOf(whole);
    expect(stepped(3, 'ArrowRight', bare)).toBe(4);
    expect(stepped(3, 'ArrowLeft', { shift: false, alt: true })).toBe(2);
    expect(stepped(0, 'ArrowLeft', bare)).toBe(0);
  });

  test('home and end go to the slider’s ends; arrows go on beyond them as far as is valid', () => {
    const { stepped } = trackOf(linear);
    expect(stepped(0, 'Home', bare)).toBe(-4);
    expect(stepped(0, 'End', bare)).toBe(4);
    expect(stepped(4, 'ArrowRight', bare)).toBeGreaterThan(4);
    expect(stepped(1e6, 'ArrowRight', bare)).toBe(1e6);
  });

  test('that is none of the slider’s is left alone', () => {
    expect(trackOf(linear).stepped(1, 'a', bare)).toBeUndefined();
  });
});

test('nice finds 1, 2 and 5 of every power of ten', () => {
  expect([0.012, 0.021, 0.04, 0.08, 1, 30].map(nice)).toEqual([0.01, 0.02, 0.05, 0.1, 1, 20]);
});

describe('a number in its field', () => {
  test('has the digits that the slider can tell apart, and keeps its width', () => {
    expect([-1.5, 0.25, 1.7].map((x) => valueText(linear, x))).toEqual(['−1.50', '0.25', '1.70']);
    expect([0.5, 1.5, 12].map((x) => valueText(log, x))).toEqual(['0.500', '1.50', '12.0']);
  });

  test('is never rounded to nothing, and never longer than its field', () => {
    expect(valueText(linear, 0.0004)).toBe('0.0004');
    expect(valueText(linear, 22_500)).toBe('22500');
    expect(valueText(linear, -999_999)).toBe('−999999');
  });

  test('shows all its digits while it is edited', () => {
    expect(fullText(-0.123456789)).toBe('−0.123456789');
  });
});

describe('a slider whose value lies beyond it', () => {
  test('grows to hold it, with room on both sides, within what is valid', () => {
    expect(reaching(linear, 20_000).slider).toEqual([-50_000, 50_000]);
    expect(reaching(linear, -1e6).slider).toEqual([-1e6, 1e6]);
    expect(reaching(log, 4500).slider).toEqual([0.05, 20_000]);
    expect(reaching(log, 1e-3).slider).toEqual([2e-4, 5]);
    expect(reaching(whole, 300).slider).toEqual([0, 500]);
  });

  test('is as declared for every value that it holds', () => {
    for (const value of [-4, 0, 4]) expect(reaching(linear, value)).toBe(linear);
  });
});
