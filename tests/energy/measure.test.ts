// A measurement against a made-up machine, whose watts are known; and whatever goes wrong on the way.
import { describe, expect, it } from 'vitest';
import { lengthOf, measure } from '../../core/energy/measure.ts';
import type { Counter } from '../../core/energy/rapl.ts';
import type { Energy } from '../../core/energy/reading.ts';
import { createRandom } from '../../core/prob/random.ts';
import { fakeMeter } from './fake-meter.ts';

describe('a measurement', () => {
  it('gives the watts of the work less those of idling, though the counter begins again on the way', async () => {
    const shares: number[] = [];
    const meter = fakeMeter('RAPL', 7, 31);
    const begun = meter.now();
    const found = await measure({ ...meter, progress: (share) => shares.push(share) });
    // 24 W at an answer a millisecond.
    expect(found?.joules).toBeCloseTo(0.024, 12);
    expect(found?.standardError).toBeCloseTo(0, 12);
    expect(found).toMatchObject({ answers: 2800, seconds: 2.8, by: 'RAPL' });
    expect(meter.now() - begun).toBe(lengthOf('RAPL'));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  it('takes longer by a battery, whose gauge is slow', async () => {
    const found = await measure(fakeMeter('battery', 5, 12));
    expect(found).toMatchObject({ answers: 20_000, seconds: 20, by: 'battery' });
    expect(found?.joules).toBeCloseTo(0.007, 12);
  });

  it('has an interval that covers the truth: 100 measurements of watts that wander', async () => {
    const random = createRandom(3);
    const scores: number[] = [];
    for (let i = 0; i < 100; i += 1) {
      const meter = fakeMeter('RAPL', 10, 30);
      let wander = 0;
      const read = async (): Promise<Energy> => {
        const found = await meter.read();
        if (!('counters' in found)) return found;
        wander += 300_000 * random.normal();
        const moved = (one: Counter) => ({ ...one, microjoules: (one.microjoules + wander + one.range) % one.range });
        return { ...found, counters: found.counters.map(moved) };
      };
      const found = await measure({ ...meter, read });
      if (found) scores.push((found.joules - 0.02) / found.standardError);
    }
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
    expect(Math.abs(mean) * Math.sqrt(100)).toBeLessThan(4 * 1.5);
    // Student’s t with few degrees of freedom: 2 of them hold some nine in ten.
    expect(scores.filter((z) => Math.abs(z) < 2).length).toBeGreaterThan(80);
    const wrong = scores.filter((z) => Math.abs(z + 4) < 2);
    expect(wrong.length).toBeLessThan(20);
  });

  it('is none where it is ended, within a quarter of a second', async () => {
    const meter = fakeMeter('RAPL', 7, 31);
    let ended = false;
    const found = await measure({
      ...meter,
      ended: () => ended,
      async exert(ms) {
        ended = true;
        return meter.exert(ms);
      },
    });
    expect(found).toBeUndefined();
    expect(meter.now() - 1000).toBeLessThanOrEqual(lengthOf('RAPL') / 2 + 250);
  });

  it.each([
    [
      'nothing counts',
      fakeMeter('RAPL', 1, 2, () => ({ none: 'it has no battery' })),
      'measure: expected joules that this machine counts, got none: it has no battery',
    ],
    [
      'what counts is gone',
      fakeMeter('RAPL', 1, 2, (reads) => (reads > 5 ? { none: 'it is gone' } : undefined)),
      'energy: expected RAPL, as it was, got none: it is gone',
    ],
    [
      'it is gone before it was read',
      fakeMeter('RAPL', 1, 2, (reads) => (reads > 1 ? { none: 'it is gone' } : undefined)),
      'energy: expected RAPL, as it was, got none: it is gone',
    ],
    [
      'a package is gone',
      fakeMeter('RAPL', 1, 2, (reads) => (reads > 5 ? { by: 'RAPL', counters: [] } : undefined)),
      'energy: expected counters of package-0, got none',
    ],
    ['the gauge stands still', fakeMeter('battery', 9, 9), 'battery: expected a gauge that moves, got 9 W throughout'],
    ['there was no answer', { ...fakeMeter('RAPL', 1, 2), exert: undefined }, 'measure: expected an answer or more, got 0'],
  ])('ends in one line where %s', async (_, meter, line) => {
    const exert = meter.exert ?? (async (ms: number) => Number(await meter.wait(ms)) || 0);
    await expect(measure({ ...meter, exert })).rejects.toThrow(line);
  });
});
