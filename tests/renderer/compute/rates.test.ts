import { describe, expect, it } from 'vitest';
import { createRates, settledTime, timeText } from '../../../renderer/compute/rates.ts';

/** Looks every `every` ms from `from` on, `count` times, at a count that grows by `perSecond`. */
function looks(rates: ReturnType<typeof createRates>, { from = 0, every = 50, count = 100, perSecond = 200, begin = 0 }) {
  for (let i = 0; i <= count; i += 1) rates.look(from + i * every, [begin + (i * every * perSecond) / 1000, (from + i * every) / 1e9]);
}

describe('rates', () => {
  it('are those of counts that grow evenly, once enough was seen', () => {
    const rates = createRates();
    looks(rates, { count: 20 });
    expect(rates.perSecond()).toBeUndefined();
    looks(rates, { from: 1050, begin: 210, count: 20 });
    expect(rates.perSecond()?.[0]).toBeCloseTo(200, 9);
    expect(rates.perSecond()?.[1]).toBeLessThan(1e-3);
  });

  it('even out frames that come unevenly, and follow a change within seconds', () => {
    const rates = createRates();
    let at = 0;
    let count = 0;
    for (let i = 0; i < 400; i += 1) {
      at += i % 7 === 0 ? 180 : 20;
      count += i % 5 === 0 ? 20 : 2;
      rates.look(at, [count]);
    }
    const steady = rates.perSecond()?.[0] as number;
    expect(Math.abs(steady / ((1000 * count) / at) - 1)).toBeLessThan(0.03);
    for (let i = 1; i <= 200; i += 1) rates.look(at + 100 * i, [count + i]);
    const slower = rates.perSecond()?.[0] as number;
    expect(slower).toBeGreaterThan(10);
    expect(slower).toBeLessThan(10 + 0.15 * (steady - 10));
  });

  it('do not count pauses, and begin again with a run that does', () => {
    const rates = createRates();
    looks(rates, { count: 60 });
    rates.pause();
    looks(rates, { from: 1e6, begin: 600, count: 60 });
    expect(rates.perSecond()?.[0]).toBeCloseTo(200, 9);
    rates.look(1e6 + 3100, [0, 0]);
    expect(rates.perSecond()).toBeUndefined();
  });
});

describe('a time left', () => {
  it('is rounded to 5 s, to minutes, to ten minutes', () => {
    expect([0.4, 7, 33, 56, 58, 95, 3000, 4800, 7300].map((seconds) => timeText(settledTime(seconds)))).toEqual([
      'about 5 s',
      'about 5 s',
      'about 35 s',
      'about 55 s',
      'about 1 min',
      'about 2 min',
      'about 50 min',
      'about 1 h 20 min',
      'about 2 h',
    ]);
  });

  it('stays while it is not clearly another', () => {
    expect([31.5, 33, 34.5, 38.9, 39.1].map((seconds) => settledTime(seconds, 35))).toEqual([35, 35, 35, 35, 40]);
    expect(settledTime(100, 35)).toBe(120);
  });
});
